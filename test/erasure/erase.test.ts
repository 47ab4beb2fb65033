import { afterAll, beforeAll, expect, test } from 'vitest';
import { stored } from '../evidence/support.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { MARK, erase, erased, keysOf, reached, tablesWith, whole } from './support.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createHub();
});
afterAll(() => hub[Symbol.asyncDispose]());

test('erases a person in all four subgraphs, and says so when the last one is done', async () => {
  const person = await whole(hub);
  const [signal] = await runSql<{ id: string }>(hub.database.url, 'select id from decision.signal');
  const owners = [...person.recordIds, person.verificationId, person.fileId, person.decisionId, signal!.id];
  expect(await keysOf(hub.database.url, owners)).toBe(6);
  const status = await erased(hub, person.personId);
  expect(status.subgraphs.map(({ subgraph, state }: any) => [subgraph, state])).toEqual([
    ['person', 'DONE'],
    ['verification', 'DONE'],
    ['decision', 'DONE'],
    ['consent', 'DONE'],
  ]);
  expect(status.systems).toEqual([
    { system: 'crm', because: 'RECORD', state: 'PENDING' },
    { system: 'onboarding', because: 'RECORD', state: 'PENDING' },
    { system: 'workflow', because: 'READ', state: 'PENDING' },
  ]);
  // While a wrapping key is there that opens backups, nobody can say when it is final.
  expect(status).toMatchObject({ finalOn: null, finalWaitsFor: [expect.any(String)] });
  expect(await keysOf(hub.database.url, owners)).toBe(0);
  expect(await tablesWith(hub.database.url, MARK)).toEqual([]);
  expect((await stored(hub)).files).toEqual([]);
  const officer = await hub.as('privacy_officer');
  expect(
    await ask(
      officer,
      `query ($person: ID!, $verification: ID!, $decision: ID!, $file: ID!, $journey: ID!) {
        person(id: $person) { status name { full } records { externalId } lineage { id } } verification(id: $verification) { status checks { traceId } }
        decision(id: $decision) { outcome reasons { code text } } evidenceFile(id: $file) { state }
        journey(id: $journey) { state reason }
      }`,
      {
        person: person.personId,
        verification: person.verificationId,
        decision: person.decisionId,
        file: person.fileId,
        journey: person.journeyId,
      },
    ),
  ).toEqual({
    person: { status: 'FORGOTTEN', name: null, records: [], lineage: [] },
    verification: { status: 'CANCELLED', checks: [{ traceId: null }, { traceId: null }] },
    decision: { outcome: 'REVIEW', reasons: [{ code: 'OK', text: null }] },
    evidenceFile: { state: 'DELETED' },
    journey: { state: 'CANCELLED', reason: 'ERASED' },
  });
});

test('asks twice, erases once', async () => {
  const { personId } = await whole(hub, 'Berta');
  const [first, second] = await Promise.all([erase(hub, personId), erase(hub, personId)]);
  expect(second).toBe(first);
  await reached(hub, first);
  expect(await erase(hub, personId)).toBe(first);
});

test('refuses a record of somebody who was erased, until that is lifted', async () => {
  const { personId } = await whole(hub, 'Clara');
  const { id } = await erased(hub, personId);
  const hr = await hub.as('hr');
  const again = { externalId: `${MARK}-Clara`, emails: [{ value: 'else@example.com' }] };
  const crm = await hub.as('crm');
  expect(await record(crm, again)).toMatchObject({ __typename: 'DoNotReimport' });
  expect(await record(hr, again)).toMatchObject({ __typename: 'PersonRecorded' });
  const known = { externalId: 'other', emails: [{ value: `${MARK}CLARA@EXAMPLE.com` }] };
  expect(await record(hr, { ...known, name: { full: `${MARK}Clara, CLÀRA` } })).toMatchObject({
    __typename: 'DoNotReimport',
  });
  expect(await record(hr, { ...known, name: { full: 'A Sister' } })).toMatchObject({ __typename: 'PersonRecorded' });
  const LIFT =
    'mutation ($id: ID!) { liftSuppression(input: { erasureId: $id, reason: "PERSON_ASKED" }) { __typename ... on SuppressionLifted { entries } } }';
  const officer = await hub.as('privacy_officer');
  const { liftSuppression } = await ask(officer, LIFT, { id });
  expect(liftSuppression).toEqual({ __typename: 'SuppressionLifted', entries: 5 });
  expect(await record(crm, again)).toMatchObject({ __typename: 'PersonRecorded' });
});
