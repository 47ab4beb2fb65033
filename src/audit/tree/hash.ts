import { hash } from 'node:crypto';

/** SHA-256: a leaf, an inner node, the root of a tree without leaves (RFC 6962 §2.1). */
export const HASH_BYTES = 32;

/** The root of a tree without leaves. */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/** The hash of a leaf. */
export function hashLeaf(body: string): Buffer {
  return hash('sha256', `\0${body}`, 'buffer');
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** The hash of an inner node. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}

/** The root over a whole number of hashes that is a power of two, such as those of a full tile. */
export function rootOfFull(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, place) => hashNode(row[2 * place]!, row[2 * place + 1]!));
  }
  return row[0]!;
}
