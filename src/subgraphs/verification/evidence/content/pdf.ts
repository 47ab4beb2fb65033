import { inflateSync } from 'node:zlib';
import { Unfit, broken } from './unfit.ts';

/** Names (ISO 32000-2 §7.3.5) that a document of evidence has no use for, with what they would bring. */
const REFUSED: Readonly<Record<string, Unfit>> = {
  JavaScript: new Unfit('ACTIVE', 'Expected a PDF without programs; this one holds JavaScript.'),
  Launch: new Unfit('ACTIVE', 'Expected a PDF without programs; this one starts one.'),
  XFA: new Unfit('ACTIVE', 'Expected a PDF without programs; this one holds an XFA form.'),
  RichMedia: new Unfit('ACTIVE', 'Expected a PDF without other files in it; this one holds rich media.'),
  EmbeddedFile: new Unfit('ACTIVE', 'Expected a PDF without other files in it; this one holds some.'),
  EmbeddedFiles: new Unfit('ACTIVE', 'Expected a PDF without other files in it; this one holds some.'),
  Encrypt: new Unfit('ENCRYPTED', 'Expected a PDF that is not encrypted.'),
};
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]{1,60})(?=[\0\t\n\f\r ()<>[\]{}/%])/g;
/** Names, and what tells where an object stream begins and where an object ends. */
const TOKENS = new RegExp(`${NAME.source}|(?<!end)stream[ \\t]{0,8}[\\r\\n]|endobj`, 'g');
const STREAM_NAMES: ReadonlySet<string> = new Set(['ObjStm', 'DecodeParms', 'Predictor']);
/** Longer than any token that is looked for, with each character escaped. */
const OVERLAP = 128;
/** An object stream holds a hundred objects or two: some 100 KB. */
const MAX_PACKED_BYTES = 1 << 20;
const MAX_UNPACKED_BYTES = 2 << 20;
const MAX_UNPACKED_IN_ALL = 32 << 20;

/**
 * Looks through a PDF as it comes, for names that bring programs or other files: also where a name is written with escapes, or
 * stands in an object stream (§7.5.7), which is unpacked within bounds.
 */
export function createPdfScanner(): { push(chunk: Buffer): void; end(): void } {
  let text = '';
  /** How far `text` was looked through. */
  let from = 0;
  /** The names of the object so far that say how its stream is read. */
  let saying = new Set<string>();
  /** The content of an object stream so far, as latin1. */
  let packed: string | undefined;
  let unpackedBytes = 0;

  const unpack = (content: string): void => {
    const bytes = Buffer.from(content, 'latin1');
    const plain = inflate(bytes);
    unpackedBytes += plain.length;
    if (unpackedBytes > MAX_UNPACKED_IN_ALL) throw bomb();
    for (const [, name] of `${plain.toString('latin1')} `.matchAll(NAME)) checkName(name!);
  };

  const scan = (isLast: boolean): void => {
    for (;;) {
      if (packed !== undefined) {
        const end = text.indexOf('endstream', from);
        const upTo = end >= 0 ? end : Math.max(from, text.length - (isLast ? 0 : OVERLAP));
        packed += text.slice(from, upTo);
        from = upTo;
        if (packed.length > MAX_PACKED_BYTES) throw bomb();
        if (end < 0 && !isLast) break;
        unpack(packed);
        packed = undefined;
        if (end < 0) break;
      }
      TOKENS.lastIndex = from;
      const found = TOKENS.exec(text);
      // A token at the edge may go on in what comes.
      if (!found || (!isLast && found.index > text.length - OVERLAP)) {
        from = isLast ? text.length : Math.max(from, text.length - OVERLAP);
        break;
      }
      from = TOKENS.lastIndex;
      const [token, name] = found;
      if (name !== undefined) {
        const plain = checkName(name);
        if (STREAM_NAMES.has(plain)) saying.add(plain);
      } else {
        if (token !== 'endobj' && saying.has('ObjStm')) {
          // Such a stream has no use for a predictor, and would hide what it says behind one.
          if (saying.size > 1) throw broken('a PDF whose objects cannot be unpacked');
          packed = '';
        }
        saying = new Set();
      }
    }
    text = text.slice(from);
    from = 0;
  };

  return {
    push(chunk) {
      text += chunk.toString('latin1');
      scan(false);
    },
    end() {
      text += ' ';
      scan(true);
    },
  };
}

/** The name behind its escapes. */
function checkName(written: string): string {
  const name = written.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (Object.hasOwn(REFUSED, name)) throw REFUSED[name]!;
  return name;
}

function inflate(bytes: Buffer): Buffer {
  if (isObjects(bytes)) return bytes;
  let plain: Buffer;
  try {
    plain = inflateSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw bomb();
    throw broken('a PDF whose objects cannot be unpacked');
  }
  if (!isObjects(plain)) throw broken('a PDF whose objects cannot be unpacked');
  return plain;
}

/** An object stream begins with the numbers of its objects. */
function isObjects(bytes: Buffer): boolean {
  return /^\s*\d+\s/.test(bytes.toString('latin1', 0, 40));
}

function bomb(): Unfit {
  return new Unfit('BOMB', 'Expected a PDF whose objects take less room when they are unpacked.');
}
