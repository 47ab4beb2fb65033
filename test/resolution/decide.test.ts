import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonValues } from '../../src/resolution/values.ts';
import { decide } from '../../src/resolution/decide.ts';
import { COMPARISONS, NUMBER } from '../../src/resolution/score/comparisons.ts';
import { initialModel } from '../../src/resolution/score/model.ts';
import { createScorer, levelName } from '../../src/resolution/score/score.ts';
import { standardise } from '../../src/resolution/standardise/index.ts';

const model = initialModel();
const scorer = createScorer(model);

function judge(a: PersonValues, b: PersonValues) {
  const score = scorer.score(standardise(a), standardise(b));
  const levels = Object.fromEntries(
    COMPARISONS.map(({ name }, index) => [name, levelName(index, score.levels[index]!)]),
  );
  return { ...decide(score, model.policy), levels, weight: score.weight };
}

const name = (given: string, family: string) => ({ full: `${given} ${family}`, given, family });
const HOME = { lines: ['12 Poppy Hills Drive'], locality: 'Blacklick', postalCode: '43004' };
const ADA: PersonValues = {
  name: name('Ada', 'Lovelace'),
  birthDate: '1985-12-10',
  emails: [{ value: 'ada@example.org' }],
  addresses: [HOME],
};

test('a record and its repeat with slips are linked', () => {
  const slips = {
    ...ADA,
    name: name('Ada', 'Lovlace'),
    birthDate: '1985-10-12',
    addresses: [{ ...HOME, lines: ['12 Popy Hills Dr'] }],
  };
  expect(judge(ADA, slips)).toMatchObject({
    verdict: 'LINK',
    levels: { family: 'SLIP', birth: 'SLIP', house: 'SAME', street: 'SLIP' },
  });
});

test('given and family name the wrong way round are still the same', () => {
  expect(judge(ADA, { ...ADA, name: name('Lovelace', 'Ada') })).toMatchObject({
    verdict: 'LINK',
    levels: { order: 'SWAPPED' },
  });
});

test('a contradicting government identifier keeps two records apart that agree in all else', () => {
  const number = (value: string) => ({ ...ADA, identifiers: [{ type: 'SSN', country: 'US', value }] });
  expect(judge(number('219099999'), number('457555462'))).toMatchObject({
    verdict: 'REVIEW',
    veto: 'OTHER_IDENTIFIER',
  });
});

test('another kind of identifier, or that of another country, contradicts nothing', () => {
  const number = (type: string, country: string) => ({
    ...ADA,
    identifiers: [{ type, country, value: country === 'US' ? '219099999' : '457555462' }],
  });
  expect(judge(number('SSN', 'US'), number('PASSPORT', 'GB'))).toMatchObject({ verdict: 'LINK' });
});

test('twins who share all but their given names are not linked', () => {
  expect(judge(ADA, { ...ADA, name: name('Byron', 'Lovelace') })).toMatchObject({ verdict: 'REVIEW', veto: 'TWIN' });
});

test('a parent who shares name, address and e-mail is not linked', () => {
  const parent = { ...ADA, name: name('Anne', 'Lovelace'), birthDate: '1952-05-17' };
  expect(judge(ADA, parent)).toMatchObject({ veto: 'OTHER_GIVEN_AND_BIRTH' });
  expect(judge(ADA, parent).verdict).not.toBe('LINK');
});

test('senior and junior are not linked', () => {
  const suffixed = (suffix: string): PersonValues => ({
    name: { ...name('David', 'Dobbins'), suffix },
    addresses: [HOME],
    emails: ADA.emails!,
  });
  expect(judge(suffixed('Sr'), suffixed('Jr'))).toMatchObject({ verdict: 'REVIEW', veto: 'OTHER_GENERATION' });
});

