import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { content, records, whole } from './support/people.ts';
import { type Said, type World, createWorld } from './support/world.ts';

/** How many times as long to try: `SOAK=50 npx vitest run test/matching/laws.test.ts`. */
const SOAK = Number(process.env['SOAK'] ?? 1);
vi.setConfig({ testTimeout: 60_000 * SOAK });
const tries = (numRuns: number) => ({ numRuns: numRuns * SOAK });
/** When to begin no further try, so that a machine that is busy does fewer. */
let end = 0;
beforeEach(() => {
  end = Date.now() + 3_000 * SOAK;
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const shuffled = (size: fc.ArrayConstraints) =>
  records(size).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

test('what is stored after every write is what the records alone give, in whatever order they came', async () => {
  await fc.assert(
    fc.asyncProperty(shuffled({ minLength: 2, maxLength: 12 }), async ([all, others]) => {
      if (Date.now() > end) return;
      await world.clear();
      for (const said of all) await world.write(said);
      expect(await world.faults()).toEqual([]);
      const people = await world.partition();

      await world.clear();
      await world.writeAll(others);
      expect(await world.faults()).toEqual([]);
      expect(await world.partition()).toBe(people);

      await world.clear();
      await Promise.all(others.map((said) => world.write(said)));
      expect(await world.faults()).toEqual([]);
      expect(await world.partition()).toBe(people);
    }),
    tries(16),
  );
});

/** Something that a client or a steward does. */
type Step =
  | { kind: 'write'; said: Said }
  | { kind: 'batch'; said: Said[] }
  | { kind: 'forget'; externalId: string }
  | { kind: 'say'; a: Said; b: string; verdict: 'SAME' | 'DIFFERENT' | 'UNSURE' };

const name = fc.integer({ min: 0, max: 9 }).map((place) => `r${place}`);
const said = fc.tuple(name, content).map(([externalId, what]) => whole({ externalId, ...what }));
const write = said.map((one): Step => ({ kind: 'write', said: one }));
const batch = fc
  .uniqueArray(said, { minLength: 2, maxLength: 6, selector: ({ externalId }) => externalId })
  .map((all): Step => ({ kind: 'batch', said: all }));
const forget = name.map((externalId): Step => ({ kind: 'forget', externalId }));
const say = fc
  .record({ a: said, b: name, verdict: fc.constantFrom('SAME', 'DIFFERENT', 'UNSURE') })
  .map((one): Step => ({ kind: 'say', ...one }));
const step = fc.oneof(
  { arbitrary: write, weight: 6 },
  { arbitrary: batch, weight: 2 },
  { arbitrary: forget, weight: 2 },
);

/** Does it; the ids of people that were answered. */
async function take(one: Step): Promise<string[]> {
  if (one.kind === 'write') return [await world.write(one.said)];
  if (one.kind === 'batch') return world.writeAll(one.said);
  if (one.kind === 'forget') return (await world.forget(one.externalId), []);
  const { a, b, verdict } = one;
  const known = [...(await world.people()).values()].flat();
  if (a.externalId === b || !known.includes(b)) return [];
  if (!known.includes(a.externalId)) await world.write({ externalId: a.externalId, locale: 'de-CH' });
  await world.say(a.externalId, b, verdict);
  // What is written of a record next makes its people anew.
  return [await world.write(a)];
}

test('after any updates and forgetting, people are what the records give that are left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      if (Date.now() > end) return;
      await world.clear();
      for (const one of steps) {
        await take(one);
        expect(await world.faults()).toEqual([]);
      }
    }),
    tries(16),
  );
  expect(await world.logFaults()).toEqual([]);
});

test('whom somebody keeps apart is never one, and whom somebody joins is, whatever arrives', async () => {
  const withVerdicts = fc.oneof({ arbitrary: step, weight: 2 }, { arbitrary: say, weight: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(withVerdicts, { minLength: 4, maxLength: 20 }), async (steps) => {
      if (Date.now() > end) return;
      await world.clear();
      for (const one of steps) {
        await take(one);
        expect(await world.faults()).toEqual([]);
      }
    }),
    tries(16),
  );
  expect(await world.logFaults()).toEqual([]);
});

test('the same from eight connections at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
      if (Date.now() > end) return;
      await world.clear();
      const waiting = steps.values();
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (const one of waiting) await take(one);
        }),
      );
      expect(await world.faults()).toEqual([]);
      expect(await world.logFaults()).toEqual([]);
    }),
    { ...tries(13), endOnFailure: true },
  );
});

test('a record that is added and forgotten leaves everybody with the ids that they had', async () => {
  await fc.assert(
    fc.asyncProperty(
      records({ minLength: 1, maxLength: 8 }),
      fc.array(content, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (base, added, backwards) => {
        if (Date.now() > end) return;
        await world.clear();
        for (const one of base) await world.write(one);
        const before = await world.people();
        const extra = added.map((what, place) => ({ externalId: `x${place}`, ...what }));
        for (const one of extra) await world.write(one);
        for (const { externalId } of backwards ? extra.toReversed() : extra) await world.forget(externalId);
        expect(sorted(await world.people())).toEqual(sorted(before));
        expect(await world.faults()).toEqual([]);
      },
    ),
    tries(16),
  );
});

test('ids of people whose records stay together never change, and every id ever given leads to one person', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      if (Date.now() > end) return;
      await world.clear();
      const given = new Set<string>();
      let before = await world.people();
      for (const one of steps) {
        for (const id of await take(one)) given.add(id);
        const after = await world.people();
        const idOf = new Map([...after].map(([id, members]) => [members.join(' '), id]));
        for (const [id, members] of before) {
          given.add(id);
          const now = idOf.get(members.join(' '));
          if (now) expect(now).toBe(id);
        }
        before = after;
      }
      for (const id of given) expect(await world.lead(id)).toHaveLength(1);
    }),
    tries(13),
  );
});

function sorted(people: ReadonlyMap<string, string[]>): [string, string[]][] {
  return [...people].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
