import { type Parser, skip, take } from './parser.ts';
import { broken, checkDimensions } from './unfit.ts';

const SIGNATURE_BYTES = 8;
const CHECKSUM_BYTES = 4;

/** Reads the chunks of a PNG (ISO/IEC 15948 §5) to its end; nothing may follow. */
export function* parsePng(): Parser {
  yield* skip(SIGNATURE_BYTES);
  let hasData = false;
  for (let place = 0; ; place += 1) {
    const head = yield* take(8);
    const [length, type] = [head.readUInt32BE(), head.toString('latin1', 4)];
    if (!/^[A-Za-z]{4}$/.test(type)) throw broken('a PNG chunk without a type');
    if ((place === 0) !== (type === 'IHDR')) throw broken('a PNG that does not begin with its header');
    if (type === 'IHDR') {
      if (length !== 13) throw broken('a PNG header of a wrong length');
      const header = yield* take(length);
      checkDimensions(header.readUInt32BE(), header.readUInt32BE(4));
      yield* skip(CHECKSUM_BYTES);
    } else yield* skip(length + CHECKSUM_BYTES);
    hasData ||= type === 'IDAT';
    if (type === 'IEND') {
      if (!hasData) throw broken('a PNG without an image');
      return;
    }
  }
}
