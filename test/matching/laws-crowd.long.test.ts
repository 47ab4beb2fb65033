import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inventRecords } from './support/population.ts';
import { type Said, type World, createWorld } from './support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Sent {
  system: string;
  said: Said;
}

/** The ways in which the same records come in. */
const WAYS: Record<string, (all: readonly Sent[]) => Promise<unknown>> = {
  async 'one by one'(all) {
    for (const { system, said } of all) await world.write(said, system);
  },
  async 'by the hundred'(all) {
    for (const [system, sent] of Map.groupBy(all, (one) => one.system))
      for (let from = 0; from < sent.length; from += 100)
        await world.writeAll(
          sent.slice(from, from + 100).map(({ said }) => said),
          system,
        );
  },
  'from eight connections': (all) =>
    fromEight(
      all.map(
        ({ system, said }) =>
          () =>
            world.write(said, system),
      ),
    ),
  'by the dozen from eight connections': (all) =>
    fromEight(
      [...Map.groupBy(all, (one) => one.system)].flatMap(([system, sent]) =>
        Array.from(
          { length: Math.ceil(sent.length / 12) },
          (_, place) => () =>
            world.writeAll(
              sent.slice(place * 12, place * 12 + 12).map(({ said }) => said),
              system,
            ),
        ),
      ),
    ),
};

async function fromEight(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const waiting = tasks.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const task of waiting) await task();
    }),
  );
}

function shuffle<T>(all: readonly T[], seed: number): T[] {
  return fc.sample(fc.shuffledSubarray([...all], { minLength: all.length }), { seed, numRuns: 1 })[0]!;
}

/** Sends the same in every way, each time in another order; what must come out is always the same. */
async function sendInEveryWay(all: readonly Sent[]): Promise<string> {
  let people: string | undefined;
  for (const [place, send] of Object.values(WAYS).entries()) {
    await world.clear();
    await send(shuffle(all, place + 1));
    expect(await world.faults()).toEqual([]);
    people ??= await world.partition();
    expect(await world.partition()).toBe(people);
  }
  expect(await world.logFaults()).toEqual([]);
  return people!;
}

test('some hundred records of four systems are the same people, however and in whatever order they come', async () => {
  const all = inventRecords(100, 11);
  expect(all.length).toBeGreaterThanOrEqual(200);
  const people = await sendInEveryWay(all);
  expect(people.split(' | ').length).toBeLessThan(all.length * 0.75);
});

test('keys that become hot on the way link nobody at the end, whoever came first', async () => {
  const given = ['Ada', 'Boris', 'Clara', 'Dora', 'Emil', 'Fritz', 'Gerda', 'Hugo'];
  const family = ['Ammann', 'Brunner', 'Cavelti', 'Dubach'];
  const all: Sent[] = Array.from({ length: 80 }, (_, place) => ({
    system: 'crm',
    said: {
      externalId: `h${place}`,
      phones: [{ value: '+41443332211' }],
      // Some are named, some named with a date, and some have an address and nothing else beside the phone.
      ...(place < 64 ? { name: { given: given[place % 8], family: family[Math.floor(place / 8) % 4] } } : {}),
      ...(place >= 32 && place < 64 ? { birthDate: `19${place}-05-17` } : {}),
      ...(place >= 64 ? { emails: [{ value: `desk${Math.floor(place / 2)}@mail.example` }], locale: 'de' } : {}),
      ...(place % 5 === 0 ? { employer: { name: `Firm ${place}` } } : {}),
    },
  }));
  await sendInEveryWay(all);
  const [{ count } = { count: 0 }] = await world.sql<{ count: number }[]>`select count(*)::int as count from hot_key`;
  expect(count).toBeGreaterThan(0);
});
