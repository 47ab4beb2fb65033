import { expect, vi } from 'vitest';
import { png } from '../evidence/files.ts';
import { send, sha256 } from '../evidence/support.ts';
import { notePlain, startPlain } from '../support/journeys.ts';
import type { Client, TestHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

/** Stands in every value of a person that a test erases. */
export const MARK = 'Zwetschgenkuchen';

/** A person with something in every subgraph. */
export interface Whole {
  personId: string;
  recordIds: string[];
  verificationId: string;
  checkId: string;
  fileId: string;
  decisionId: string;
  consentId: string;
  journeyId: string;
}

let people = 0;

/** Records a person by two systems, verifies, decides about and sees them log in. `id` is the given name: one that nobody else has. */
export async function whole(hub: TestHub, id = 'Ada'): Promise<Whole> {
  const [crm, onboarding, verification, decision] = (await Promise.all(
    ['crm', 'onboarding', 'verification', 'decision'].map((system) => hub.as(system)),
  )) as [Client, Client, Client, Client];
  const said = { emails: [{ value: `${MARK}${id}@example.com` }], name: { given: id, family: `${MARK}${id}` } };
  people += 1;
  const first = await record(crm, { externalId: `${MARK}-${id}`, ...said, birthDate: `${1940 + (people % 60)}-05-17` });
  const second = await record(onboarding, {
    externalId: `${MARK}-${id}`,
    ...said,
    identifiers: [{ type: 'PASSPORT', value: `${MARK}${id}` }],
  });
  const personId = second.person.id;
  const { requestVerification } = await ask(
    onboarding,
    'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }, { kind: SANCTIONS }] }) { ... on VerificationRequested { verification { id checks { id } } } } }',
    { id: personId },
  );
  const { id: verificationId, checks } = requestVerification.verification;
  const checkId = checks[0].id;
  const content = png();
  const { body: file } = await send(hub, onboarding, checkId, content);
  await ask(
    verification,
    `mutation ($check: ID!) { recordCheckResult(input: { checkId: $check, status: PASSED, method: "ocr", traceId: "${MARK}",
      evidence: [{ digest: "${sha256(content)}", mediaType: "image/png", uri: "https://vendor.example/${MARK}" }] }) { __typename } }`,
    { check: checkId },
  );
  const { recordDecision } = await ask(
    decision,
    `mutation ($id: ID!, $of: [ID!]!) { recordDecision(input: { personId: $id, subject: "credit", outcome: REVIEW,
      reasons: [{ code: "OK", text: "${MARK}" }], policy: { name: "p", version: "1" }, inputs: { name: "${MARK}" }, verificationIds: $of })
      { ... on DecisionRecorded { decisionId } } }`,
    { id: personId, of: [verificationId] },
  );
  await ask(
    onboarding,
    `mutation ($id: ID!) { recordSignal(input: { personId: $id, kind: LOGIN_SUCCEEDED, deviceId: "${MARK}", ip: "203.0.113.7" }) { __typename } }`,
    { id: personId },
  );
  const { grantConsent } = await ask(
    onboarding,
    'mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "marketing", noticeVersion: "1", language: "en", method: "web_form" }) { ... on ConsentRecorded { consentId } } }',
    { id: personId },
  );
  const journeyId = await startPlain(hub, personId);
  await notePlain(hub, { journeyId, waitsFor: [personId] });
  return {
    personId,
    recordIds: [first.recordId, second.recordId],
    verificationId,
    checkId,
    fileId: file.id,
    decisionId: recordDecision.decisionId,
    consentId: grantConsent.consentId,
    journeyId,
  };
}

const STATUS = `id personId personIds reason requestedBy state logicallyCompleteAt finalOn finalWaitsFor
  subgraphs { subgraph state problem counts { what count } held { kind id } } systems { system because state }`;

/** Asks for an erasure; answers its id. */
export async function erase(hub: TestHub, personId: string): Promise<string> {
  const { erasePerson } = await ask(
    await hub.as('privacy_officer'),
    'mutation ($id: ID!) { erasePerson(input: { personId: $id, reason: "SUBJECT_REQUEST" }) { __typename ... on ErasureOpened { erasureId } } }',
    { id: personId },
  );
  expect(erasePerson.__typename).toBe('ErasureOpened');
  return erasePerson.erasureId;
}

/** Where an erasure stands. */
export async function statusOf(hub: TestHub, id: string, as = 'privacy_officer'): Promise<any> {
  const { erasureStatus } = await ask(await hub.as(as), `query ($id: ID!) { erasureStatus(id: $id) { ${STATUS} } }`, {
    id,
  });
  return erasureStatus;
}

/** Waits until an erasure stands somewhere; answers it. */
export function reached(hub: TestHub, id: string, state = 'LOGICALLY_COMPLETE'): Promise<any> {
  return vi.waitFor(
    async () => {
      const status = await statusOf(hub, id);
      expect(status).toMatchObject({ state });
      return status;
    },
    { timeout: 10_000, interval: 20 },
  );
}

/** Erases a person, and waits until that is done everywhere. */
export async function erased(hub: TestHub, personId: string): Promise<any> {
  return reached(hub, await erase(hub, personId));
}

/** The names of the tables in whose rows a text stands, as the owner of the database sees them. */
export async function tablesWith(url: string, text: string): Promise<string[]> {
  const tables = await runSql<{ name: string }>(
    url,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await runSql(url, `select from ${name} as row where row::text ilike '%${text}%' limit 1`);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** How many keys are left for some owners, in all subgraphs. */
export async function keysOf(url: string, ids: readonly string[]): Promise<number> {
  const list = ids.map((id) => `'${id}'`).join();
  const [row] = await runSql<{ n: number }>(
    url,
    ['person', 'verification', 'decision']
      .map((schema) => `select count(*)::int as n from ${schema}.key where id in (${list})`)
      .join(' union all ')
      .replace(/^/, 'select sum(n)::int as n from (')
      .concat(') as keys'),
  );
  return row!.n;
}
