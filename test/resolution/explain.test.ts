import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacBlind } from '../../src/resolution/blind.ts';
import { blockKeys, blockTerms } from '../../src/resolution/block.ts';
import { type Rule, type Veto, decide } from '../../src/resolution/decide.ts';
import { explain, replay, vectorOf } from '../../src/resolution/explain.ts';
import { resolveSet } from '../../src/resolution/resolve.ts';
import { COMPARISONS, MOVED } from '../../src/resolution/score/comparisons.ts';
import { levelName } from '../../src/resolution/score/score.ts';
import { textOf } from '../../src/resolution/score/texts.ts';
import { standardise } from '../../src/resolution/standardise/index.ts';
import { generated } from './support/sets.ts';

const set = generated('small', 300, 4);
const { model, pairs, records, scorer } = resolveSet(set.values);
const blind = hmacBlind(Buffer.alloc(32, 7));

const RULES: Rule[] = [
  'SAME_IDENTIFIER',
  'SAME_EMAIL',
  'SAME_EMAIL_AND_NAME',
  'SAME_PHONE_AND_NAME',
  'SAME_NAME_AND_BIRTH',
];
const VETOES: Veto[] = [
  'OTHER_IDENTIFIER', 'OTHER_GENERATION', 'OTHER_GIVEN', 'OTHER_GIVEN_AND_BIRTH', 'OTHER_BIRTH', 'TWIN', 'TOO_LITTLE',
]; // prettier-ignore

function eachPair(visit: (a: number, b: number) => void): void {
  for (let pair = 0; pair < pairs.length; pair += 2) visit(pairs[pair]!, pairs[pair + 1]!);
}

test('a stored pair replays exactly: the same weights, the same decision, from 32 bytes', () => {
  eachPair((a, b) => {
    const score = scorer.score(records[a]!, records[b]!);
    const vector = vectorOf(score);
    expect(vector.length).toBe(32);
    const again = replay(model, vector);
    expect(again.weight).toBe(score.weight);
    expect(again.weights).toEqual(score.weights);
    expect(explain(model, vector)).toMatchObject(decide(score, model.policy));
  });
});

test('the steps of an explanation add up to its weight', () => {
  eachPair((a, b) => {
    const { prior, steps, household, weight } = explain(model, vectorOf(scorer.score(records[a]!, records[b]!)));
    const sum = steps.reduce((total, step) => total + step.weight + step.rarityAdjustment, prior + household);
    expect(sum).toBeCloseTo(weight, 8);
    expect(household).toBeLessThanOrEqual(0);
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

test('an explanation holds no value of a record: it has no text but those of comparisons, levels and rules', () => {
  const allowed = new Set<string>([model.version, 'LINK', 'REVIEW', 'APART', ...RULES, ...VETOES]);
  for (const [place, { name, levels }] of COMPARISONS.entries()) {
    allowed.add(name);
    for (const level of [...levels.keys(), MOVED - 1].map((index) => index + 1))
      allowed.add(levelName(place, level)).add(textOf(place, level));
  }
  const said = new Set<string>();
  eachPair((a, b) => {
    for (const text of textsOf(explain(model, vectorOf(scorer.score(records[a]!, records[b]!))))) said.add(text);
  });
  expect([...said].filter((text) => !allowed.has(text))).toEqual([]);
});

test('every level of every comparison has a text', () => {
  for (const [place, { levels }] of COMPARISONS.entries()) {
    for (const level of [...levels.keys()].map((index) => index + 1))
      expect(textOf(place, level)).not.toContain('undefined');
    expect(textOf(place, MOVED)).not.toBe('');
  }
});

test('block keys are HMAC-SHA256 of what they stand for, cut to 64 bits with a sign', () => {
  const record = standardise(set.values[0]!);
  const expected = blockTerms(record).map((term) =>
    createHmac('sha256', Buffer.alloc(32, 7)).update(term).digest().readBigInt64BE(),
  );
  expect(blockKeys(record, blind)).toEqual(expected);
  expect(blockKeys(record, hmacBlind(Buffer.alloc(32, 8)))).not.toEqual(expected);
});
