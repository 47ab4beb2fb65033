import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_ROOT, hashLeaf } from '../../src/audit/tree/hash.ts';
import { consistencySpans, inclusionSpans } from '../../src/audit/tree/shape.ts';
import { Tiles, edgeOf, pathOf, readPath, tilesOf } from '../../src/audit/tree/tiles.ts';
import { isConsistent, isIncluded } from '../../src/audit/tree/proof.ts';

const sha = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962 §2.1, word for word: slow, and with nothing of ours. */
function mth(leaves: readonly string[]): Buffer {
  if (leaves.length === 0) return sha('');
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

/** PATH and PROOF of RFC 6962 §2.1.1 and §2.1.2, word for word. */
function path(m: number, leaves: readonly string[]): Buffer[] {
  if (leaves.length === 1) return [];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m < k
    ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))];
}
function subproof(m: number, leaves: readonly string[], b: boolean): Buffer[] {
  if (m === leaves.length) return b ? [] : [mth(leaves)];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), b), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))];
}

const leavesOf = (size: number): string[] => Array.from({ length: size }, (_, place) => `leaf ${place}`);
function tilesWith(leaves: readonly string[], cut = leaves.length): Tiles {
  const tiles = new Tiles();
  tiles.append(0, leaves.slice(0, cut).map(hashLeaf));
  tiles.append(cut, leaves.slice(cut).map(hashLeaf));
  return tiles;
}
const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

const SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 1_000];
const size = fc.oneof(fc.constantFrom(...SIZES), fc.integer({ min: 1, max: 1_100 }));
const twoSizes = fc.tuple(size, size).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

// The roots of the eight leaves that implementations of RFC 6962 share as an example, computed here from its definition.
const EXAMPLE = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Buffer.from(text, 'hex').toString('latin1'));
const EXAMPLE_ROOT = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';

