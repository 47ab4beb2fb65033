import { expect, test } from 'vitest';
import { mishear, misread, mistype } from '../../src/generate/errors.ts';
import { type Person, inventHousehold } from '../../src/generate/people.ts';
import { invent } from '../../src/generate/population.ts';
import { createRandom, scatter } from '../../src/generate/random.ts';
import { editDistance } from '../../src/subgraphs/person/resolution/score/similarity.ts';

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

test('family names are frequent and rare as real ones: the first has some 1 % and most are seen once', () => {
  const english = households(40_000)
    .flat()
    .filter(({ culture, mailbox }) => culture === 'english' && mailbox);
  const counts = new Map<string, number>();
  for (const { family } of english) counts.set(family[0]!.latin, (counts.get(family[0]!.latin) ?? 0) + 1);
  const sorted = [...counts.values()].toSorted((a, b) => b - a);
  expect(sorted[0]! / english.length).toBeGreaterThan(0.005);
  expect(sorted[0]! / english.length).toBeLessThan(0.03);
  expect(sorted.length).toBeGreaterThan(2_000);
});

test('a slip of the keyboard is one edit, and keeps the length of numbers', () => {
  const random = createRandom();
  for (let stream = 0; stream < 500; stream += 1) {
    random.begin(3, stream);
    expect(editDistance('katharina', mistype(random, 'katharina'), 2)).toBeLessThanOrEqual(1);
    expect(mistype(random, '4412345678')).toMatch(/^\d{10}$/);
    expect(mishear(random, 'Philippa')).toMatch(/^P/);
    expect(misread(random, '4412345678')).toMatch(/^\d{10}$/);
  }
});

test('numbers are all different', () => {
  const numbers = Array.from({ length: 100_000 }, (_, place) => scatter(place, 99_999_989, 17));
  expect(new Set(numbers).size).toBe(numbers.length);
});
