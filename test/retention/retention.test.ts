import { afterAll, beforeAll, expect, test } from 'vitest';
import { png } from '../evidence/files.ts';
import { newVerification, send } from '../evidence/support.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';
import { letGo } from '../support/retention.ts';
import { runSql } from '../support/rows.ts';
import { place, preview, release, set } from './operations.ts';

const DAY_MS = 86_400_000;
const clock = testClock();
let hub: TestHub;
let crm: Client;
let onboarding: Client;
let officer: Client;
let people = 0;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, onboarding, officer] = await Promise.all([hub.as('crm'), hub.as('onboarding'), hub.as('privacy_officer')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

const somebody = (): Promise<string> => recorded(crm, { externalId: `r${(people += 1)}`, gender: 'OTHER' });
const sql = <Row>(text: string): Promise<Row[]> => runSql<Row>(hub.database.url, text);
const count = async (from: string): Promise<number> =>
  Number((await sql<{ n: string }>(`select count(*) as n from ${from}`))[0]!.n);

async function signalOf(personId: string): Promise<void> {
  await ask(
    onboarding,
    `mutation ($id: ID!) { recordSignal(input: { personId: $id, kind: LOGIN_FAILED, deviceId: "D-1", ip: "192.0.2.1" }) { __typename } }`,
    { id: personId },
  );
}

test('a hub begins with policies, and each change of one is a version that stays', async () => {
  const { retentionPolicies } = await ask(officer, '{ retentionPolicies { subject eventType version period setBy } }');
  const periods = Object.fromEntries(retentionPolicies.map((policy: any) => [policy.subject, policy.period]));
  expect(periods).toMatchObject({ SIGNALS: 'P90D', VENDOR_MESSAGES: 'P30D', EVENTS: 'P365D', DECISIONS: null });
  expect(await set(officer, { subject: 'HOLDS', period: 'P10D' })).toMatchObject({
    policy: {
      version: 2,
      period: 'P10D',
      setBy: 'steward',
      versions: [
        { version: 2, period: 'P10D' },
        { version: 1, period: null },
      ],
    },
  });
  expect(await set(officer, { subject: 'HOLDS', forever: true })).toMatchObject({
    policy: { version: 3, period: null },
  });
});

test('bad periods and types are named, and nothing is stored', async () => {
  const before = await count('consent.retention_policy');
  for (const [input, path] of [
    [{ subject: 'SIGNALS', period: '90' }, 'period'],
    [{ subject: 'SIGNALS', period: 'PT5H' }, 'period'],
    [{ subject: 'SIGNALS', period: 'P99999D' }, 'period'],
    [{ subject: 'SIGNALS' }, 'period'],
    [{ subject: 'SIGNALS', period: 'P9D', forever: true }, 'forever'],
    [{ subject: 'IDEMPOTENCY_KEYS', forever: true }, 'forever'],
    [{ subject: 'SIGNALS', period: 'P9D', eventType: 'login.failed' }, 'eventType'],
    [{ subject: 'EVENTS', period: 'P9D', eventType: 'identity.created' }, 'eventType'],
    [{ subject: 'EVENTS', period: 'P9D', eventType: 'login.unheard' }, 'eventType'],
    [{ subject: 'EVENTS', period: 'P9D', idempotencyKey: '' }, 'idempotencyKey'],
  ] as const) {
    expect(await set(officer, input)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path }] });
  }
  expect(await count('consent.retention_policy')).toBe(before);
});

test('signals go when their time is over, with their keys; those of a held person stay until the hold is released', async () => {
  const [held, other] = [await somebody(), await somebody()];
  for (const id of [held, other, other]) await signalOf(id);
  const { holdId } = await place(officer, { personId: held, reason: 'r', dataClasses: ['RISK'] });
  const keys = await count('decision.key');
  // As long as nothing is due by itself.
  clock.advance(89 * DAY_MS);
  const due = await preview(officer, { subject: 'SIGNALS', period: 'P80D' });
  expect(due).toMatchObject({ person: null, verification: null, consent: null, decision: { due: 2, held: 1 } });
  expect(due.decision.sample).toHaveLength(2);
  expect((await preview(officer, { subject: 'SIGNALS', period: 'P365D' })).decision).toMatchObject({ due: 0, held: 0 });

  clock.advance(2 * DAY_MS);
  await signalOf(other);
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ subgraph: 'decision', version: 1, gone: 2, held: 1 }]);
  expect(await sql(`select person_id from decision.signal order by recorded_at`)).toEqual([
    { person_id: held },
    { person_id: other },
  ]);
  expect(await count('decision.key')).toBe(keys - 2 + 1);
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ gone: 0, held: 1 }]);
  await release(officer, { holdId, reason: 'r' });
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ gone: 1, held: 0 }]);
});

test('a hold of other classes of data keeps nothing back', async () => {
  const personId = await somebody();
  await signalOf(personId);
  await place(officer, { personId, reason: 'r', dataClasses: ['EVIDENCE'] });
  clock.advance(91 * DAY_MS);
  await letGo(hub, 'SIGNALS');
  expect(await count(`decision.signal where person_id = '${personId}'`)).toBe(0);
});

