import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { publish } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import {
  consentsOf,
  grant,
  newPerson,
  refuse,
  registerPurpose,
  retirePurpose,
  twoPeople,
  withdraw,
} from './operations.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let officer: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, officer] = await Promise.all([hub.as('crm'), hub.as('privacy_officer')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

async function stateAt(personId: string, at?: string, purpose = 'marketing'): Promise<any> {
  const { consentState } = await ask(
    crm,
    `query ($id: ID!, $purpose: String!, $at: DateTime) { consentState(personId: $id, purpose: $purpose, at: $at) {
      personId status since expiresAt noticeVersion language eventId isAllowed } }`,
    { id: personId, purpose, at },
  );
  return consentState;
}

describe('where a person stood', () => {
  test('is told for any moment: before anything was said, after each answer, and after the end', async () => {
    const personId = await newPerson(crm);
    const { eventId } = await grant(crm, {
      personId,
      occurredAt: '2026-02-01T00:00:00Z',
      expiresAt: '2026-02-10T00:00:00Z',
    });
    await withdraw(crm, { personId, occurredAt: '2026-02-20T00:00:00Z' });
    await refuse(crm, { personId, occurredAt: '2026-02-25T00:00:00Z' });
    const statusAt = async (at: string): Promise<unknown> => (await stateAt(personId, at)).status;
    expect(await stateAt(personId, '2026-01-31T23:59:59.999Z')).toEqual({
      personId,
      status: null,
      since: null,
      expiresAt: null,
      noticeVersion: null,
      language: null,
      eventId: null,
      isAllowed: false,
    });
    expect(await stateAt(personId, '2026-02-01T00:00:00Z')).toMatchObject({
      status: 'GRANTED',
      since: '2026-02-01T00:00:00.000Z',
      noticeVersion: '2026-01',
      language: 'en',
      eventId,
    });
    expect(await statusAt('2026-02-10T00:00:00Z')).toBe('EXPIRED');
    expect(await statusAt('2026-02-20T00:00:00Z')).toBe('WITHDRAWN');
    expect(await statusAt('2026-02-26T00:00:00Z')).toBe('REFUSED');
    expect((await stateAt(personId)).status).toBe('REFUSED');
  });

  test('is what the consent says of now, whatever was said in whatever order', async () => {
    const said = fc.array(
      fc.record({ what: fc.constantFrom(grant, withdraw, refuse), day: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(said, async (all) => {
        const personId = await newPerson(crm);
        for (const { what, day } of all) await what(crm, { personId, occurredAt: `2026-02-0${day}T00:00:00Z` });
        const [{ status, changedAt, expiresAt }] = (await consentsOf(crm, personId)) as [any];
        expect(await stateAt(personId)).toMatchObject({ status, since: changedAt, expiresAt });
      }),
      { numRuns: 10 },
    );
  });

  test('is that of all ids that turned out to be one person, under each of them', async () => {
    const { ids, join } = await twoPeople(crm);
    await grant(crm, { personId: ids[0], occurredAt: '2026-02-01T00:00:00Z' });
    await withdraw(crm, { personId: ids[1], occurredAt: '2026-02-05T00:00:00Z' });
    const personId = await join();
    for (const id of ids) {
      expect(await stateAt(id, '2026-02-02T00:00:00Z')).toMatchObject({ personId, status: 'GRANTED' });
      expect(await stateAt(id)).toMatchObject({ personId, status: 'WITHDRAWN' });
    }
  });

  test('knows since when a notice was out of date, and what the purpose makes of it', async () => {
    for (const onMaterialChange of ['STOP', 'CONTINUE']) {
      const purpose = `changing-${onMaterialChange.toLowerCase()}`;
      await registerPurpose(officer, { id: purpose, onMaterialChange });
      await publish(officer, { purpose, version: '2026-01', language: 'en' });
      const personId = await newPerson(crm);
      await grant(crm, { personId, purpose });
      const before = clock.now().toISOString();
      clock.advance(60_000);
      await publish(officer, { purpose, version: '2026-02', language: 'en' });
      expect(await stateAt(personId, before, purpose)).toMatchObject({ status: 'GRANTED', isAllowed: true });
      expect(await stateAt(personId, undefined, purpose)).toMatchObject({
        status: 'RENEWAL_DUE',
        since: clock.now().toISOString(),
        isAllowed: onMaterialChange === 'CONTINUE',
      });
    }
  });
});

describe('what a purpose covers', () => {
  test('hangs on its basis: consent needs a yes, an interest no no, the others neither', async () => {
    const [silent, said] = [await newPerson(crm), await newPerson(crm)];
    for (const purpose of ['analytics', 'customer-service', 'marketing'])
      await withdraw(crm, { personId: said, purpose });
    const allowed = async (personId: string): Promise<boolean[]> =>
      Promise.all(
        ['marketing', 'analytics', 'customer-service'].map(
          async (purpose) => (await stateAt(personId, undefined, purpose)).isAllowed,
        ),
      );
    expect(await allowed(silent)).toEqual([false, true, true]);
    expect(await allowed(said)).toEqual([false, false, true]);
  });

  test('is nothing before it is registered, once it is retired, and when there is none', async () => {
    const personId = await newPerson(crm);
    const before = clock.now().toISOString();
    clock.advance(60_000);
    await registerPurpose(officer, { id: 'short-lived', legalBasis: 'CONTRACT' });
    expect((await stateAt(personId, before, 'short-lived')).isAllowed).toBe(false);
    const during = clock.now().toISOString();
    expect((await stateAt(personId, during, 'short-lived')).isAllowed).toBe(true);
    clock.advance(60_000);
    await retirePurpose(officer, { id: 'short-lived' });
    expect((await stateAt(personId, during, 'short-lived')).isAllowed).toBe(true);
    expect((await stateAt(personId, undefined, 'short-lived')).isAllowed).toBe(false);
    expect((await stateAt(personId, undefined, 'never-was')).isAllowed).toBe(false);
  });
});

test('nobody knows of nobody, nor what people will say', async () => {
  expect(await stateAt('01a1f875-0ea0-7248-8c81-67e55ac29a66')).toBeNull();
  expect(await stateAt('nobody')).toBeNull();
  const personId = await newPerson(crm);
  for (const at of ['2099-01-01T00:00:00Z', 'yesterday']) {
    const { errors } = await crm.query(
      'query ($id: ID!, $at: DateTime) { consentState(personId: $id, purpose: "marketing", at: $at) { status } }',
      { id: personId, at },
    );
    expect(errors?.length).toBe(1);
  }
});