describe('the tree', () => {
  test('has the roots of RFC 6962', () => {
    expect(mth(EXAMPLE).toString('hex')).toBe(EXAMPLE_ROOT);
    expect(tilesWith(EXAMPLE).rootOf({ start: 0, end: 8 }).toString('hex')).toBe(EXAMPLE_ROOT);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('has the root of its definition at every size, however it grew', () => {
    fc.assert(
      fc.property(twoSizes, ([cut, all]) => {
        const leaves = leavesOf(all);
        const tiles = tilesWith(leaves, cut);
        for (const end of [cut, all]) expect(tiles.rootOf({ start: 0, end })).toEqual(mth(leaves.slice(0, end)));
      }),
      { numRuns: 30 },
    );
  });

  test('grows from the tiles of its right edge alone', () => {
    fc.assert(
      fc.property(twoSizes, ([cut, all]) => {
        const leaves = leavesOf(all);
        const stored = new Map<string, Buffer>();
        const keep = (changed: ReturnType<Tiles['append']>): void => {
          for (const { level, number, bytes } of changed) stored.set(`${level}/${number}`, bytes);
        };
        keep(new Tiles().append(0, leaves.slice(0, cut).map(hashLeaf)));
        const edge = new Tiles();
        for (const place of edgeOf(cut)) edge.add(place, stored.get(`${place.level}/${place.number}`)!);
        keep(edge.append(cut, leaves.slice(cut).map(hashLeaf)));
        expect(edge.rootOf({ start: 0, end: all })).toEqual(mth(leaves));
        const whole = new Map(
          new Tiles().append(0, leaves.map(hashLeaf)).map((tile) => [`${tile.level}/${tile.number}`, tile.bytes]),
        );
        expect(stored).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

const place = fc.tuple(size, fc.nat()).map(([all, number]) => [number % all, all] as const);

describe('a proof of inclusion', () => {
  const prove = (index: number, leaves: readonly string[]): Buffer[] =>
    inclusionSpans(index, leaves.length).map((span) => tilesWith(leaves).rootOf(span));

  test('is that of RFC 6962, and convinces', () => {
    fc.assert(
      fc.property(place, ([index, all]) => {
        const leaves = leavesOf(all);
        const proof = prove(index, leaves);
        expect(hex(proof)).toEqual(hex(path(index, leaves)));
        expect(isIncluded({ index, leaf: hashLeaf(leaves[index]!) }, { size: all, root: mth(leaves) }, proof)).toBe(
          true,
        );
      }),
      { numRuns: 40 },
    );
  });

  test('convinces nobody of another leaf, place, size, root or proof', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(), ([index, all], which, bit) => {
        const leaves = leavesOf(all);
        const root = mth(leaves);
        const proof = prove(index, leaves);
        const leaf = hashLeaf(leaves[index]!);
        const flipped = (hash: Buffer): Buffer => {
          const other = Buffer.from(hash);
          other[(bit >> 3) % 32]! ^= 1 << (bit % 8);
          return other;
        };
        const tree = { size: all, root };
        expect(isIncluded({ index, leaf: flipped(leaf) }, tree, proof)).toBe(false);
        expect(isIncluded({ index, leaf }, { size: all, root: flipped(root) }, proof)).toBe(false);
        expect(isIncluded({ index: all + which, leaf }, tree, proof)).toBe(false);
        expect(isIncluded({ index, leaf }, tree, [...proof, root])).toBe(false);
        if (all === 1) return;
        const other = which % all === index ? (index + 1) % all : which % all;
        expect(isIncluded({ index: other, leaf }, tree, proof)).toBe(false);
        expect(isIncluded({ index, leaf }, tree, proof.slice(1))).toBe(false);
        expect(
          isIncluded({ index, leaf }, tree, proof.with(which % proof.length, flipped(proof[which % proof.length]!))),
        ).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a proof of consistency', () => {
  const prove = (older: number, leaves: readonly string[]): Buffer[] =>
    consistencySpans(older, leaves.length).map((span) => tilesWith(leaves).rootOf(span));

  test('is that of RFC 6962, and convinces', () => {
    fc.assert(
      fc.property(twoSizes, ([older, all]) => {
        const leaves = leavesOf(all);
        const proof = prove(older, leaves);
        expect(hex(proof)).toEqual(hex(subproof(older, leaves, true)));
        const trees = [
          { size: older, root: mth(leaves.slice(0, older)) },
          { size: all, root: mth(leaves) },
        ] as const;
        expect(isConsistent(...trees, proof)).toBe(true);
        expect(isConsistent({ size: 0, root: EMPTY_ROOT }, trees[1], [])).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('convinces nobody of a tree that began otherwise, of another size, or backwards', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(), ([older, all], which) => {
        const leaves = leavesOf(all);
        const proof = prove(older, leaves);
        const newer = { size: all, root: mth(leaves) };
        const changed = leaves.slice(0, older).with(which % older, 'another leaf');
        expect(isConsistent({ size: older, root: mth(changed) }, newer, proof)).toBe(false);
        expect(
          isConsistent(
            { size: older, root: mth(leaves.slice(0, older)) },
            { size: all, root: mth(leaves.with(which % all, 'another leaf')) },
            proof,
          ),
        ).toBe(false);
        expect(isConsistent({ size: older, root: mth(leaves.slice(0, older)) }, newer, [...proof, newer.root])).toBe(
          false,
        );
        if (older === all) return;
        expect(isConsistent(newer, { size: older, root: mth(leaves.slice(0, older)) }, proof)).toBe(false);
        expect(isConsistent({ size: older, root: mth(leaves.slice(0, older)) }, newer, proof.slice(1))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('tiles', () => {
  test('a proof takes few of them, however long the log', () => {
    const long = 10 ** 12 + 12_345;
    expect(tilesOf(inclusionSpans(123_456_789, long)).length).toBeLessThan(12);
    expect(tilesOf(consistencySpans(123_456_789, long)).length).toBeLessThan(16);
    expect(edgeOf(long).length).toBeLessThan(7);
  });

  test('have the paths of C2SP tlog-tiles', () => {
    expect([pathOf(1_234_067, 256), pathOf(0, 256), pathOf(273, 112)]).toEqual(['x001/x234/067', '000', '273.p/112']);
    for (const wrong of ['1', 'x000/001', '001.p/256', '001.p/0', '001.p/012', 'x1234/067', '../000', '001/002']) {
      expect([wrong, readPath(wrong)]).toEqual([wrong, undefined]);
    }
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.integer({ min: 1, max: 256 }), (number, width) => {
        expect(readPath(pathOf(number, width))).toEqual({ number, width });
      }),
    );
  });
});
