import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { consentsOf, grant, newPerson, twoPeople, withdraw } from './operations.ts';

const START = '2026-03-01T12:00:00Z';
const clock = testClock(START);
let hub: TestHub;
let crm: Client;
let support: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, support] = await Promise.all([hub.as('crm'), hub.as('support')]);
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
    for (const purpose of ['profiling', 'analytics', 'marketing']) await grant(crm, { personId, purpose });
    expect((await consentsOf(crm, personId)).map(({ purpose }) => purpose)).toEqual([
      'analytics',
      'marketing',
      'profiling',
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

describe('a command', () => {
  test('comes back with every path that is wrong, and nothing is stored', async () => {
    const personId = await newPerson(crm);
    const before = await countRows(hub.database.url);
    const granted = await grant(crm, {
      personId,
      purpose: 'Marketing!',
      noticeVersion: ' ',
      language: 'not a language',
      method: '→',
      jurisdiction: 'XX',
      occurredAt: '2026-02-30T00:00:00Z',
      expiresAt: 'soon',
      idempotencyKey: '\u0007',
    });
    expect(granted.problems.map(({ path }: any) => path).toSorted()).toEqual([
      'expiresAt',
      'idempotencyKey',
      'jurisdiction',
      'language',
      'method',
      'noticeVersion',
      'occurredAt',
      'purpose',
    ]);
    const withdrawn = await withdraw(crm, { personId, purpose: '', method: '', occurredAt: '2026-03-01T12:06:00Z' });
    expect(withdrawn.problems.map(({ path }: any) => path).toSorted()).toEqual(['method', 'occurredAt', 'purpose']);
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('refuses a grant that ends before it began', async () => {
    const personId = await newPerson(crm);
    for (const times of [
      { expiresAt: START },
      { occurredAt: '2026-02-02T00:00:00Z', expiresAt: '2026-02-02T00:00:00Z' },
    ]) {
      expect((await grant(crm, { personId, ...times })).problems).toEqual([
        { path: 'expiresAt', message: 'Expected a moment after the consent was given.' },
      ]);
    }
  });

  test('answers the same for a person that is not there and for an id that is none', async () => {
    const before = await countRows(hub.database.url);
    for (const personId of ['018f0000-0000-7000-8000-000000000000', 'nobody', '']) {
      expect(await grant(crm, { personId })).toEqual({ __typename: 'NotFound', id: personId });
      expect(await withdraw(crm, { personId })).toEqual({ __typename: 'NotFound', id: personId });
    }
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('with the same key and input gives the first answer, and is recorded once', async () => {
    const personId = await newPerson(crm);
    const input = { personId, idempotencyKey: 'once' };
    const first = await grant(crm, input);
    clock.advance(1_000);
    await withdraw(crm, { personId });
    expect(await grant(crm, input)).toMatchObject({
      consentId: first.consentId,
      applied: true,
      consent: { status: 'WITHDRAWN' },
    });
    expect((await consentsOf(crm, personId))[0].history).toHaveLength(2);
    expect(await grant(crm, { ...input, method: 'paper' })).toEqual({
      __typename: 'IdempotencyConflict',
      inFlight: false,
    });
    // Another system's keys are its own, and so are another command's inputs.
    expect(await grant(support, input)).toMatchObject({ __typename: 'ConsentRecorded' });
    expect(await withdraw(crm, input)).toEqual({ __typename: 'IdempotencyConflict', inFlight: false });
  });
});

describe('at the same moment', () => {
  test('eight grants leave one consent with eight entries', async () => {
    const personId = await newPerson(crm);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => grant(crm, { personId })));
    expect(new Set(outcomes.map(({ consentId }) => consentId)).size).toBe(1);
    const consents = await consentsOf(crm, personId);
    expect(consents).toHaveLength(1);
    expect(consents[0].history).toHaveLength(8);
  });

  test('eight grants with one key leave one entry', async () => {
    const personId = await newPerson(crm);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => grant(crm, { personId, idempotencyKey: 'eight' })),
    );
    for (const outcome of outcomes) {
      if (outcome.__typename === 'IdempotencyConflict') expect(outcome.inFlight).toBe(true);
      else expect(outcome.consentId).toBe(outcomes.find(({ consentId }) => consentId)!.consentId);
    }
    expect((await consentsOf(crm, personId))[0].history).toHaveLength(1);
  });

  test('a grant and a withdrawal leave it withdrawn, whichever comes first', async () => {
    for (let round = 0; round < 4; round++) {
      const personId = await newPerson(crm);
      await Promise.all([grant(crm, { personId }), withdraw(support, { personId })]);
      expect(await consentsOf(crm, personId)).toMatchObject([{ status: 'WITHDRAWN', history: [{}, {}] }]);
    }
  });
});

describe('rights', () => {
  test('are needed to write and to read', async () => {
    const personId = await newPerson(crm);
    const { consentId } = await grant(crm, { personId });
    const [writer, reader] = await Promise.all([hub.as('crm', ['consent:write']), hub.as('crm', ['person:read'])]);
    const refused = { extensions: { code: 'FORBIDDEN' } };

    const written = await writer.query(
      `mutation ($id: ID!) { withdrawConsent(input: { personId: $id, purpose: "marketing", method: "phone" }) {
        ... on ConsentRecorded { consentId applied consent { status } }
      } }`,
      { id: personId },
    );
    // It may write, and learns no more than what it wrote.
    expect(written).toMatchObject({
      data: { withdrawConsent: { consentId, applied: true, consent: null } },
      errors: [{ ...refused, path: ['withdrawConsent', 'consent'] }],
    });
    const read = await reader.query(
      'query ($p: ID!, $c: ID!) { person(id: $p) { id consents { id } } consent(id: $c) { id } }',
      {
        p: personId,
        c: consentId,
      },
    );
    expect(read.data).toEqual({ person: { id: personId, consents: null }, consent: null });
    expect(read.errors).toHaveLength(2);

    const marketing = await hub.as('marketing', ['consent:read', 'consent:write']);
    const denied = await marketing.query(
      `mutation { grantConsent(input: { personId: "x", purpose: "p", noticeVersion: "1", language: "en", method: "paper" }) { __typename } }`,
    );
    expect(denied).toMatchObject({ data: { grantConsent: null }, errors: [refused] });
    expect((await marketing.query('query ($c: ID!) { consent(id: $c) { status } }', { c: consentId })).data).toEqual({
      consent: { status: 'WITHDRAWN' },
    });
  });

  test('do not tell a consent that is missing from one that is none', async () => {
    for (const id of ['018f0000-0000-7000-8000-000000000000', 'nothing']) {
      expect(await ask(crm, 'query ($id: ID!) { consent(id: $id) { id } }', { id })).toEqual({ consent: null });
    }
  });
});