test('a policy counts as soon as it is set, also for what is there already, and what went names its version', async () => {
  const personId = await somebody();
  await signalOf(personId);
  clock.advance(3 * DAY_MS);
  const { policy } = await set(officer, { subject: 'SIGNALS', period: 'P2D' });
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ version: policy.version, gone: 1 }]);
  await set(officer, { subject: 'SIGNALS', period: 'P90D' });
});

test('the inputs of a decision go for good, and who looks is told when and under what', async () => {
  const personId = await somebody();
  const engine = await hub.as('decision');
  const { person } = await ask(engine, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: personId });
  const { decision } = (
    await ask(
      engine,
      `mutation ($id: ID!, $claims: [ID!]!) { recordDecision(input: { personId: $id, subject: "onboarding", outcome: APPROVE, claimIds: $claims,
        reasons: [{ code: "OK", text: "Known to Lovelace" }], policy: { name: "p", version: "1" }, inputs: { age: 36 } })
        { ... on DecisionRecorded { decision { id } } } }`,
      { id: personId, claims: person.lineage.map((claim: any) => claim.id) },
    )
  ).recordDecision;
  await set(officer, { subject: 'DECISIONS', period: 'P30D' });
  clock.advance(31 * DAY_MS);
  const [run] = await letGo(hub, 'DECISIONS');
  expect(run).toMatchObject({ subgraph: 'decision', gone: 1 });
  const look = await ask(
    officer,
    'query ($id: ID!) { decision(id: $id) { outcome reasons { code text } inputs gone { at version } } }',
    { id: decision.id },
  );
  expect(look.decision).toEqual({
    outcome: 'APPROVE',
    reasons: [{ code: 'OK', text: null }],
    inputs: null,
    gone: { at: clock.now().toISOString(), version: run.version },
  });
  expect(await count(`decision.key where id = '${decision.id}'`)).toBe(0);
  expect(
    await sql(`select sealed, length(sealed_inputs) as length from decision.decision where id = '${decision.id}'`),
  ).toEqual([{ sealed: null, length: 0 }]);
  await set(officer, { subject: 'DECISIONS', forever: true });
});

test('values that a source has replaced go, what holds stays, and lineage says so', async () => {
  const first = await record(crm, { externalId: 'claims', name: { full: 'Ada Byron' }, gender: 'FEMALE' });
  clock.advance(DAY_MS);
  await record(crm, { externalId: 'claims', name: { full: 'Ada King' }, gender: 'FEMALE' });
  clock.advance(31 * DAY_MS);
  const { person: due } = await preview(officer, { subject: 'SUPERSEDED_CLAIMS', period: 'P30D' });
  expect(due).toMatchObject({ due: 1, held: 0 });
  await set(officer, { subject: 'SUPERSEDED_CLAIMS', period: 'P30D' });
  await record(crm, { externalId: 'claims', name: { full: 'Ada Lovelace' }, gender: 'FEMALE' });

  const [run] = await letGo(hub, 'SUPERSEDED_CLAIMS');
  expect(run).toMatchObject({ subgraph: 'person', gone: 1 });
  const { person } = await ask(
    officer,
    'query ($id: ID!) { person(id: $id) { name { full } lineage(field: NAME) { value state chosen gone { at version } } } }',
    { id: first.person.id },
  );
  expect(person.name.full).toBe('Ada Lovelace');
  expect(person.lineage.map((claim: any) => [claim.value?.full ?? null, claim.state, claim.gone !== null])).toEqual([
    ['Ada Lovelace', 'CURRENT', false],
    ['Ada King', 'SUPERSEDED', false],
    [null, 'SUPERSEDED', true],
  ]);
  // In the past too, nothing fails.
  const { person: then } = await ask(
    officer,
    'query ($id: ID!, $at: DateTime!) { person(id: $id) { lineage(field: NAME, asOf: $at) { value chosen gone { version } } } }',
    { id: first.person.id, at: new Date(clock.now().getTime() - 31.5 * DAY_MS).toISOString() },
  );
  expect(then.lineage).toMatchObject([{ value: null, gone: { version: run.version } }]);
  await set(officer, { subject: 'SUPERSEDED_CLAIMS', forever: true });
});

test('a hold keeps replaced values, and its release lets them go later', async () => {
  const { person } = await record(crm, { externalId: 'held claims', name: { full: 'Grace Murray' } });
  await record(crm, { externalId: 'held claims', name: { full: 'Grace Hopper' } });
  const { holdId } = await place(officer, { personId: person.id, reason: 'r' });
  await set(officer, { subject: 'SUPERSEDED_CLAIMS', period: 'P1D' });
  clock.advance(2 * DAY_MS);
  const gone = () =>
    count(
      `person.claim c join person.record r on r.id = c.record_id where r.person_id = '${person.id}' and c.gone_at is not null`,
    );
  expect(await letGo(hub, 'SUPERSEDED_CLAIMS')).toMatchObject([{ held: 1 }]);
  expect(await gone()).toBe(0);
  await release(officer, { holdId, reason: 'r' });
  await letGo(hub, 'SUPERSEDED_CLAIMS');
  expect(await gone()).toBe(1);
  await set(officer, { subject: 'SUPERSEDED_CLAIMS', forever: true });
});