test('an e-mail address is enough where one record says nothing else, and not where it names somebody else', () => {
  const address: PersonValues = { emails: [{ value: 'ada@lovelace.org' }] };
  const owner: PersonValues = { ...ADA, ...address };
  expect(judge(owner, address)).toMatchObject({ verdict: 'LINK', rule: 'SAME_EMAIL', veto: undefined });
  expect(judge({ ...owner, birthDate: '1985-12-10' }, { ...address, birthDate: '1952-05-17' }).verdict).not.toBe(
    'LINK',
  );
  expect(judge(owner, { ...address, name: name('Byron', 'Smith') }).verdict).not.toBe('LINK');
});

test('where households were seen, an address alone is asked about', () => {
  const address: PersonValues = { emails: [{ value: 'ada@lovelace.org' }] };
  const score = scorer.score(standardise(address), standardise({ ...ADA, ...address }));
  expect(decide(score, { ...model.policy, households: 'SEEN' }).verdict).toBe('REVIEW');
  expect(decide(score, { ...model.policy, households: 'NONE' }).verdict).toBe('LINK');
});

test('e-mail addresses that differ in a short number are of two people, in a long one by a slip', () => {
  const level = (one: string, other: string) =>
    judge({ emails: [{ value: one }] }, { emails: [{ value: other }] }).levels['email'];
  expect(level('ada.lovelace1@example.org', 'ada.lovelace2@example.org')).not.toBe('SLIP');
  expect(level('ada.lovelace6471183@example.org', 'ada.lovelace6471188@example.org')).toBe('SLIP');
  expect(level('ada.lovelace@example.org', 'ada.lovelaec@example.org')).toBe('SLIP');
});

test('a number that many have lifts no veto', () => {
  const numbered = (given: string) =>
    standardise({
      ...ADA,
      name: name(given, 'Lovelace'),
      identifiers: [{ type: 'SSN', country: 'US', value: '219099999' }],
    });
  const score = scorer.score(numbered('Ada'), numbered('Byron'));
  expect(decide(score, model.policy).veto).toBe(undefined);
  const [weights, levels] = [score.weights.slice(), score.levels];
  weights[NUMBER] = 3;
  expect(decide({ ...score, levels, weights }, model.policy)).toMatchObject({ rule: undefined, veto: 'TWIN' });
});

test('senior and junior under one number are asked about: one of the two has the other one’s', () => {
  const suffixed = (suffix: string): PersonValues => ({
    ...ADA,
    name: { ...name('David', 'Dobbins'), suffix },
    identifiers: [{ type: 'SSN', country: 'US', value: '219099999' }],
  });
  expect(judge(suffixed('Sr'), suffixed('Jr'))).toMatchObject({
    verdict: 'REVIEW',
    rule: 'SAME_IDENTIFIER',
    veto: 'OTHER_GENERATION',
  });
  expect(judge(suffixed('Jr'), suffixed('Jr'))).toMatchObject({ verdict: 'LINK', veto: undefined });
});

test('the same number lifts a veto: a given name that changed with all else agreeing is linked', () => {
  const number = [{ type: 'SSN', country: 'US', value: '219099999' }];
  const renamed = { ...ADA, name: name('Byron', 'Lovelace') };
  expect(judge(ADA, renamed)).toMatchObject({ verdict: 'REVIEW', veto: 'TWIN' });
  expect(judge({ ...ADA, identifiers: number }, { ...renamed, identifiers: number })).toMatchObject({
    verdict: 'LINK',
    rule: 'SAME_IDENTIFIER',
    veto: undefined,
  });
});

test('two given names are one with two slips only if they begin alike, or with letters that changed places', () => {
  const given = (one: string, other: string) =>
    judge({ name: name(one, 'Lovelace') }, { name: name(other, 'Lovelace') }).levels['given'];
  expect(given('Katherine', 'Kathrinne')).toBe('SLIP');
  expect(given('Sofiane', 'oSfinae')).toBe('SLIP');
  expect(given('Shabeth', 'Elabeth')).not.toBe('SLIP');
});

test('a part of a name is another form of it; a word that two names share is not', () => {
  const given = (one: string, other: string) =>
    judge({ name: name(one, 'Chen') }, { name: name(other, 'Chen') }).levels['given'];
  expect(given('Luisa', 'Maria Luisa')).toBe('VARIANT');
  expect(given('Jun Wei', 'Tao Jun')).not.toBe('VARIANT');
});

