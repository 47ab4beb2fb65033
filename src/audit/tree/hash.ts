import { hash } from 'node:crypto';

/** SHA-256: a leaf, an inner node, the root of a tree without leaves (RFC 6962 §2.1). */
export const HASH_BYTES = 32;

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256('');

/** The hash of a leaf. */
export function hashLeaf(body: string): Buffer {
  return sha256(`\0${body}`);
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** The hash of an inner node. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

/** The root over a whole number of hashes that is a power of two, such as those of a full tile. */
export function rootOfFull(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, place) => hashNode(row[2 * place]!, row[2 * place + 1]!));
  }
  return row[0]!;
}

/** As 32 characters of one byte each: memory for a buffer of its own costs Node more than the hash, 1.2 µs against 0.3 with it. */
function sha256(data: string | Uint8Array): Buffer {
  return Buffer.from(hash('sha256', data, 'binary'), 'binary');
}
