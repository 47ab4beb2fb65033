const HEADER_BYTES = 5;

/**
 * Counts messages of certain types in one direction of a connection (PostgreSQL's protocol 3, "Message Formats": one byte
 * of type, then four of length, which counts itself). Chunks may end anywhere.
 */
export class MessageCounter {
  readonly #types: ReadonlySet<number>;
  /** Bytes of the present message that are still to come. */
  #skip = 0;
  /** The first bytes of a header that was cut. */
  #cut: Buffer | undefined;

  /** @param types each type by its letter: `'QS'` */
  constructor(types: string) {
    this.#types = new Set(Buffer.from(types, 'latin1'));
  }

  /** How many messages of these types begin in `chunk`. */
  count(chunk: Buffer): number {
    const bytes = this.#cut ? Buffer.concat([this.#cut, chunk]) : chunk;
    let found = 0;
    let at = this.#skip;
    for (; at + HEADER_BYTES <= bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) {
      if (this.#types.has(bytes[at]!)) found += 1;
    }
    this.#cut = at < bytes.length ? bytes.subarray(at) : undefined;
    this.#skip = Math.max(0, at - bytes.length);
    return found;
  }
}
