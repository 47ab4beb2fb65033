import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Said, type World, createWorld } from './support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => world.clear());
afterAll(() => world[Symbol.asyncDispose]());

/** Far above what any of it takes on a machine that does nothing else, and far below what a client would wait. */
const BOUND_MS = 2_000;

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const from = performance.now();
  return [await work(), performance.now() - from];
}

/** The middle of several times in milliseconds, so that one that was disturbed does not count. */
async function median(times: number, work: (place: number) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let place = 0; place < times; place += 1) all.push((await timed(() => work(place)))[1]);
  return all.toSorted((a, b) => a - b)[Math.floor(times / 2)]!;
}

const ANNA = {
  name: { given: 'Anna', family: 'Zweifel' },
  birthDate: '1980-03-04',
  emails: [{ value: 'anna.z@mail.example' }],
  phones: [{ value: '+41791112233' }],
};
const many = (count: number, make: (place: number) => Record<string, unknown>): Said[] =>
  Array.from({ length: count }, (_, place) => ({ externalId: `m${place}`, ...make(place) }));
async function inBatches(all: readonly Said[]): Promise<number[]> {
  const times: number[] = [];
  for (let from = 0; from < all.length; from += 200)
    times.push((await timed(() => world.writeAll(all.slice(from, from + 200))))[1]);
  return times;
}

test.each([
  ['a given name', { name: { given: 'Anna' } }],
  ['a family name', { name: { family: 'Zweifel' } }],
  ['a date of birth', { birthDate: '1980-03-04' }],
  ['a year of birth', { birthDate: '1980' }],
  ['a gender', { gender: 'FEMALE' }],
  ['an e-mail address', { emails: [{ value: 'anna@mail.example' }] }],
  ['a phone number', { phones: [{ value: '+41791112233' }] }],
  ['a place', { addresses: [{ locality: 'Zug', country: 'CH' }] }],
  ['an employer', { employer: { name: 'Contoso' } }],
  ['a language', { locale: 'de-CH' }],
])('records of %s and nothing else are taken in, the hundredth as the first', async (_, only) => {
  await inBatches(many(100, () => only));
  const [, ms] = await timed(() => world.write({ externalId: 'last', ...only }));
  expect(ms).toBeLessThan(BOUND_MS);
  expect(await world.faults()).toEqual([]);
});

test('records of placeholders alone are taken in', async () => {
  const nobody = {
    name: { given: 'Unknown', family: 'Unknown' },
    birthDate: '1900-01-01',
    emails: [{ value: 'test@test.com' }],
    identifiers: [{ type: 'SSN', value: '000-00-0000', country: 'US' }],
  };
  await inBatches(many(100, (place) => ({ ...nobody, ...(place % 2 ? { phones: [{ value: '+41791112233' }] } : {}) })));
  expect(await world.faults()).toEqual([]);
});

test('a record of two hundred aliases is taken in or refused with a clear word, within two seconds', async () => {
  const otherNames = Array.from({ length: 200 }, (_, place) => ({ given: `Alias${place}`, family: `Zweifel${place}` }));
  const [outcome, ms] = await timed(() =>
    world.write({ externalId: 'a', ...ANNA, otherNames }).catch((error: Error) => error.message),
  );
  expect(ms).toBeLessThan(BOUND_MS);
  expect(outcome).toMatch(/^[0-9a-f-]{36}$|InvalidInput/);
  const [, next] = await timed(() => world.write({ externalId: 'b', ...ANNA }));
  expect(next).toBeLessThan(BOUND_MS);
  expect(await world.faults()).toEqual([]);
});

test('a name of ten thousand characters is refused with a clear word', async () => {
  const given = 'anna '.repeat(2_000);
  await expect(world.write({ externalId: 'a', name: { given, family: 'Zweifel' } })).rejects.toThrow('InvalidInput');
  expect(await world.faults()).toEqual([]);
});

test('the same record a thousand times is one person, and the next write of it is still a matter of a moment', async () => {
  await inBatches(many(1_000, () => ANNA));
  for (const work of [
    (place: number) => world.write({ externalId: `n${place}`, ...ANNA }),
    (place: number) => world.write({ externalId: `n${place}`, phones: [{ value: `+4179222333${place}` }] }),
    (place: number) => world.forget(`n${place}`),
  ])
    expect(await median(3, work)).toBeLessThan(500);
  expect([...(await world.people()).values()].map(({ length }) => length)).toEqual([1_000]);
  expect(await world.faults()).toEqual([]);
});

