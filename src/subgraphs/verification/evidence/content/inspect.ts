import { parseBoxes } from './boxes.ts';
import { parseJpeg } from './jpeg.ts';
import { type Feeder, feed } from './parser.ts';
import { createPdfScanner } from './pdf.ts';
import { parsePng } from './png.ts';
import { Unfit, broken } from './unfit.ts';
import { parseWebp } from './webp.ts';

/** The media types that are taken, each with the ending of its files. */
export const MEDIA_TYPES = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;

/** What the content of each type begins with, from a place on. Those of one family are told apart by their parser. */
const SIGNATURES: Readonly<Record<MediaType, (head: Buffer) => boolean>> = {
  'image/jpeg': (head) => startsWith(head, 'ffd8ff'),
  'image/png': (head) => startsWith(head, '89504e470d0a1a0a'),
  'image/webp': (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  'image/heic': (head) => head.toString('latin1', 4, 8) === 'ftyp',
  'application/pdf': (head) => head.toString('latin1', 0, 5) === '%PDF-',
  'video/mp4': (head) => head.toString('latin1', 4, 8) === 'ftyp',
};
const HEAD_BYTES = 12;

/** A ZIP is found from its end: a record of 22 bytes, and a comment of up to 65,535 (APPNOTE §4.3.16). */
const ZIP_END = Buffer.from('504b0506', 'hex');
const TAIL_BYTES = 65_557;
/** Archives that are found wherever they begin: RAR and 7z, as self-extracting ones do. */
const ARCHIVES = ['526172211a07', '377abcaf271c'].map((hex) => Buffer.from(hex, 'hex'));
const ARCHIVE_BYTES = 6;
/** Viewers take a PDF that begins within the first 1,024 bytes. */
const PDF_WITHIN_BYTES = 1_024;

/** Whether files of a media type are taken. */
export function isTaken(mediaType: string): mediaType is MediaType {
  return Object.hasOwn(MEDIA_TYPES, mediaType);
}

/**
 * Judges a file by its content as it comes: it must be of the declared type, whole, no second kind of file besides, and not
 * take too much room when it is opened. Holds the last 64 KiB of it.
 *
 * @throws Unfit from `push` as soon as it is known, or from `end`
 */
export function createInspector(declared: MediaType): Feeder {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let parser: Feeder | undefined;

  const begin = (): void => {
    parser = parserOf(declared, head);
    parser.push(head);
  };
  return {
    push(chunk) {
      const seam = Buffer.concat([tail.subarray(-(ARCHIVE_BYTES - 1)), chunk]);
      if (ARCHIVES.some((signature) => seam.includes(signature))) throw archive();
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
      if (parser) return parser.push(chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length >= PDF_WITHIN_BYTES) begin();
    },
    end() {
      if (!parser) begin();
      parser!.end();
      if (hasZipEnd(tail)) throw archive();
      if (declared === 'application/pdf' && !tail.subarray(-PDF_WITHIN_BYTES).includes('%%EOF')) {
        throw broken('a PDF without its end');
      }
    },
  };
}

function parserOf(declared: MediaType, head: Buffer): Feeder {
  if (head.length < HEAD_BYTES || !Object.values(SIGNATURES).some((matches) => matches(head))) {
    throw new Unfit('TYPE', `Expected the content of one of ${Object.keys(MEDIA_TYPES).join(', ')}.`);
  }
  if (!SIGNATURES[declared](head)) {
    throw new Unfit('DISAGREES', `Expected ${declared}, as declared; the content is of another kind.`);
  }
  if (declared === 'application/pdf') return createPdfScanner();
  if (head.subarray(0, PDF_WITHIN_BYTES).includes('%PDF-')) {
    throw new Unfit('POLYGLOT', `Expected ${declared} alone; it is a PDF too.`);
  }
  if (declared === 'image/jpeg') return feed(parseJpeg());
  if (declared === 'image/png') return feed(parsePng());
  if (declared === 'image/webp') return feed(parseWebp());
  return feed(parseBoxes(declared));
}

/** The record at the end of a ZIP, with the numbers of one that is in one piece. */
function hasZipEnd(tail: Buffer): boolean {
  for (let at = tail.indexOf(ZIP_END); at >= 0; at = tail.indexOf(ZIP_END, at + 1)) {
    if (tail.length - at >= 22 && tail.readUInt32LE(at + 4) === 0) return true;
  }
  return false;
}

function archive(): Unfit {
  return new Unfit('POLYGLOT', 'Expected no archive in the file.');
}

function startsWith(head: Buffer, hex: string): boolean {
  return head.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
}
