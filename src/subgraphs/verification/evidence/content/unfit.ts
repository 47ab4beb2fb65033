/** Why a file is not taken. `evidence.refused` tells it. */
export type UnfitReason =
  /** It is of none of the media types that are taken. */
  | 'TYPE'
  /** It is of another media type than was declared. */
  | 'DISAGREES'
  /** It is not well-formed, or ends too early. */
  | 'BROKEN'
  /** It would take too much room when it is opened. */
  | 'BOMB'
  /** It is a second kind of file too, or something is appended to it. */
  | 'POLYGLOT'
  /** It holds programs or other files. */
  | 'ACTIVE'
  /** It is encrypted, so that nobody can look into it. */
  | 'ENCRYPTED'
  /** It is not the content whose digest was declared. */
  | 'DIGEST'
  /** The scanner found something in it. */
  | 'INFECTED';

/** A file that is not taken, with the reason in words for the client. */
export class Unfit extends Error {
  readonly why: UnfitReason;

  constructor(why: UnfitReason, message: string) {
    super(message);
    this.name = 'Unfit';
    this.why = why;
  }
}

/** The most pixels of an image, and the longest side. A phone has 108 million; opened, each takes up to 8 bytes. */
const MAX_PIXELS = 128_000_000;
const MAX_SIDE = 32_768;

/** Refuses an image by the size that it claims. */
export function checkDimensions(width: number, height: number): void {
  if (width === 0 || height === 0) throw broken('an image without size');
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new Unfit(
      'BOMB',
      `Expected at most ${MAX_SIDE} pixels a side and ${MAX_PIXELS / 1_000_000} million in all; the file claims ${width} × ${height}.`,
    );
  }
}

/** A file that is not well-formed. `what` is what was found, without what the file holds. */
export function broken(what: string): Unfit {
  return new Unfit('BROKEN', `Expected a whole, well-formed file; found ${what}.`);
}
