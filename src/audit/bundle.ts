const LENGTH_BYTES = 2;

/** Entries as they are served: each behind its length in two bytes, the higher one first (C2SP tlog-tiles, "Log entries"). */
export function packBundle(bodies: readonly string[]): Buffer {
  return Buffer.concat(
    bodies.flatMap((body) => {
      const length = Buffer.alloc(LENGTH_BYTES);
      const bytes = Buffer.from(body);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** The entries of such a bundle. What is cut off at the end counts as an entry, so that its hash will not fit. */
export function unpackBundle(bytes: Buffer): string[] {
  const bodies: string[] = [];
  for (let at = 0; at + LENGTH_BYTES <= bytes.length;) {
    const end = at + LENGTH_BYTES + bytes.readUInt16BE(at);
    bodies.push(bytes.toString('utf8', at + LENGTH_BYTES, end));
    at = end;
  }
  return bodies;
}
