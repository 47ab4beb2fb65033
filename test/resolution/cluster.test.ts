import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cluster } from '../../src/resolution/cluster.ts';
import { componentsOf } from '../../src/resolution/components.ts';
import type { Edge, Evidence, Relation } from '../../src/resolution/evidence.ts';

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

function sorted<T>(items: readonly T[]): T[] {
  return items.toSorted((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
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
      expect(cluster(world.ids, evidenceOf(world)).groups.flat().toSorted()).toEqual(world.ids);
    }),
  );
});

test('a cannot-link is never violated, whatever else links', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { groups } = cluster(world.ids, evidenceOf(world));
      for (const [a, b] of world.cannotLinks)
        expect(groups.some((group) => group.includes(a) && group.includes(b))).toBe(false);
    }),
  );
});

test('a must-link holds where no cannot-link forbids it', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { groups } = cluster(world.ids, { ...evidenceOf(world), cannotLinks: [] });
      for (const [a, b] of world.mustLinks)
        expect(groups.some((group) => group.includes(a) && group.includes(b))).toBe(true);
    }),
  );
});

test('a part that no edge connects to the others clusters the same alone', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const evidence = { ...evidenceOf(world), mustLinks: [], cannotLinks: [] };
      const parts = componentsOf(world.ids, [...evidence.links, ...evidence.reviews]).map(({ ids, edges }) =>
        cluster(ids, {
          ...evidence,
          links: evidence.links.filter((edge) => edges.includes(edge)),
          reviews: evidence.reviews.filter((edge) => edges.includes(edge)),
        }),
      );
      const whole = cluster(world.ids, evidence);
      expect(sorted(parts.flatMap(({ groups }) => groups))).toEqual(whole.groups);
      expect(sorted(parts.flatMap(({ refused }) => refused))).toEqual(sorted(whole.refused));
    }),
  );
});

test('the merges, in their order, lead from single records to the groups', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { groups, merges } = cluster(world.ids, evidenceOf(world));
      let replayed = world.ids.map((id) => [id]);
      for (const { a, b, one, other } of merges) {
        expect(one).toContain(a);
        expect(other).toContain(b);
        expect(replayed).toEqual(expect.arrayContaining([one, other]));
        const rest = replayed.filter((group) => group[0] !== one[0] && group[0] !== other[0]);
        replayed = [...rest, [...one, ...other].toSorted()];
      }
      expect(sorted(replayed)).toEqual(groups);
    }),
  );
});

test('every link made a merge, lies within a group, or is refused for a reason that holds at the end', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const evidence = evidenceOf(world);
      const { groups, refused, merges } = cluster(world.ids, evidence);
      const groupOf = (id: string) => groups.find((group) => group.includes(id))!;
      const across = evidence.links.filter(({ a, b }) => groupOf(a) !== groupOf(b));
      const said = world.mustLinks.filter(([a, b]) => groupOf(a) !== groupOf(b));
      expect(refused.length).toBe(across.length + said.length);
      for (const { a, b, because, fields } of refused) {
        const pairs = groupOf(a).flatMap((one) => groupOf(b).map((other) => evidence.between(one, other)));
        const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
        const kept = world.cannotLinks.some(([x, y]) =>
          [x, y].every((id) => [...groupOf(a), ...groupOf(b)].includes(id)),
        );
        // What people said to be one with a group counts for nothing in the judgement.
        if (because === 'WEAK' && world.mustLinks.length === 0) expect(total).toBeLessThan(0);
        if (because === 'CONTRADICTION') expect(pairs.some(({ contradicts }) => contradicts !== 0)).toBe(true);
        if (because === 'CANNOT_LINK') expect(kept).toBe(true);
        expect(fields === undefined).toBe(because === 'WEAK' || because === 'CANNOT_LINK');
      }
      for (const merge of merges.filter((each) => !each.said))
        expect(evidence.links).toContainEqual(
          expect.objectContaining({ a: merge.a, b: merge.b, weight: merge.weight }),
        );
    }),
  );
});

const relation = (weight: number, fields: Partial<Relation> = {}): Relation => ({ ...SILENT, weight, ...fields });

function clusterOf(ids: string[], relations: Record<string, Relation>, said: Partial<Evidence> = {}) {
  const edges = Object.entries(relations).map(([pair, { weight }]) => ({ a: pair[0]!, b: pair[1]!, weight }));
  return cluster(ids, {
    links: edges.filter(({ weight }) => weight >= 8),
    reviews: edges.filter(({ weight }) => weight > 0 && weight < 8),
    mustLinks: [],
    cannotLinks: [],
    between: (a, b) => relations[a < b ? a + b : b + a] ?? relation(-20),
    threshold: 0,
    ...said,
  });
}

function groupsOf(ids: string[], relations: Record<string, Relation>): string[][] {
  return clusterOf(ids, relations).groups;
}

test('says how groups came about, what a person said first', () => {
  const { merges } = clusterOf(
    ['a', 'b', 'c'],
    { ab: relation(12), ac: relation(9), bc: relation(3) },
    { mustLinks: [['c', 'b']] },
  );
  expect(merges).toEqual([
    { a: 'b', b: 'c', weight: 3, said: true, one: ['b'], other: ['c'] },
    { a: 'a', b: 'b', weight: 12, said: false, one: ['a'], other: ['b', 'c'] },
  ]);
});

test('says why a link did not join', () => {
  const refusals = (relations: Record<string, Relation>, said: Partial<Evidence> = {}) =>
    clusterOf(['a', 'b', 'c'], relations, said).refused;
  expect(refusals({ ab: relation(12), ac: relation(-20, { agrees: 1 }), bc: relation(9) })).toEqual([
    { a: 'b', b: 'c', weight: 9, because: 'WEAK' },
  ]);
  expect(refusals({ ab: relation(12) }, { cannotLinks: [['b', 'a']] })).toEqual([
    { a: 'a', b: 'b', weight: 12, because: 'CANNOT_LINK' },
  ]);
  const told = { ab: relation(12, { agrees: 2 }), ac: relation(2, { contradicts: 2 }), bc: relation(4) };
  expect(refusals({ ...told, bc: relation(11, { contradicts: 2 }) })).toEqual([
    { a: 'b', b: 'c', weight: 11, because: 'CONTRADICTION', fields: ['birth'] },
  ]);
  expect(
    refusals({ ab: relation(10), ac: relation(2, { contradicts: 3 }), bc: relation(10) }).map(({ because, fields }) => [
      because,
      fields,
    ]),
  ).toEqual([
    ['TIE', ['given', 'birth']],
    ['TIE', ['given', 'birth']],
  ]);
});

test('a chain of links does not join ends that disagree', () => {
  const apart = relation(-20, { agrees: 1 });
  const ends = { ac: apart, ad: apart, bd: apart };
  expect(groupsOf(['a', 'b', 'c', 'd'], { ab: relation(12), bc: relation(9), cd: relation(12), ...ends })).toEqual([
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