test('without households an e-mail address of one’s own is enough beside the family name', () => {
  const one: PersonValues = { name: { full: 'Lovelace', family: 'Lovelace' }, emails: [{ value: 'ada@lovelace.org' }] };
  const score = scorer.score(standardise(one), standardise({ ...ADA, emails: one.emails! }));
  const veto = (households: 'SEEN' | 'UNKNOWN' | 'NONE') =>
    decide(score, { ...model.policy, households, link: 0 }).veto;
  expect([veto('SEEN'), veto('UNKNOWN'), veto('NONE')]).toEqual(['TOO_LITTLE', undefined, undefined]);
});

test('an identifier that is the same, where all else contradicts, is asked about', () => {
  const number = [{ type: 'PASSPORT', country: 'US', value: '483290175' }];
  const stranger: PersonValues = {
    name: name('Grzegorz', 'Wojcik'),
    birthDate: '1951-02-03',
    addresses: [{ lines: ['7 Mill Lane'], locality: 'Leeds', postalCode: 'LS1 4AP' }],
    identifiers: number,
  };
  const same = judge({ ...ADA, identifiers: number }, stranger);
  expect(same.rule).toBe('SAME_IDENTIFIER');
  expect(same.verdict).toBe('REVIEW');
});

test('the address of a household alone links nobody', () => {
  expect(
    judge({ name: name('Ada', 'Lovelace'), addresses: [HOME] }, { name: name('Byron', 'Lovelace'), addresses: [HOME] })
      .verdict,
  ).not.toBe('LINK');
});

test('whoever moved is not held against it part by part', () => {
  const moved = { ...ADA, addresses: [{ lines: ['7 Mill Lane'], locality: 'Leeds', postalCode: 'LS1 4AP' }] };
  expect(judge(ADA, moved)).toMatchObject({
    verdict: 'LINK',
    levels: { place: 'ELSEWHERE', street: 'MOVED', postcode: 'MOVED' },
  });
});

test('what a record lacks neither links nor separates', () => {
  const { weights, weight, stranger } = scorer.score(standardise({}), standardise(ADA));
  expect([...weights].every((bits) => bits === 0)).toBe(true);
  expect(stranger).toBeCloseTo(Math.log2(model.prior / (1 - model.prior)), 9);
  expect(weight).toBeLessThan(model.policy.review);
});

const records = fc.record<PersonValues>(
  {
    name: fc
      .record({
        given: fc.constantFrom('Ada', 'Adda', 'Anne', 'A', 'Bob', 'Robert'),
        family: fc.constantFrom('Lovelace', 'Lovlace', 'Smith', 'Ada'),
      })
      .map(({ given, family }) => name(given, family)),
    birthDate: fc.constantFrom('1985-12-10', '1985-10-12', '1985', '1952-05-17'),
    emails: fc.subarray([{ value: 'ada@example.org' }, { value: 'adda@example.org' }, { value: 'bob@example.org' }]),
    phones: fc.subarray([{ value: '+17029191300' }, { value: '9191300' }]),
    addresses: fc.subarray([HOME, { lines: ['7 Mill Lane'], locality: 'Leeds' }]),
    identifiers: fc.subarray([
      { type: 'SSN', country: 'US', value: '219099999' },
      { type: 'SSN', country: 'US', value: '219099998' },
    ]),
  },
  { requiredKeys: [] },
);

test('the order of a pair does not matter, and the steps of a waterfall add up', () => {
  fc.assert(
    fc.property(records, records, (a, b) => {
      const one = structuredClone(scorer.score(standardise(a), standardise(b)));
      const other = scorer.score(standardise(b), standardise(a));
      expect(other.levels).toEqual(one.levels);
      expect(other.weight).toBe(one.weight);
      const sum = one.weights.reduce((total, bits) => total + bits, Math.log2(model.prior / (1 - model.prior)));
      expect(one.stranger).toBeCloseTo(sum, 9);
      expect(one.weight).toBeLessThanOrEqual(Math.min(one.stranger, one.household));
    }),
  );
});
