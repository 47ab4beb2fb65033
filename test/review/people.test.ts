import { expect, test } from 'vitest';
import { type Client, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { type Taken, clients, holderOf, merge, people, resolve, split, take, twin } from './support.ts';

/** Three people of one record each, whom nothing connects. */
async function strangers(crm: Client): Promise<[Taken, Taken, Taken]> {
  const taken: Taken[] = [];
  for (const [place, given] of ['Ada', 'Otto', 'Lea'].entries())
    taken.push(
      await take(crm, {
        externalId: String(place + 1),
        name: { given, family: `Family${given}` },
        emails: [{ value: `${given}@example.org` }],
      }),
    );
  return taken as [Taken, Taken, Taken];
}

test('merges people whom nothing connects: the oldest id stays, whatever the order in which they are named', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, otto, lea] = await strangers(crm);
  const answer = await merge(steward, [lea.personId, ada.personId.toUpperCase(), otto.personId]);
  expect(answer).toMatchObject({ __typename: 'MatchResolved', outcome: 'MERGED', personIds: [ada.personId] });
  for (const { personId } of [ada, otto, lea])
    expect(await people(crm, [personId])).toEqual({ [ada.personId]: ['1', '2', '3'] });
  // They are one already.
  expect(await merge(steward, [otto.personId, lea.personId])).toMatchObject({
    outcome: 'UNCHANGED',
    personIds: [ada.personId],
  });
});

test('a merge takes back what was said to keep the people apart', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'DIFFERENT' });
  expect(await merge(steward, [ada.personId, eva.personId])).toMatchObject({ outcome: 'MERGED' });
});

test('a split after a merge gives back the ids, the records, the verifications and what was decided', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [onboarding, vendor] = await Promise.all([hub.as('onboarding'), hub.as('verification')]);
  const [ada, otto, lea] = await strangers(crm);
  const { person } = await ask(crm, 'query ($id: ID!) { person(id: $id) { lineage(field: EMAILS) { id } } }', {
    id: otto.personId,
  });
  const { requestVerification } = await ask(
    onboarding,
    'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { id checks { id } } } } }',
    { id: otto.personId },
  );
  await ask(
    vendor,
    'mutation ($check: ID!, $claim: ID!) { recordCheckResult(input: { checkId: $check, status: PASSED, method: "m", traceId: "t", confirmedClaimIds: [$claim] }) { __typename } }',
    { check: requestVerification.verification.checks[0].id, claim: person.lineage[0].id },
  );
  const before = await snapshot(crm, [ada, otto, lea]);
  await merge(steward, [ada.personId, otto.personId, lea.personId]);
  const merged = await snapshot(crm, [ada, otto, lea]);
  expect(new Set(merged.map(({ id }) => id))).toEqual(new Set([ada.personId]));
  expect(merged[0].verifications).toHaveLength(1);
  expect(await split(steward, ada.personId, [otto.recordId])).toMatchObject({
    outcome: 'SPLIT',
    personIds: [otto.personId, ada.personId],
  });
  expect(await split(steward, ada.personId, [lea.recordId])).toMatchObject({ outcome: 'SPLIT' });
  await expect.poll(() => snapshot(crm, [ada, otto, lea]), { timeout: 10_000 }).toEqual(before);
});

async function snapshot(client: Client, taken: readonly Taken[]): Promise<any[]> {
  return Promise.all(
    taken.map(async ({ personId }) => {
      const { person } = await ask(
        client,
        'query ($id: ID!) { person(id: $id) { id mergedIds status name { full } emails { value } records { id externalId } verifications { id status } } }',
        { id: personId },
      );
      return person;
    }),
  );
}

test('a split holds whatever arrives, between all that the two gather', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const one = await take(crm, twin('1', 'Ada'));
  const two = await take(crm, twin('2', 'Ada', { gender: 'FEMALE' }));
  const three = await take(crm, twin('3', 'Ada', { phones: [{ value: '+41446681800' }] }));
  expect([two.personId, three.personId]).toEqual([one.personId, one.personId]);
  const answer = await split(steward, one.personId, [two.recordId, three.recordId]);
  expect(answer).toMatchObject({ outcome: 'SPLIT' });
  for (const externalId of ['4', '5', '6']) {
    await take(crm, twin(externalId, 'Ada', { locale: `de-C${'HLI'[Number(externalId) - 4]}` }));
    expect(await holderOf(crm, '2')).toBe(await holderOf(crm, '3'));
    expect(await holderOf(crm, '1')).not.toBe(await holderOf(crm, '2'));
  }
});