test('a phone number that a thousand people share slows nobody down', async () => {
  const times = await inBatches(
    many(1_000, (place) => ({
      name: { given: `G${place.toString(36)}a`, family: `F${(place * 7).toString(36)}o` },
      emails: [{ value: `somebody${place}@mail.example` }],
      phones: [{ value: '+41443332211' }],
    })),
  );
  const mean = (all: readonly number[]): number => all.reduce((sum, ms) => sum + ms, 0) / all.length;
  // Later ones find more of the other keys hot, so they may be faster, but not much slower.
  expect(mean(times.slice(-3))).toBeLessThan(3 * mean(times.slice(1, 4)));
  expect(await world.faults()).toEqual([]);
});

test('a chain of records, each like the next one, does not make one person of its ends', async () => {
  // Each shares an e-mail address with the one before and a phone with the one after, and changes its name on the way.
  const given = ['Anna', 'Anja', 'Tanja', 'Sonja', 'Sofia', 'Sylvia', 'Silvan', 'Stefan'];
  const chain = given.map((name, place) => ({
    externalId: `c${place}`,
    name: { given: name, family: 'Zweifel' },
    birthDate: `19${50 + place * 5}-0${1 + place}-1${place}`,
    emails: [{ value: `z${Math.floor(place / 2)}weifel@mail.example` }],
    phones: [{ value: `+4179111220${Math.floor((place + 1) / 2)}` }],
  }));
  for (const said of chain) await world.write(said);
  const people = [...(await world.people()).values()];
  expect(people.some((ids) => ids.includes('c0') && ids.includes('c7'))).toBe(false);
  expect(await world.faults()).toEqual([]);
});

test('a record that fits two people who contradict each other does not make one of them', async () => {
  const hans = { name: { given: 'Hans', family: 'Zweifel' }, phones: [{ value: '+41443332211' }] };
  const passport = (value: string) => [{ type: 'PASSPORT', value, country: 'CH' }];
  await world.write({ externalId: 'father', ...hans, birthDate: '1951-11-23', identifiers: passport('X1234567') });
  await world.write({ externalId: 'son', ...hans, birthDate: '1980-03-04', identifiers: passport('X7654321') });
  await world.write({ externalId: 'either', ...hans });
  const people = [...(await world.people()).values()];
  expect(people.some((ids) => ids.includes('father') && ids.includes('son'))).toBe(false);
  expect(await world.faults()).toEqual([]);
});

test('an update moves a record from one person to another, and each keeps its id', async () => {
  const ben = {
    name: { given: 'Ben', family: 'Okonkwo' },
    birthDate: '1951-11-23',
    emails: [{ value: 'ben@mail.example' }],
    phones: [{ value: '+41794445566' }],
  };
  const anna = await world.write({ externalId: 'a1', ...ANNA });
  expect(await world.write({ externalId: 'a2', ...ANNA })).toBe(anna);
  const other = await world.write({ externalId: 'b1', ...ben });
  expect(await world.write({ externalId: 'a2', ...ben })).toBe(other);
  expect(await world.people()).toEqual(
    new Map([
      [anna, ['a1']],
      [other, ['a2', 'b1']],
    ]),
  );
  expect(await world.faults()).toEqual([]);
  expect(await world.logFaults()).toEqual([]);
});

test('when the record that held two others together is forgotten, each is what it was before', async () => {
  const one = await world.write({ externalId: 'one', emails: [{ value: 'anna.z@mail.example' }] }, 'support');
  const other = await world.write({ externalId: 'other', emails: [{ value: 'zweifel@home.example' }] }, 'support');
  const emails = ['anna.z@mail.example', 'zweifel@home.example'].map((value) => ({ value }));
  await world.write({ externalId: 'both', emails }, 'support');
  expect([...(await world.people())]).toEqual([[one, ['both', 'one', 'other']]]);
  await world.forget('both', 'support');
  expect(await world.people()).toEqual(
    new Map([
      [one, ['one']],
      [other, ['other']],
    ]),
  );
  expect(await world.faults()).toEqual([]);
  expect(await world.logFaults()).toEqual([]);
});

test('twenty first records of one person at once make one person', async () => {
  const ids = await Promise.all(many(20, () => ANNA).map((said) => world.write(said)));
  expect(new Set(ids).size).toBe(1);
  expect(await world.faults()).toEqual([]);
});

test('merges that cross from twenty connections end, without a word of a deadlock', async () => {
  const email = (place: number) => ({ value: `crossing${place}@mail.example` });
  await world.writeAll(
    Array.from({ length: 12 }, (_, place) => ({ externalId: `p${place}`, emails: [email(place)] })),
    'support',
  );
  const bridges = Array.from({ length: 40 }, (_, place) => ({
    externalId: `x${place}`,
    emails: [email((place * 5) % 12), email((place * 7 + 1) % 12)],
  }));
  const waiting = bridges.values();
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (const said of waiting) await world.write(said, 'support');
    }),
  );
  expect(await world.faults()).toEqual([]);
  expect(await world.logFaults()).toEqual([]);
});