test('an ended verification loses what vendors found, after its files; that it was is still told', async () => {
  const { id, checkId } = await newVerification(hub);
  const { body: file } = await send(hub, onboarding, checkId, png({ extra: 'retention' }));
  await ask(
    crm,
    'mutation ($id: ID!) { cancelVerification(input: { verificationId: $id, reason: "Lovelace asked" }) { __typename } }',
    { id },
  );
  await set(officer, { subject: 'VERIFICATIONS', period: 'P30D' });
  clock.advance(31 * DAY_MS);
  const look = async (): Promise<any> =>
    (
      await ask(officer, 'query ($id: ID!) { verification(id: $id) { status cancelReason gone { at version } } }', {
        id,
      })
    ).verification;
  await letGo(hub, 'VERIFICATIONS');
  expect(await look()).toMatchObject({ cancelReason: 'Lovelace asked', gone: null });
  await set(officer, { subject: 'EVIDENCE_FILES', period: 'P10D' });
  expect(await letGo(hub, 'EVIDENCE_FILES')).toMatchObject([{ gone: 1 }]);
  expect((await ask(officer, `{ evidenceFile(id: "${file.id}") { state } }`)).evidenceFile).toEqual({
    state: 'DELETED',
  });
  const [run] = await letGo(hub, 'VERIFICATIONS');
  expect(await look()).toEqual({
    status: 'CANCELLED',
    cancelReason: null,
    gone: { at: clock.now().toISOString(), version: run.version },
  });
  expect(await count(`verification.key where id = '${id}'`)).toBe(0);
  await set(officer, { subject: 'VERIFICATIONS', forever: true });
});

test('events of one type lose their data when their own time is over, and keep their places', async () => {
  const personId = await somebody();
  await signalOf(personId);
  await set(officer, { subject: 'EVENTS', eventType: 'login.failed', period: 'P7D' });
  clock.advance(8 * DAY_MS);
  await letGo(hub, 'HOLDS');
  const of = (type: string) =>
    sql<{ data: object }>(
      `select data from log.event where subject = '${personId}' and type = 'dev.selfsame.${type}.v1'`,
    );
  await expect.poll(() => of('login.failed'), { timeout: 10_000 }).toEqual([{ data: { gone: true } }]);
  expect((await of('identity.created'))[0]!.data).toHaveProperty('recordId');
  const seen: string[] = [];
  for await (const { data } of crm.subscribe('subscription { events(after: "earliest") { type } }')) {
    seen.push(data.events.type);
    if (seen.at(-1)!.includes('login.failed')) break;
  }
  expect(seen.length).toBeGreaterThan(1);
});

test('who spoke for a person goes when the consent has ended, for as long as the purpose says where that is shorter', async () => {
  const personId = await somebody();
  await ask(
    officer,
    `mutation { registerPurpose(input: { id: "short", name: "Short", legalBasis: CONSENT, dataClasses: [CONTACT], retentionDays: 5 }) { __typename }
      publishNotice(input: { purpose: "short", version: "1", language: "en", text: "We write to you." }) { __typename } }`,
  );
  const { grantConsent } = await ask(
    onboarding,
    `mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "short", noticeVersion: "1", language: "en", method: "phone", guardian: "Anne Lovelace" })
      { ... on ConsentRecorded { consentId } } }`,
    { id: personId },
  );
  const keys = () => count(`consent.key where id = '${grantConsent.consentId}'`);
  clock.advance(6 * DAY_MS);
  await letGo(hub, 'CONSENTS');
  expect(await keys()).toBe(1);
  await ask(
    onboarding,
    'mutation ($id: ID!) { withdrawConsent(input: { personId: $id, purpose: "short", method: "phone" }) { __typename } }',
    { id: personId },
  );
  clock.advance(4 * DAY_MS);
  await letGo(hub, 'CONSENTS');
  expect(await keys()).toBe(1);
  clock.advance(2 * DAY_MS);
  await letGo(hub, 'CONSENTS');
  expect(await keys()).toBe(0);
});

test('idempotency keys are forgotten in every subgraph', async () => {
  await recorded(crm, { externalId: 'key', gender: 'OTHER', idempotencyKey: 'once' });
  clock.advance(2 * DAY_MS);
  const runs = await letGo(hub, 'IDEMPOTENCY_KEYS');
  expect(new Set(runs.map(({ subgraph }) => subgraph))).toEqual(
    new Set(['consent', 'decision', 'person', 'verification']),
  );
  expect(await count('person.idempotency')).toBe(0);
});

test('nothing that nobody asked for is reported when nothing went', async () => {
  const { retentionRuns } = await ask(officer, '{ retentionRuns(first: 200) { gone askIds } }');
  expect(retentionRuns.filter((run: any) => run.gone === 0 && run.askIds.length === 0)).toEqual([]);
});
