import { type KeyObject, createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto';

/**
 * Exchanges blind indexes for others of the same form, one for one, under a key. Without the key, nothing tells which was exchanged
 * for which. Lists keep their order.
 */
export interface Permutation {
  /** UUIDs, as their 128 bits: one block of AES-256 each (FIPS 197). */
  uuids(values: readonly string[]): string[];
  /** Signed numbers of 64 bits. */
  numbers(values: readonly bigint[]): bigint[];
  /** The same, of which the lowest bit says something and stays: 63 bits are exchanged. */
  flagged(values: readonly bigint[]): bigint[];
}

/** As many as FF1 has (NIST SP 800-38G §5.1), which is built alike: a Feistel network over AES. Luby and Rackoff need four. */
const ROUNDS = 10;
const BLOCK_BYTES = 16;
const HALF_RANGE = 2 ** 32;

/** A permutation and the one that undoes it. */
export function createPermutations(secret: Buffer): { forward: Permutation; back: Permutation } {
  const derive = (use: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `look-ups:${use}`, 32)));
  const forUuids = derive('uuid');
  const forNumbers = derive('number');
  // Without padding, whole blocks come back at once, and one cipher serves for ever.
  const scramble = createCipheriv('aes-256-ecb', forUuids, null).setAutoPadding(false);
  const restore = createDecipheriv('aes-256-ecb', forUuids, null).setAutoPadding(false);
  const mix = createCipheriv('aes-256-ecb', forNumbers, null).setAutoPadding(false);
  const rounds = [...Array(ROUNDS).keys()];

  const feistel = (values: readonly bigint[], isBack: boolean): bigint[] => {
    const { length } = values;
    const left = new Uint32Array(length);
    const right = new Uint32Array(length);
    const blocks = Buffer.alloc(length * BLOCK_BYTES);
    for (const [at, value] of values.entries()) {
      left[at] = Number((value >> 32n) & 0xffffffffn);
      right[at] = Number(value & 0xffffffffn);
    }
    for (const round of isBack ? rounds.toReversed() : rounds) {
      const [kept, changed] = isBack ? [left, right] : [right, left];
      for (let at = 0; at < length; at += 1) {
        blocks[at * BLOCK_BYTES] = round;
        blocks.writeUInt32BE(kept[at]!, at * BLOCK_BYTES + 12);
      }
      const mixed = mix.update(blocks);
      for (let at = 0; at < length; at += 1) {
        const next = (changed[at]! ^ mixed.readUInt32BE(at * BLOCK_BYTES)) >>> 0;
        changed[at] = kept[at]!;
        kept[at] = next;
      }
    }
    return values.map((_value, at) => BigInt(left[at]!) * BigInt(HALF_RANGE) + BigInt(right[at]!));
  };
  const signed = (values: readonly bigint[]): bigint[] => values.map((value) => BigInt.asIntN(64, value));

  const permutation = (isBack: boolean): Permutation => ({
    uuids(values) {
      const given = Buffer.from(values.join('').replaceAll('-', ''), 'hex');
      const taken = (isBack ? restore : scramble).update(given);
      return values.map((_value, at) => uuidOf(taken.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES)));
    },
    numbers: (values) => signed(feistel(values, isBack)),
    flagged(values) {
      // What leaves the 63 bits is exchanged again until it is back (cycle walking): twice on average.
      const found = values.map((value) => BigInt.asUintN(64, value) >> 1n);
      for (let away = [...found.keys()]; away.length > 0;) {
        const next = feistel(
          away.map((at) => found[at]!),
          isBack,
        );
        for (const [index, at] of away.entries()) found[at] = next[index]!;
        away = away.filter((at) => found[at]! >> 63n === 1n);
      }
      return signed(found.map((value, at) => (value << 1n) | (values[at]! & 1n)));
    },
  });
  return { forward: permutation(false), back: permutation(true) };
}

/** 16 bytes, written as a UUID: that is the 16-byte type of Postgres. */
export function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
