import { type Parser, skip, take } from './parser.ts';
import { Unfit, broken, checkDimensions } from './unfit.ts';

const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
const MP4_BRANDS = /^(?:isom|iso\d|mp4\d|avc1|M4V |MSNV|dash|msdh)$/;

type BoxedType = 'image/heic' | 'video/mp4';

/** Boxes that hold boxes on the way to a size, with the bytes that stand before these. */
const CONTAINERS: Readonly<Record<BoxedType, ReadonlyMap<string, number>>> = {
  'image/heic': new Map([
    ['meta', 4],
    ['iprp', 0],
    ['ipco', 0],
    ['moov', 0],
    ['trak', 0],
  ]),
  // Not `meta`: some writers leave its version away, and it tells no size.
  'video/mp4': new Map([
    ['moov', 0],
    ['trak', 0],
  ]),
};
const MAX_DEPTH = 8;
/** Longer than any brand list or track header is. */
const MAX_HEAD_BYTES = 4_096;

/**
 * Reads the boxes of an ISO base media file (ISO/IEC 14496-12 §4.2): HEIC (ISO/IEC 23008-12) or MP4, as declared. They
 * must follow each other to the end of the file.
 */
export function* parseBoxes(mediaType: BoxedType): Parser {
  const head = yield* take(8);
  const length = head.readUInt32BE() - 8;
  if (length < 8 || length > MAX_HEAD_BYTES) throw broken('a list of brands of a wrong length');
  const brands = yield* take(length);
  if (mediaTypeOf(brands) !== mediaType) {
    throw new Unfit('DISAGREES', `Expected ${mediaType}, as declared; the content is of another kind.`);
  }
  const way = { containers: CONTAINERS[mediaType], seen: new Set<string>() };
  for (;;) {
    const next = yield { take: 8, orEnd: true };
    if (!next) break;
    yield* parseBox(next, undefined, 0, way);
  }
  if (!way.seen.has(mediaType === 'image/heic' ? 'ispe' : 'moov')) throw broken('a file without its description');
}

/** Which of the two the brands say, the major one first; behind it stands a version. */
function mediaTypeOf(brands: Buffer): BoxedType | undefined {
  const names = [...brands.toString('latin1').matchAll(/[^]{4}/g)].map(([name]) => name).filter((_, at) => at !== 1);
  // A still image of another codec has the brands of HEIF too, and its own.
  if (names.some((name) => HEIC_BRANDS.has(name))) return 'image/heic';
  return names.some((name) => MP4_BRANDS.test(name)) ? 'video/mp4' : undefined;
}

/** Where a parser descends, and the types that it has met. */
interface Way {
  containers: ReadonlyMap<string, number>;
  seen: Set<string>;
}

/** Reads a box behind its first 8 bytes; answers its whole length. `room` is what is left of the box around it. */
function* parseBox(head: Buffer, room: number | undefined, depth: number, way: Way): Parser<number> {
  const type = head.toString('latin1', 4);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) throw broken('a box without a type');
  let [length, headBytes] = [head.readUInt32BE(), 8];
  if (length === 0 && room === undefined) {
    // The last box may leave its length to the end of the file. What it would tell must be known before.
    if (way.containers.has(type)) throw broken('a box without a length');
    yield 'rest';
  }
  if (length === 1) {
    const long = (yield* take(8)).readBigUInt64BE();
    if (long > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('a box that is longer than any file');
    [length, headBytes] = [Number(long), 16];
  }
  let left = length - headBytes;
  if (left < 0 || (room !== undefined && length > room)) throw broken('a box of a wrong length');
  way.seen.add(type);
  const before = way.containers.get(type);
  if (before !== undefined && left >= before) {
    if (depth === MAX_DEPTH) throw broken('boxes within boxes');
    yield* skip(before);
    left -= before;
    while (left >= 8) left -= yield* parseBox(yield* take(8), left, depth + 1, way);
  } else if (type === 'ispe' || type === 'tkhd') {
    if (left < 12 || left > MAX_HEAD_BYTES) throw broken('a size of a wrong length');
    const content = yield* take(left);
    left = 0;
    // An image's size is in pixels; a track's is a fixed-point number, and that of a sound is 0.
    if (type === 'ispe') checkDimensions(content.readUInt32BE(4), content.readUInt32BE(8));
    else checkTrack(content.readUInt16BE(content.length - 8), content.readUInt16BE(content.length - 4));
  }
  yield* skip(left);
  return length;
}

function checkTrack(width: number, height: number): void {
  if (width > 0 && height > 0) checkDimensions(width, height);
}
