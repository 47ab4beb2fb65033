import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { consentsOf, grant, newPerson, withdraw } from './operations.ts';

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
