import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Edge,
  type Evidence,
  type Relation,
  cluster,
  componentsOf,
} from '../../src/subgraphs/person/resolution/cluster.ts';

const SILENT: Relation = { weight: 0, contradicts: 0, agrees: 0, explains: 0 };

/** A world of up to nine records in which every pair has a weight, and some contradict each other. */
const worlds = fc.integer({ min: 3, max: 9 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, index) => `r${index}`);
  const pairs = ids.flatMap((a, index) => ids.slice(index + 1).map((b) => [a, b] as const));
  return fc.record({
    ids: fc.constant(ids),
    relations: fc
      .array(
        fc.record({
          weight: fc.integer({ min: -20, max: 20 }),
          contradicts: fc.constantFrom(0, 0, 0, 1, 2),
          agrees: fc.constantFrom(0, 1, 2, 3),
          explains: fc.constant(0),
        }),
        { minLength: pairs.length, maxLength: pairs.length },
      )
      .map((relations) => new Map(pairs.map(([a, b], index) => [`${a}|${b}`, relations[index]!]))),
    mustLinks: fc.subarray(pairs, { maxLength: 2 }),
    cannotLinks: fc.subarray(pairs, { maxLength: 3 }),
  });
});

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

function evidenceOf({ relations, mustLinks, cannotLinks }: World): Evidence {
  const edges: (Edge & { linked: boolean })[] = [...relations].flatMap(([pair, { weight, contradicts }]) => {
    const [a, b] = pair.split('|') as [string, string];
    return weight > 0 ? [{ a, b, weight, linked: weight >= 8 && contradicts === 0 }] : [];
  });
  return {
    links: edges.filter(({ linked }) => linked),
    reviews: edges.filter(({ linked }) => !linked),
    mustLinks,
    cannotLinks,
    between: (a, b) => relations.get(a < b ? `${a}|${b}` : `${b}|${a}`) ?? SILENT,
    threshold: 0,
  };
}

function reversed(evidence: Evidence): Evidence {
  const flip = (edges: readonly Edge[]): Edge[] =>
    edges.map(({ a, b, weight }) => ({ a: b, b: a, weight })).toReversed();
  return {
    ...evidence,
    links: flip(evidence.links),
    reviews: flip(evidence.reviews),
    mustLinks: evidence.mustLinks.map(([a, b]) => [b, a] as const).toReversed(),
    cannotLinks: evidence.cannotLinks.map(([a, b]) => [b, a] as const).toReversed(),
  };
}

test('the order of records and edges does not matter', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const evidence = evidenceOf(world);
      expect(cluster(world.ids.toReversed(), reversed(evidence))).toEqual(cluster(world.ids, evidence));
    }),
  );
});

test('every record is in exactly one group', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      expect(cluster(world.ids, evidenceOf(world)).flat().toSorted()).toEqual(world.ids);
    }),
  );
});

test('a cannot-link is never violated, whatever else links', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const groups = cluster(world.ids, evidenceOf(world));
      for (const [a, b] of world.cannotLinks)
        expect(groups.some((group) => group.includes(a) && group.includes(b))).toBe(false);
    }),
  );
});

test('a must-link holds where no cannot-link forbids it', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const groups = cluster(world.ids, { ...evidenceOf(world), cannotLinks: [] });
      for (const [a, b] of world.mustLinks)
        expect(groups.some((group) => group.includes(a) && group.includes(b))).toBe(true);
    }),
  );
});

test('a part that no edge connects to the others clusters the same alone', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const evidence = { ...evidenceOf(world), mustLinks: [], cannotLinks: [] };
      const parts = componentsOf(world.ids, [...evidence.links, ...evidence.reviews]).flatMap(({ ids, edges }) =>
        cluster(ids, {
          ...evidence,
          links: evidence.links.filter((edge) => edges.includes(edge)),
          reviews: evidence.reviews.filter((edge) => edges.includes(edge)),
        }),
      );
      expect(parts.toSorted((x, y) => (x[0]! < y[0]! ? -1 : 1))).toEqual(cluster(world.ids, evidence));
    }),
  );
});

const relation = (weight: number, fields: Partial<Relation> = {}): Relation => ({ ...SILENT, weight, ...fields });

function groupsOf(ids: string[], relations: Record<string, Relation>): string[][] {
  const edges = Object.entries(relations).map(([pair, { weight }]) => ({ a: pair[0]!, b: pair[1]!, weight }));
  return cluster(ids, {
    links: edges.filter(({ weight }) => weight >= 8),
    reviews: edges.filter(({ weight }) => weight > 0 && weight < 8),
    mustLinks: [],
    cannotLinks: [],
    between: (a, b) => relations[a < b ? a + b : b + a] ?? relation(-20),
    threshold: 0,
  });
}

test('a chain of links does not join ends that disagree', () => {
  expect(groupsOf(['a', 'b', 'c', 'd'], { ab: relation(12), bc: relation(9), cd: relation(12) })).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a record without a birth date belongs neither to father nor son of its name', () => {
  expect(
    groupsOf(['f', 's', 'x'], { fs: relation(2, { contradicts: 2 }), fx: relation(10), sx: relation(10) }),
  ).toEqual([['f'], ['s'], ['x']]);
});

test('it belongs to the one whom it fits much better', () => {
  expect(
    groupsOf(['f', 's', 'x'], { fs: relation(2, { contradicts: 2 }), fx: relation(30), sx: relation(10) }),
  ).toEqual([['f', 'x'], ['s']]);
});

test('a slip of a slip keeps nobody apart', () => {
  const agreeing = relation(12, { agrees: 1 });
  expect(groupsOf(['a', 'b', 'c'], { ab: agreeing, ac: relation(3, { contradicts: 1 }), bc: agreeing })).toEqual([
    ['a', 'b', 'c'],
  ]);
});
