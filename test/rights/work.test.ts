import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { NOTICE } from '../support/consents.ts';
import { runSql } from '../support/rows.ts';
import { erased } from '../erasure/support.ts';
import { begun, call, caseOf } from './operations.ts';

let hub: TestHub;
let crm: Client;
let hr: Client;
let steward: Client;
let officer: Client;

beforeAll(async () => {
  hub = await createHub();
  [crm, hr, steward, officer] = (await Promise.all(
    ['crm', 'hr', 'steward', 'privacy_officer'].map((name) => hub.as(name)),
  )) as [Client, Client, Client, Client];
});
afterAll(() => hub[Symbol.asyncDispose]());

const wait = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 50 });

test('a rectification is told to each system that holds the old value, and waits until it says the new one or refuses', async () => {
  const emails = [{ value: 'noa@example.com' }];
  const one = await record(crm, { externalId: 'r-1', emails, birthDate: '1990-01-01' });
  const other = await record(hr, { externalId: 'r-1', emails, birthDate: '1990-01-01' });
  const personId = one.person.id;
  expect(other.person.id).toBe(personId);
  const caseId = await begun(officer, {
    personId,
    kind: 'RECTIFICATION',
    correction: { field: 'birthDate', value: '1990-10-01' },
  });
  expect(await call(officer, 'completeCase', { caseId })).toMatchObject({ __typename: 'IllegalTransition' });
  const { overrideField } = await ask(
    steward,
    `mutation ($id: ID!) { overrideField(input: { personId: $id, reason: "Asked for", fact: { birthDate: "1990-10-01" } }) {
      ... on FieldOverridden { claimId } } }`,
    { id: personId },
  );
  expect(await call(officer, 'correctCase', { caseId, claimId: one.recordId })).toMatchObject({
    problems: [{ path: 'claimId' }],
  });
  const { person } = await ask(
    steward,
    'query ($id: ID!) { person(id: $id) { lineage(field: EMAILS, first: 1) { id } } }',
    { id: personId },
  );
  await call(officer, 'correctCase', { caseId, claimId: person.lineage[0].id });
  await wait(async () => expect((await caseOf(officer, caseId)).steps.at(-1)).toMatchObject({ action: 'MISFIT' }));
  expect(await call(officer, 'completeCase', { caseId })).toMatchObject({
    message: expect.stringContaining('not one of the field'),
  });
  await call(officer, 'correctCase', { caseId, claimId: overrideField.claimId });
  const states = async () =>
    Object.fromEntries((await caseOf(officer, caseId)).corrections.map(({ system, state }: any) => [system, state]));
  await wait(async () => expect(await states()).toEqual({ crm: 'ASKED', hr: 'ASKED' }));
  expect(await call(officer, 'completeCase', { caseId })).toMatchObject({ __typename: 'IllegalTransition' });

  await record(crm, { externalId: 'r-1', birthDate: '1990-10-01' });
  await wait(async () => expect(await states()).toEqual({ crm: 'CORRECTED', hr: 'ASKED' }));
  const recordId = other.recordId;
  const refusal = 'mutation ($input: RefuseCorrectionInput!) { refuseCorrection(input: $input) { __typename } }';
  // Another system's record looks like one that nobody was asked about.
  expect(await ask(crm, refusal, { input: { caseId, recordId, reason: 'No.' } })).toEqual({
    refuseCorrection: { __typename: 'NotFound' },
  });
  expect(await ask(hr, refusal, { input: { caseId, recordId, reason: 'The passport says so.' } })).toEqual({
    refuseCorrection: { __typename: 'CaseChanged' },
  });
  expect(await call(officer, 'completeCase', { caseId })).toMatchObject({
    case: { state: 'COMPLETED', corrections: [{ state: expect.any(String) }, { state: expect.any(String) }] },
  });
});

test('an erasure case erases, and is done when the person is erased', async () => {
  const one = await record(crm, { externalId: 'e-1', emails: [{ value: 'gone@example.com' }] });
  const caseId = await begun(officer, { personId: one.person.id, kind: 'ERASURE', requesterName: 'Gone' });
  await wait(async () =>
    expect((await caseOf(officer, caseId)).steps.map(({ action }: any) => action)).toEqual([
      'OPENED',
      'BEGUN',
      'ERASING',
      'ERASED',
    ]),
  );
  expect(await call(officer, 'completeCase', { caseId })).toMatchObject({ case: { state: 'COMPLETED' } });
  expect(await caseOf(officer, caseId)).toMatchObject({ requesterName: null });
});

test('what an open case says in the name of somebody who was erased goes when the case ends, however it ends', async () => {
  const { person } = await record(crm, { externalId: 'e-2', emails: [{ value: 'weg@example.com' }] });
  const asked = { personId: person.id, requesterName: 'Weg', requesterContact: 'weg@example.com', details: 'All.' };
  const refusedId = await begun(officer, { ...asked, kind: 'ACCESS' });
  const completedId = await begun(officer, { ...asked, kind: 'ACCESS' });
  await erased(hub, person.id);
  expect(await caseOf(officer, refusedId)).toMatchObject({ requesterName: 'Weg' });
  await call(officer, 'refuseCase', { caseId: refusedId, reason: 'WITHDRAWN', note: 'Weg called.' });
  await call(officer, 'completeCase', { caseId: completedId, deliveredBy: 'letter' });
  for (const id of [refusedId, completedId]) {
    expect(await caseOf(officer, id)).toMatchObject({ requesterName: null, requesterContact: null, details: null });
    expect(await runSql(hub.database.url, `select from consent.key where id = '${id}'`)).toEqual([]);
  }
});

test('who comes just behind an erasure stores no words about the person', async () => {
  const { person } = await record(crm, { externalId: 'e-3', emails: [{ value: 'eben@example.com' }] });
  const personId = person.id;
  const grant = (occurredAt: string) =>
    crm.query('mutation ($input: GrantConsentInput!) { it: grantConsent(input: $input) { __typename } }', {
      input: { personId, purpose: 'marketing', ...NOTICE, method: 'paper', guardian: 'Mother', occurredAt },
    });
  expect((await grant('2026-01-02T00:00:00Z')).data.it).toEqual({ __typename: 'ConsentRecorded' });
  // As it is between the erasure in this subgraph and the word of it to others.
  await runSql(
    hub.database.url,
    `with erased as (insert into consent.erased_person values ('${personId}', gen_random_uuid()))
     delete from consent.key using consent.consent where key.id = consent.id and consent.person_id = '${personId}'`,
  );
  const open = await crm.query(
    'mutation ($id: ID!) { it: openCase(input: { personId: $id, kind: ACCESS, channel: "web", requesterName: "Eben" }) { __typename } }',
    { id: personId },
  );
  for (const { data, errors } of [open, await grant('2026-01-03T00:00:00Z')]) {
    expect([data?.it, errors?.[0]?.extensions?.code]).toEqual([null, 'UNAVAILABLE']);
  }
  const stored = `select from consent.key where id in (select id from consent.consent where person_id = '${personId}'
    union select id from consent.rights_case where person_id = '${personId}')`;
  expect(await runSql(hub.database.url, stored)).toEqual([]);
});
