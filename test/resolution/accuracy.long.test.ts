import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/resolution/evaluate.ts';
import { resolveSet } from '../../src/resolution/resolve.ts';
import { type LabelledSet, SETS, SHARED_DATA, generated } from './support/sets.ts';
import { VARIANTS } from './support/variants.ts';

function resolved({ values, truth }: LabelledSet) {
  return evaluate(resolveSet(values).people, truth);
}

// These need the public data sets that lie beside the project (../shared/data); elsewhere they are skipped.
describe.skipIf(!existsSync(SHARED_DATA))('with the public data sets, without labels', () => {
  test.each([
    ['febrl1', 0.998],
    ['dsgen_1000', 0.998],
    ['fake_1000', 0.96],
    ['senzing', 0.95],
  ])('%s: no wrong link, and an F1 of at least %d', (name, f1) => {
    const { pairs } = resolved(SETS[name]!());
    expect(pairs.precision).toBeGreaterThanOrEqual(0.999);
    expect(pairs.f1).toBeGreaterThanOrEqual(f1);
  });

  test.each(['noId', 'noIdRelatives'])('febrl1, %s: hardly a wrong link', (variant) => {
    const { pairs } = resolved(VARIANTS[variant]!(SETS['febrl1']!()));
    expect(pairs.precision).toBeGreaterThanOrEqual(0.99);
    expect(pairs.recall).toBeGreaterThanOrEqual(0.8);
  });
});

describe('with invented people, of whom many live in households', () => {
  const people = generated('people', 1_000, 11);

  test('hardly a link is wrong, and most are found', () => {
    const { pairs } = resolved(people);
    expect(pairs.precision).toBeGreaterThanOrEqual(0.999);
    expect(pairs.recall).toBeGreaterThanOrEqual(0.85);
  });

  test.each(['noName', 'noIdNoBirth', 'nameAddress', 'noContacts'])('%s: hardly a link is wrong either', (variant) => {
    expect(resolved(VARIANTS[variant]!(people)).pairs.precision).toBeGreaterThanOrEqual(0.995);
  });
});

test.each([
  ['none', []],
  ['one', [{ name: { full: 'Ada' } }]],
  ['records of one field', Array.from({ length: 30 }, (_, index) => ({ birthDate: `19${10 + index}` }))],
  [
    'records of nothing but placeholders',
    Array.from({ length: 30 }, () => ({ name: { full: 'unknown' }, birthDate: '0000-00-00' })),
  ],
])('records: %s: are resolved to as many people', (_, values) => {
  expect(new Set(resolveSet(values).people).size).toBe(values.length);
});

test('a thousand repeats of one record are one person, in bounded time', () => {
  const ada = {
    name: { full: 'Ada Lovelace', given: 'Ada', family: 'Lovelace' },
    birthDate: '1985-12-10',
    emails: [{ value: 'ada@analytical.org' }],
  };
  expect(new Set(resolveSet(Array.from({ length: 1_000 }, () => ada)).people).size).toBe(1);
});
