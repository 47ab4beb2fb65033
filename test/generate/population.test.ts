import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { misdate, mishear, misread, mistype } from '../../src/generate/errors.ts';
import { LAST_YEAR, type Person, inventHousehold } from '../../src/generate/people.ts';
import { invent } from '../../src/generate/population.ts';
import { type Random, createRandom, scatter } from '../../src/generate/random.ts';
import { editDistance } from '../../src/resolution/score/similarity.ts';

function households(count: number): Person[][] {
  const random = createRandom();
  return Array.from({ length: count }, (_, index) => {
    random.begin(1, index);
    return inventHousehold(random, index * 10);
  });
}

test('a larger population begins with the records of a smaller one', () => {
  const small = [...invent(200, ['crm', 'hr'], 9)];
  expect([...invent(300, ['crm', 'hr'], 9)].slice(0, small.length)).toEqual(small);
});

test('households hold twins, namesakes, wives of another name, and people who moved', () => {
  const all = households(4_000);
  const people = all.flat();
  const twins = all.filter((members) =>
    members.some((one, place) => members.slice(place + 1).some(({ birth }) => birth === one.birth)),
  );
  const share = (has: (person: Person) => boolean): number => people.filter(has).length / people.length;
  expect(twins.length).toBeGreaterThan(10);
  expect(share(({ generation }) => generation === 2)).toBeGreaterThan(0.002);
  expect(share(({ born }) => born !== undefined)).toBeGreaterThan(0.08);
  expect(share(({ homes }) => homes.length > 1)).toBeGreaterThan(0.5);
  expect(share((person) => person.mailbox !== person)).toBeGreaterThan(0.05);
});

test('only a son who is named after his father has a given name of another member', () => {
  for (const members of households(2_000)) {
    const names = members.filter(({ generation }) => generation < 2).map(({ given }) => given.latin);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('family names are frequent and rare as real ones: the first has some 1 %, and half of those of two thousand people are seen once', () => {
  const english = households(20_000)
    .flat()
    .filter(({ culture }) => culture === 'english')
    .map(({ family }) => family[0]!.latin);
  const [most] = countsOf(english);
  expect(most! / english.length).toBeGreaterThan(0.008);
  expect(most! / english.length).toBeLessThan(0.016);
  const few = countsOf(english.slice(0, 2_000));
  const once = few.filter((count) => count === 1).length / few.length;
  expect(once).toBeGreaterThan(0.45);
  expect(once).toBeLessThan(0.65);
});

/** How often each is there, the most frequent first. */
function countsOf(names: readonly string[]): number[] {
  return [...Map.groupBy(names, (name) => name).values()].map(({ length }) => length).toSorted((a, b) => b - a);
}

/** What comes of something under so many chances. */
function outcomes<T>(make: (random: Random) => T): T[] {
  const random = createRandom();
  return Array.from({ length: 1_000 }, (_, stream) => {
    random.begin(3, stream);
    return make(random);
  });
}

const others = (texts: readonly string[], text: string): number => texts.filter((other) => other !== text).length;

test('a slip of the keyboard is one edit, seldom of the first letter', () => {
  const slips = outcomes((random) => mistype(random, 'katharina'));
  expect(new Set(slips.map((slip) => editDistance('katharina', slip, 2)))).toEqual(new Set([1]));
  expect(new Set(slips).size).toBeGreaterThan(30);
  expect(slips.filter((slip) => !slip.startsWith('k')).length).toBeLessThan(50);
});

test('slips of the keyboard and the scanner keep the length of a number', () => {
  for (const slip of [mistype, misread]) {
    const slips = outcomes((random) => slip(random, '4412345678'));
    expect(slips.filter((number) => !/^\d{10}$/.test(number))).toEqual([]);
    expect(others(slips, '4412345678')).toBeGreaterThan(950);
  }
});

test('a slip of the keyboard keeps the signs of an e-mail address and of a phone number', () => {
  for (const text of ['a.b@mail.example', '(212) 555-0199']) {
    const slips = outcomes((random) => mistype(random, text));
    const signs = text.replace(/[a-z0-9]/g, '');
    expect(new Set(slips.map((slip) => slip.replace(/[a-z0-9]/g, '')))).toEqual(new Set([signs]));
    expect(others(slips, text)).toBeGreaterThan(500);
  }
});

test('a name that was misheard begins as it did, and mostly reads otherwise', () => {
  const heard = outcomes((random) => mishear(random, 'Philippa'));
  expect(heard.filter((name) => !name.startsWith('P'))).toEqual([]);
  expect(others(heard, 'Philippa')).toBeGreaterThan(500);
});

test('a date with an error is another one, in the calendar and in the past', () => {
  const birth = { year: 2025, month: 2, day: 28 };
  const dates = outcomes((random) => misdate(random, birth));
  for (const { year, month, day } of dates) {
    expect(year).toBeLessThan(LAST_YEAR);
    const date = new Date(Date.UTC(year, month - 1, day));
    expect([date.getUTCMonth() + 1, date.getUTCDate()]).toEqual([month, day]);
  }
  expect(dates.filter((date) => !isDeepStrictEqual(date, birth)).length).toBeGreaterThan(900);
});

test('numbers are all different', () => {
  const numbers = Array.from({ length: 100_000 }, (_, place) => scatter(place, 99_999_989, 17));
  expect(new Set(numbers).size).toBe(numbers.length);
});