test('a split takes back what was said to hold the records together', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, otto] = await strangers(crm);
  await resolve(steward, { recordA: ada.recordId, recordB: otto.recordId, verdict: 'SAME' });
  expect(await split(steward, otto.personId, [ada.recordId])).toMatchObject({ outcome: 'SPLIT' });
  expect(await holderOf(crm, '1')).toBe(ada.personId);
  expect(await holderOf(crm, '2')).toBe(otto.personId);
});

test('tells merges, splits and verdicts in the log, with all that undoes them and without the reason', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, otto] = await strangers(crm);
  await merge(steward, [ada.personId, otto.personId], { reason: 'Otto told me.' });
  await split(steward, ada.personId, [otto.recordId]);
  const seen: any[] = [];
  const types = ['identity.merged', 'identity.split', 'match.resolved'];
  for await (const { data } of steward.subscribe(
    'subscription ($types: [String!]) { events(after: "earliest", types: $types) { type subject actor data } }',
    { types },
  )) {
    seen.push({ ...data.events, type: data.events.type.split('.').slice(2, 4).join('.') });
    if (seen.length === 6) break;
  }
  const pair = [ada.recordId, otto.recordId];
  expect(seen).toEqual([
    {
      type: 'identity.merged',
      subject: otto.personId,
      actor: 'steward',
      data: { into: ada.personId, recordIds: [otto.recordId] },
    },
    {
      type: 'identity.merged',
      subject: ada.personId,
      actor: 'steward',
      data: { merged: [otto.personId], recordIds: [otto.recordId] },
    },
    {
      type: 'match.resolved',
      subject: ada.personId,
      actor: 'steward',
      data: { recordIds: pair, verdict: 'SAME', outcome: 'MERGED', personIds: [ada.personId], overruled: [] },
    },
    {
      type: 'identity.split',
      subject: ada.personId,
      actor: 'steward',
      data: { into: otto.personId, recordIds: [otto.recordId], mergedIds: [otto.personId] },
    },
    {
      type: 'identity.split',
      subject: otto.personId,
      actor: 'steward',
      data: { from: ada.personId, recordIds: [otto.recordId], mergedIds: [otto.personId] },
    },
    {
      type: 'match.resolved',
      subject: otto.personId,
      actor: 'steward',
      data: {
        recordIds: [otto.recordId],
        verdict: 'DIFFERENT',
        outcome: 'SPLIT',
        personIds: [otto.personId, ada.personId],
        overruled: [{ recordIds: pair, verdict: 'SAME' }],
      },
    },
  ]);
  expect(JSON.stringify(seen)).not.toContain('told me');
});

test('the same key gives the same answer, of a merge and of a split', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, otto] = await strangers(crm);
  const first = await merge(steward, [ada.personId, otto.personId], { idempotencyKey: 'm' });
  expect(await merge(steward, [ada.personId, otto.personId], { idempotencyKey: 'm' })).toEqual(first);
  expect(await merge(steward, [otto.personId, ada.personId], { idempotencyKey: 'm' })).toMatchObject({
    __typename: 'IdempotencyConflict',
  });
  const parted = await split(steward, ada.personId, [otto.recordId], { idempotencyKey: 's' });
  const rows = await countRows(hub.database.url);
  expect(await split(steward, ada.personId, [otto.recordId], { idempotencyKey: 's' })).toEqual(parted);
  expect(await countRows(hub.database.url)).toEqual(rows);
});

