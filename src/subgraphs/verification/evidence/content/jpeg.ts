import { type Parser, skip, take } from './parser.ts';
import { broken, checkDimensions } from './unfit.ts';

// Markers of ITU-T T.81, table B.1.
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Among the numbers of frames, but none: Huffman tables, a reserved one, arithmetic conditioning. */
const NO_FRAME: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/**
 * Reads a JPEG (ITU-T T.81, annex B) up to its first scan, by when its size is known. Cameras append more images and short
 * films behind the end, so what follows is not judged here.
 */
export function* parseJpeg(): Parser {
  yield* skip(2);
  let hasFrame = false;
  for (;;) {
    const marker = yield* nextMarker();
    if (marker === END_OF_IMAGE) throw broken('a JPEG without an image');
    const length = (yield* take(2)).readUInt16BE() - 2;
    if (length < 0) throw broken('a JPEG segment without length');
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      if (length < 6) throw broken('a short JPEG frame');
      const frame = yield* take(6);
      checkDimensions(frame.readUInt16BE(3), frame.readUInt16BE(1));
      hasFrame = true;
      yield* skip(length - 6);
    } else yield* skip(length);
    if (marker === START_OF_SCAN) {
      if (!hasFrame) throw broken('a JPEG scan without a frame');
      yield 'rest';
    }
  }
}

/** Any marker may have fill bytes before it. */
function* nextMarker(): Parser<number> {
  if ((yield* take(1))[0] !== 0xff) throw broken('no JPEG marker where one must be');
  for (;;) {
    const [code = 0] = yield* take(1);
    if (code !== 0xff) return code;
  }
}
