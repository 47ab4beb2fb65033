import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES, isWithin, placeWithoutOptIn, ruleOf } from '../../src/subgraphs/consent/jurisdictions/rules.ts';
import { testClock } from '../support/clock.ts';
import { publish } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { consentsOf, grant, newPerson, registerPurpose, signal, twoPeople } from './operations.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let officer: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, officer] = await Promise.all([hub.as('crm'), hub.as('privacy_officer')]);
  const sold = { uses: ['SALE'], legalBasis: 'LEGITIMATE_INTERESTS', jurisdictions: ['US'] };
  await registerPurpose(officer, { id: 'data-market', ...sold });
  await registerPurpose(officer, { id: 'texan-market', ...sold, jurisdictions: ['US-TX'] });
});
afterAll(() => hub[Symbol.asyncDispose]());

const statuses = async (personId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await consentsOf(crm, personId)).map(({ purpose, status }) => [purpose, status]));

describe('the rule of a place', () => {
  test('is its own, that of its country, or the strictest', () => {
    expect(ruleOf('US-CA')).toMatchObject({ regime: 'OPT_OUT', globalPrivacyControl: ['SALE', 'SHARING'] });
    expect(ruleOf('US-WY')).toBe(ruleOf('US'));
    expect(ruleOf('DE-BY')).toMatchObject({ code: 'DE', ownConsentAge: 16, regime: 'OPT_IN' });
    expect(ruleOf('AT').ownConsentAge).toBe(14);
    const strictest = Math.max(...RULES.map(({ ownConsentAge }) => ownConsentAge));
    for (const code of [null, 'AQ']) expect(ruleOf(code)).toMatchObject({ regime: 'OPT_IN', ownConsentAge: strictest });
  });

  test('stands in one row a place, and in the graph', async () => {
    expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
    const { jurisdictionRules, jurisdictionRule } = await ask(
      crm,
      '{ jurisdictionRules { code regime ownConsentAge globalPrivacyControl } jurisdictionRule(code: "us-co") { code } }',
    );
    expect(jurisdictionRules).toEqual(RULES);
    expect(jurisdictionRule).toEqual({ code: 'US-CO' });
    const { errors } = await crm.query('{ jurisdictionRule(code: "nowhere") { code } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });

  test('within a country is within it, never the other way', () => {
    const code = fc.constantFrom('US', 'US-CA', 'DE', 'US-C');
    fc.assert(
      fc.property(code, code, (one, other) => {
        expect(isWithin(one, [other])).toBe(one === other || (other === 'US' && one.startsWith('US-')));
        expect(isWithin(one, [])).toBe(true);
      }),
    );
  });

  test('asks for consent to what is sold wherever people opt in, and to judging by machine without a contract', () => {
    const of = (legalBasis: any, uses: any, ...jurisdictions: string[]) =>
      placeWithoutOptIn({ legalBasis, uses, jurisdictions });
    expect(of('CONTRACT', ['SALE'], 'US', 'FR')).toBe('FR');
    expect(of('CONTRACT', ['SALE'], 'US-CA')).toBeUndefined();
    expect(of('CONTRACT', ['SALE'])).toBe('everywhere');
    expect(of('CONSENT', ['SALE'])).toBeUndefined();
    expect(of('CONTRACT', ['PROFILING'], 'FR')).toBeUndefined();
    expect(of('LEGITIMATE_INTERESTS', ['PROFILING'], 'FR')).toBe('FR');
    expect(of('LEGITIMATE_INTERESTS', [])).toBeUndefined();
  });
});

test('a purpose that sells without asking is refused where people opt in', async () => {
  const selling = { id: 'sold', uses: ['SALE'], legalBasis: 'LEGITIMATE_INTERESTS' };
  for (const jurisdictions of [['US', 'DE'], []])
    expect(await registerPurpose(officer, { ...selling, jurisdictions })).toMatchObject({
      problems: [{ path: 'legalBasis' }],
    });
});

describe('a child', () => {
  test.each([
    ['DE', 15, false],
    ['DE', 16, true],
    ['AT', 14, true],
    ['US-CA', 12, false],
    [undefined, 17, false],
  ])('in %s at %i consents alone: %s', async (jurisdiction, age, alone) => {
    const personId = await newPerson(crm);
    const outcome = await grant(crm, { personId, jurisdiction, age });
    if (alone) expect(outcome).toMatchObject({ applied: true });
    else {
      expect(outcome).toMatchObject({ problems: [{ path: 'guardian' }] });
      expect(await grant(crm, { personId, jurisdiction, age, guardian: 'g-1' })).toMatchObject({ applied: true });
    }
  });

  test('is no child at 151', async () => {
    const personId = await newPerson(crm);
    expect(await grant(crm, { personId, age: 151 })).toMatchObject({ problems: [{ path: 'age' }] });
  });
});

test('a consent is given where the purpose is pursued', async () => {
  await registerPurpose(officer, { id: 'local', jurisdictions: ['CH', 'US-CA'] });
  await publish(officer, { purpose: 'local', version: '2026-01', language: 'en' });
  const personId = await newPerson(crm);
  for (const jurisdiction of ['DE', 'US'])
    expect(await grant(crm, { personId, purpose: 'local', jurisdiction })).toMatchObject({
      problems: [{ path: 'jurisdiction' }],
    });
  expect(await grant(crm, { personId, purpose: 'local', jurisdiction: 'CH-ZH' })).toMatchObject({ applied: true });
});

describe('Sec-GPC: 1', () => {
  test('opts out of what the law of the place names, once, and says so in the history', async () => {
    const personId = await newPerson(crm);
    await grant(crm, { personId });
    clock.advance(1_000);
    // California: sale and sharing. The development set's marketing shares.
    const outcome = await signal(crm, { personId, jurisdiction: 'US-CA' });
    expect(outcome).toMatchObject({ purposes: ['data-market', 'marketing'] });
    expect(outcome.eventIds).toHaveLength(2);
    expect(await statuses(personId)).toEqual({ 'data-market': 'WITHDRAWN', marketing: 'WITHDRAWN' });
    const [{ history }] = await consentsOf(crm, personId);
    expect(history[0]).toMatchObject({ method: 'global_privacy_control', jurisdiction: 'US-CA' });
    // With the next visit, nothing new.
    clock.advance(1_000);
    expect(await signal(crm, { personId, jurisdiction: 'US-CA' })).toMatchObject({ purposes: [], eventIds: [] });
  });

  test('names other purposes in other places, and none where no law does', async () => {
    const personId = await newPerson(crm);
    for (const [jurisdiction, purposes] of [
      ['DE', []],
      ['US-WY', []],
      ['US-TX', ['data-market', 'marketing', 'texan-market']],
    ] as const)
      expect(await signal(crm, { personId, jurisdiction })).toMatchObject({ purposes });
  });

  test('is overruled by a yes that the person says later, and not by one that was said before', async () => {
    const personId = await newPerson(crm);
    await signal(crm, { personId, jurisdiction: 'US-CA' });
    await grant(crm, { personId, occurredAt: '2026-02-01T00:00:00Z' });
    expect(await statuses(personId)).toMatchObject({ marketing: 'WITHDRAWN' });
    clock.advance(1_000);
    await grant(crm, { personId });
    expect(await statuses(personId)).toMatchObject({ marketing: 'GRANTED' });
  });

  test('under one id of a person counts under all', async () => {
    const { ids, join } = await twoPeople(crm);
    await grant(crm, { personId: ids[0] });
    clock.advance(1_000);
    const personId = await join();
    await signal(crm, { personId: ids[1], jurisdiction: 'US-CA' });
    expect(await statuses(personId)).toMatchObject({ marketing: 'WITHDRAWN' });
  });

  test('of a wrong place is refused, of nobody not found; the same key brings the same answer', async () => {
    const personId = await newPerson(crm);
    expect(await signal(crm, { personId, jurisdiction: 'XX' })).toMatchObject({ problems: [{ path: 'jurisdiction' }] });
    expect(await signal(crm, { personId: 'nobody', jurisdiction: 'US-CA' })).toMatchObject({ __typename: 'NotFound' });
    const once = { personId, jurisdiction: 'US-CA', idempotencyKey: `gpc-${personId}` };
    const first = await signal(crm, once);
    expect(first.purposes).toHaveLength(2);
    expect(await signal(crm, once)).toEqual(first);
  });
});
