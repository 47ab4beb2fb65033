import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { askFor, publish } from '../support/consents.ts';
import { ask } from '../support/operations.ts';
import { consentsOf, grant, newPerson, twoPeople, withdraw } from './operations.ts';

const START = '2026-03-01T12:00:00Z';
const clock = testClock(START);
let hub: TestHub;
let crm: Client;
let support: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, support] = await Promise.all([hub.as('crm'), hub.as('support')]);
  const officer = await hub.as('privacy_officer');
  await askFor(officer, 'profiling', 'surveys');
  await publish(officer, { purpose: 'marketing', version: '2026-01', language: 'de-CH' });
  await publish(officer, { purpose: 'marketing', version: '2026-02', language: 'en', isMaterial: false });
});
beforeEach(() => clock.set(START));
afterAll(() => hub[Symbol.asyncDispose]());

describe('a consent', () => {
  test('shows what the person was shown, and who recorded it', async () => {
    const personId = await newPerson(crm);
    const outcome = await grant(crm, {
      personId,
      noticeVersion: ' 2026-01 ',
      language: 'DE-ch',
      method: 'Web form',
      jurisdiction: 'ch-zh',
      occurredAt: '2026-02-01T10:00:00+01:00',
      expiresAt: '2027-02-01T09:00:00Z',
    });
    expect(outcome).toMatchObject({ __typename: 'ConsentRecorded', applied: true, consent: { status: 'GRANTED' } });
    expect(await consentsOf(crm, personId)).toEqual([
      {
        id: outcome.consentId,
        purpose: 'marketing',
        status: 'GRANTED',
        expiresAt: '2027-02-01T09:00:00.000Z',
        changedAt: '2026-02-01T09:00:00.000Z',
        person: { id: personId },
        history: [
          {
            action: 'GRANTED',
            noticeVersion: '2026-01',
            language: 'de-CH',
            method: 'web_form',
            jurisdiction: 'CH-ZH',
            expiresAt: '2027-02-01T09:00:00.000Z',
            occurredAt: '2026-02-01T09:00:00.000Z',
            recordedAt: '2026-03-01T12:00:00.000Z',
            recordedBy: 'crm',
            late: false,
          },
        ],
      },
    ]);
  });

  test('is withdrawn and granted again, and the history keeps it all', async () => {
    const personId = await newPerson(crm);
    await grant(crm, { personId });
    clock.advance(1_000);
    expect(await withdraw(support, { personId, method: 'phone' })).toMatchObject({
      applied: true,
      consent: { status: 'WITHDRAWN' },
    });
    clock.advance(1_000);
    await grant(crm, { personId, noticeVersion: '2026-02' });
    const [consent] = await consentsOf(crm, personId);
    expect(consent.status).toBe('GRANTED');
    expect(
      consent.history.map(({ action, recordedBy, noticeVersion }: any) => [action, recordedBy, noticeVersion]),
    ).toEqual([
      ['GRANTED', 'crm', '2026-02'],
      ['WITHDRAWN', 'support', null],
      ['GRANTED', 'crm', '2026-01'],
    ]);
  });

  test('stays withdrawn when an older grant arrives late', async () => {
    const personId = await newPerson(crm);
    await withdraw(crm, { personId, occurredAt: '2026-02-02T00:00:00Z' });
    expect(await grant(crm, { personId, occurredAt: '2026-02-01T00:00:00Z' })).toMatchObject({
      applied: false,
      consent: { status: 'WITHDRAWN' },
    });
    const [consent] = await consentsOf(crm, personId);
    expect(consent.changedAt).toBe('2026-02-02T00:00:00.000Z');
    expect(consent.history.map(({ action, late }: any) => [action, late])).toEqual([
      ['WITHDRAWN', false],
      ['GRANTED', true],
    ]);
  });

  test('is withdrawn although the clock of the system that granted it runs ahead', async () => {
    const personId = await newPerson(crm);
    await grant(crm, { personId, occurredAt: '2026-03-01T12:04:00Z' });
    clock.advance(60_000);
    expect(await withdraw(support, { personId })).toMatchObject({ applied: true, consent: { status: 'WITHDRAWN' } });
  });

  test('stands the same in whatever order its statements arrive', async () => {
    const said = fc.array(fc.record({ yes: fc.boolean(), day: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 2,
      maxLength: 5,
    });
    const inTwoOrders = said.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    await fc.assert(
      fc.asyncProperty(inTwoOrders, async (orders) => {
        const stands = [];
        for (const order of orders) {
          const personId = await newPerson(crm);
          for (const { yes, day } of order)
            await (yes ? grant : withdraw)(crm, { personId, occurredAt: `2026-02-0${day}T00:00:00Z` });
          const [{ status, changedAt, history }] = (await consentsOf(crm, personId)) as [any];
          stands.push({ status, changedAt, entries: history.length });
        }
        expect(stands[1]).toEqual(stands[0]);
      }),
      { numRuns: 10 },
    );
  });

  test('ends by the clock, at once', async () => {
    const personId = await newPerson(crm);
    const { consentId } = await grant(crm, { personId, expiresAt: '2026-03-01T13:00:00Z' });
    clock.set('2026-03-01T13:00:00Z');
    const { consent } = await ask(crm, 'query ($id: ID!) { consent(id: $id) { status expiresAt changedAt } }', {
      id: consentId,
    });
    expect(consent).toEqual({
      status: 'EXPIRED',
      expiresAt: '2026-03-01T13:00:00.000Z',
      changedAt: '2026-03-01T13:00:00.000Z',
    });
  });

  test('is one of several purposes, in their order, or the one asked for', async () => {
    const personId = await newPerson(crm);
    for (const purpose of ['profiling', 'surveys', 'marketing']) await grant(crm, { personId, purpose });
    expect((await consentsOf(crm, personId)).map(({ purpose }) => purpose)).toEqual([
      'marketing',
      'profiling',
      'surveys',
    ]);
    const { person } = await ask(
      crm,
      'query ($id: ID!) { person(id: $id) { one: consents(purpose: "profiling") { purpose } none: consents(purpose: "x") { purpose } } }',
      { id: personId },
    );
    expect(person).toEqual({ one: [{ purpose: 'profiling' }], none: [] });
  });

  test('shows as much of its history as is asked for', async () => {
    const personId = await newPerson(crm);
    for (let day = 1; day <= 4; day++) await grant(crm, { personId, occurredAt: `2026-02-0${day}T00:00:00Z` });
    const query =
      'query ($id: ID!, $first: Int) { person(id: $id) { consents { history(first: $first) { occurredAt } } } }';
    const { person } = await ask(crm, query, { id: personId, first: 2 });
    expect(person.consents[0].history).toEqual([
      { occurredAt: '2026-02-04T00:00:00.000Z' },
      { occurredAt: '2026-02-03T00:00:00.000Z' },
    ]);
    for (const first of [0, 201, -1]) {
      const { errors } = await crm.query(query, { id: personId, first });
      expect(errors).toMatchObject([{ message: 'first: expected 1 to 200.', extensions: { code: 'BAD_REQUEST' } }]);
    }
  });
});

describe('people who turn out to be one', () => {
  test('have one consent per purpose: what was said last under any id holds, the history is that of all', async () => {
    const { ids, join } = await twoPeople(crm);
    const first = await grant(crm, { personId: ids[0], occurredAt: '2026-02-01T00:00:00Z' });
    const second = await withdraw(crm, { personId: ids[1], occurredAt: '2026-02-02T00:00:00Z' });
    await grant(crm, { personId: ids[1], purpose: 'profiling' });
    const personId = await join();
    const consents = await consentsOf(crm, personId);
    expect(consents.map(({ purpose, status }) => [purpose, status])).toEqual([
      ['marketing', 'WITHDRAWN'],
      ['profiling', 'GRANTED'],
    ]);
    expect(consents[0].history).toHaveLength(2);
    // Both ids lead to the same consent, which has one name.
    for (const id of [first.consentId, second.consentId]) {
      const { consent } = await ask(
        crm,
        'query ($id: ID!) { consent(id: $id) { id status person { id } history { action } } }',
        { id },
      );
      expect(consent).toMatchObject({ id: consents[0].id, status: 'WITHDRAWN', person: { id: personId } });
      expect(consent.history).toHaveLength(2);
    }
  });

  test('are judged together: a statement is late when something newer is known under another id', async () => {
    const { ids, join } = await twoPeople(crm);
    const personId = await join();
    const other = ids.find((id) => id !== personId)!;
    await withdraw(crm, { personId: other, occurredAt: '2026-02-03T00:00:00Z' });
    expect(await grant(crm, { personId, occurredAt: '2026-02-02T00:00:00Z' })).toMatchObject({ applied: false });
    expect(await grant(crm, { personId: other, occurredAt: '2026-02-04T00:00:00Z' })).toMatchObject({
      applied: true,
      consent: { status: 'GRANTED' },
    });
  });
});