test('refuses merges and splits that cannot be', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, otto, lea] = await strangers(crm);
  const nobody = '01a1f86a-0000-7000-8000-000000000000';
  const rows = await countRows(hub.database.url);
  const invalid = (path: string) => ({ __typename: 'InvalidInput', problems: [expect.objectContaining({ path })] });
  expect(await merge(steward, [ada.personId])).toEqual(invalid('personIds'));
  expect(await merge(steward, [ada.personId, ada.personId.toUpperCase()])).toEqual(invalid('personIds'));
  expect(
    await merge(
      steward,
      Array.from({ length: 21 }, (_, n) => String(n)),
    ),
  ).toEqual(invalid('personIds'));
  expect(await merge(steward, [ada.personId, otto.personId], { reason: '' })).toEqual(invalid('reason'));
  expect(await merge(steward, [ada.personId, nobody])).toEqual({ __typename: 'NotFound', id: nobody });
  expect(await merge(steward, [ada.personId, 'nobody'])).toEqual({ __typename: 'NotFound', id: 'nobody' });
  expect(await split(steward, ada.personId, [])).toEqual(invalid('recordIds'));
  expect(await split(steward, ada.personId, [ada.recordId])).toEqual(invalid('recordIds'));
  expect(await split(steward, ada.personId, [otto.recordId])).toEqual({ __typename: 'NotFound', id: otto.recordId });
  expect(await split(steward, nobody, [otto.recordId])).toEqual({ __typename: 'NotFound', id: nobody });
  expect(await split(steward, ada.personId, [ada.recordId], { expectedVersion: 7 })).toEqual({
    __typename: 'VersionConflict',
    expected: 7,
    actual: 1,
  });
  expect(await countRows(hub.database.url)).toEqual(rows);
  await ask(crm, 'mutation { forgetRecord(input: { externalId: "3" }) { __typename } }');
  expect(await merge(steward, [ada.personId, lea.personId])).toEqual({ __typename: 'NotFound', id: lea.personId });
});

test('refuses a split of more pairs than one command stores', { timeout: 60_000 }, async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const { recordPeople } = await ask(
    crm,
    'mutation ($input: RecordPeopleInput!) { recordPeople(input: $input) { ... on PeopleRecorded { outcomes { ... on PersonRecorded { recordId personId } } } } }',
    { input: { records: Array.from({ length: 102 }, (_, n) => twin(String(n), 'Ada')) } },
  );
  const ids = recordPeople.outcomes.map(({ recordId }: Taken) => recordId);
  const [{ personId }] = recordPeople.outcomes;
  expect(await split(steward, personId, ids.slice(0, 51))).toEqual({
    __typename: 'InvalidInput',
    problems: [{ path: 'recordIds', message: expect.stringContaining('there are 2601') }],
  });
  expect(await split(steward, personId, ids.slice(0, 30))).toMatchObject({ outcome: 'SPLIT' });
});

test('merges and splits of the same people at once leave whole people', { timeout: 60_000 }, async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, otto, lea] = await strangers(crm);
  const ids = [ada, otto, lea].map(({ personId }) => personId);
  const [answers] = await Promise.all([
    Promise.all([merge(steward, ids), merge(steward, [ids[1]!, ids[2]!]), merge(steward, [ids[0]!, ids[1]!])]),
    take(crm, { externalId: '4', name: { given: 'Ada', family: 'FamilyAda' }, emails: [{ value: 'Ada@example.org' }] }),
  ]);
  expect(answers.map(({ __typename }) => __typename)).toEqual(['MatchResolved', 'MatchResolved', 'MatchResolved']);
  expect(await people(crm, ids)).toEqual({ [ada.personId]: ['1', '2', '3', '4'] });
});

test('a verification of merged people goes with the records whose values it confirmed, and is evidence about them alone', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [onboarding, vendor, engine] = await Promise.all(
    ['onboarding', 'verification', 'decision'].map((system) => hub.as(system)),
  );
  const [ada, otto] = await strangers(crm);
  const lineage = await ask(crm, 'query ($id: ID!) { person(id: $id) { lineage(field: EMAILS) { id } } }', {
    id: otto.personId,
  });
  await merge(steward, [ada.personId, otto.personId]);
  const { requestVerification } = await ask(
    onboarding!,
    'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { id checks { id } } } } }',
    { id: ada.personId },
  );
  const { id, checks } = requestVerification.verification;
  await ask(
    vendor!,
    'mutation ($check: ID!, $claim: ID!) { recordCheckResult(input: { checkId: $check, status: PASSED, method: "m", traceId: "t", confirmedClaimIds: [$claim] }) { __typename } }',
    { check: checks[0].id, claim: lineage.person.lineage[0].id },
  );
  await split(steward, ada.personId, [otto.recordId]);
  const decide = async (personId: string): Promise<string> =>
    (
      await ask(
        engine!,
        `mutation ($person: ID!, $of: [ID!]!) { recordDecision(input: { personId: $person, subject: "s", outcome: APPROVE,
          reasons: [{ code: "OK" }], policy: { name: "p", version: "1" }, inputs: {}, verificationIds: $of }) { __typename } }`,
        { person: personId, of: [id] },
      )
    ).recordDecision.__typename;
  // Other subgraphs hear of the split, and of what the verification subgraph makes of it, within moments.
  await expect.poll(() => decide(ada.personId)).toBe('InvalidInput');
  expect(await decide(otto.personId)).toBe('DecisionRecorded');
});
