import { type Parser, skip, take } from './parser.ts';
import { broken, checkDimensions } from './unfit.ts';

const HEAD_BYTES = 8;

/** Reads the chunks of a WebP (RFC 9649 §2) to the end that its header says; nothing may follow. */
export function* parseWebp(): Parser {
  const head = yield* take(12);
  let left = head.readUInt32LE(4) - 4;
  let hasImage = false;
  while (left > 0) {
    if (left < HEAD_BYTES) throw broken('a WebP chunk without a head');
    const chunk = yield* take(HEAD_BYTES);
    const [type, length] = [chunk.toString('latin1', 0, 4), chunk.readUInt32LE(4)];
    const padded = length + (length % 2);
    left -= HEAD_BYTES + padded;
    if (left < 0) throw broken('a WebP chunk that is longer than the file');
    const read = SIZES[type];
    if (read) {
      if (length < read.bytes) throw broken('a short WebP chunk');
      checkDimensions(...read.size(yield* take(read.bytes)));
      yield* skip(padded - read.bytes);
      hasImage = true;
    } else yield* skip(padded);
  }
  if (!hasImage) throw broken('a WebP without an image');
}

/** Chunks that claim a size: how many bytes of them tell it, and how. */
const SIZES: Readonly<Record<string, { bytes: number; size(head: Buffer): [width: number, height: number] }>> = {
  'VP8 ': {
    bytes: 10,
    size: (head) => [head.readUInt16LE(6) & 0x3fff, head.readUInt16LE(8) & 0x3fff],
  },
  VP8L: {
    bytes: 5,
    size(head) {
      const bits = head.readUInt32LE(1);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    },
  },
  VP8X: { bytes: 10, size: (head) => [head.readUIntLE(4, 3) + 1, head.readUIntLE(7, 3) + 1] },
  ANMF: { bytes: 12, size: (head) => [head.readUIntLE(6, 3) + 1, head.readUIntLE(9, 3) + 1] },
};
