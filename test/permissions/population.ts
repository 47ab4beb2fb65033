import { png } from '../evidence/files.ts';
import { send, sha256 } from '../evidence/support.ts';
import { begun, call } from '../rights/operations.ts';
import type { Client, TestHub } from '../support/hub.ts';
import { notePlain, startPlain } from '../support/journeys.ts';
import { ask, record, recorded } from '../support/operations.ts';
import { letGo } from '../support/retention.ts';
import { post, registerStandard, settledMessages, signed } from '../verification/vendors/support.ts';
import { load } from '../watchlist/support.ts';

/**
 * Makes a person with something in every subgraph, so that every field is really reached. Answers what to find it all by: a
 * value for each argument of a root field, that of an input object as a literal.
 */
export async function populate(hub: TestHub): Promise<Record<string, string>> {
  const [onboarding, crm, verification, decision] = (await Promise.all(
    ['onboarding', 'crm', 'verification', 'decision'].map((system) => hub.as(system)),
  )) as [Client, Client, Client, Client];
  const first = await record(onboarding, {
    externalId: '1',
    name: { full: 'Ada Lovelace' },
    emails: [{ value: 'a@example.com' }],
    gender: 'FEMALE',
    identifiers: [{ type: 'PASSPORT', value: 'X1' }],
  });
  const personId = first.person.id;
  // The CRM's gender is chosen, and the onboarding form, which comes first, is passed over.
  const second = await record(crm, { externalId: '1', gender: 'FEMALE', emails: [{ value: 'a@example.com' }] });
  await recorded(onboarding, { externalId: '1', gender: null });
  // Twins, about whom a steward is asked; and two records of one person that contradict each other.
  const twin = {
    name: { given: 'Eva', family: 'Muster' },
    birthDate: '1980-05-17',
    emails: [{ value: 'muster@example.com' }],
  };
  await recorded(crm, { ...twin, externalId: '2', locale: 'de-CH' });
  await recorded(crm, { ...twin, externalId: '3', locale: 'fr-CH' });
  await recorded(crm, { ...twin, externalId: '4', name: { given: 'Ada', family: 'Muster' } });
  const { requestVerification } = await ask(
    onboarding,
    'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { id checks { id } } } } }',
    { id: personId },
  );
  const { verification: requested } = requestVerification;
  const { person } = await ask(onboarding, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: personId });
  await ask(
    verification,
    `mutation ($check: ID!, $claim: ID!) { recordCheckResult(input: { checkId: $check, status: PASSED, method: "ocr", traceId: "t1", score: 0.9, confirmedClaimIds: [$claim],
      evidence: [{ digest: "${sha256(png())}", mediaType: "image/png" }] }) { __typename } }`,
    { check: requested.checks[0].id, claim: person.lineage[0].id },
  );
  // What the check looked at, held.
  const { body: file } = await send(hub, onboarding, requested.checks[0].id, png());
  await ask(
    await hub.as('privacy_officer'),
    'mutation ($id: ID!) { placeLegalHold(input: { fileId: $id, reason: "A case" }) { ... on LegalHoldPlaced { holdId } } }',
    { id: file.id },
  );
  // Three decisions in a row: the one in the middle replaces one and is replaced.
  const decisions: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { recordDecision } = await ask(
      decision,
      `mutation ($id: ID!, $verification: ID!, $claims: [ID!]!, $supersedes: ID) { recordDecision(input: { personId: $id, subject: "onboarding", outcome: APPROVE,
        reasons: [{ code: "OK" }], policy: { name: "p", version: "1" }, inputs: {}, verificationIds: [$verification], claimIds: $claims, supersedes: $supersedes })
        { ... on DecisionRecorded { decision { id } } } }`,
      {
        id: personId,
        verification: requested.id,
        claims: person.lineage.map((claim: { id: string }) => claim.id),
        supersedes: decisions.at(-1) ?? null,
      },
    );
    decisions.push(recordDecision.decision.id);
  }
  const { decide } = await ask(
    decision,
    `mutation ($id: ID!, $claims: [ID!]!) { decide(input: { personId: $id, subject: "onboarding", policy: "onboarding", claimIds: $claims,
      inputs: { sanctionsStatus: "PASSED", documentStatus: "PASSED", addressStatus: "PASSED", age: 36, riskScore: 0 } })
      { ... on DecisionRecorded { decisionId } } }`,
    { id: personId, claims: person.lineage.map((claim: { id: string }) => claim.id) },
  );
  const { grantConsent } = await ask(
    onboarding,
    'mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "marketing", noticeVersion: "2026-01", language: "en", method: "web_form" }) { ... on ConsentRecorded { eventId receipt consent { id } } } }',
    { id: personId },
  );
  const steward = await hub.as('steward');
  await registerStandard(steward, 'acme');
  await post(hub, 'acme', signed({ type: 'ping' }, new Date()));
  await settledMessages(steward, 'acme', 1);
  await load(hub, await hub.as('steward'), 'some', 'csv', { list: 'id,name\n1,Eva Muster\n' });
  const journeyId = await startPlain(hub, personId);
  await notePlain(hub, {
    journeyId,
    log: [{ step: 'ask', action: 'CONSENTS_READ', detail: {} }],
    waitsFor: [personId],
    verificationIds: [requested.id],
    decisionIds: [decisions[1]!],
  });
  await ask(
    decision,
    `mutation ($id: ID!, $of: [ID!]!) { recordDecision(input: { personId: $id, subject: "credit", outcome: REVIEW, reasons: [{ code: "OK" }],
      policy: { name: "p", version: "1" }, inputs: {}, verificationIds: $of }) { __typename } }`,
    { id: personId, of: [requested.id] },
  );
  const gone = await recorded(crm, { externalId: '6', gender: 'OTHER' });
  const { erasePerson } = await ask(
    await hub.as('privacy_officer'),
    'mutation ($id: ID!) { erasePerson(input: { personId: $id, reason: "TEST" }) { ... on ErasureOpened { erasureId } } }',
    { id: gone },
  );
  const { placeHold } = await ask(
    await hub.as('privacy_officer'),
    'mutation ($id: ID!) { placeHold(input: { personId: $id, reason: "A case" }) { ... on HoldPlaced { holdId } } }',
    { id: personId },
  );
  await letGo(hub, 'HOLDS');
  await ask(
    await hub.as('administrator/anna'),
    'mutation { breakGlass(input: { scopes: ["person:read"], reason: "R", minutes: 1 }) { __typename } }',
  );
  // A case with all that belongs to one: an archive, and a record that is to be put right.
  const officer = await hub.as('privacy_officer');
  const access = await begun(officer, { personId, kind: 'ACCESS' });
  await call(officer, 'offerExport', { caseId: access });
  const { reviews } = await ask(await hub.as('steward'), '{ reviews(kinds: [DECISION]) { edges { node { id } } } }');
  return {
    'hold.id': placeHold.holdId,
    'retentionPreview.subject': 'SIGNALS',
    'review.id': reviews.edges[0].node.id,
    'person.id': personId,
    'personByRecord.system': 'onboarding',
    'personByRecord.externalId': '1',
    'why.recordA': first.recordId,
    'why.recordB': second.recordId,
    'whyNot.recordA': first.recordId,
    'whyNot.recordB': second.recordId,
    'how.personId': personId,
    'preview.input': '{ name: { full: "Ada Lovelace" }, emails: [{ value: "a@example.com" }] }',
    'screen.input': '{ names: ["Eva Muster"] }',
    'search.input': '{ name: "Ada" }',
    'verification.id': requested.id,
    'evidenceFile.id': file.id,
    'decision.id': decisions[1]!,
    'policy.name': 'onboarding',
    'simulatePolicy.input': '{ name: "onboarding", version: 1, from: "2026-01-01T00:00:00Z" }',
    'replayDecision.id': decide.decisionId,
    'visibility.personId': personId,
    'consentState.at': new Date().toISOString(),
    'purpose.id': 'marketing',
    'receipt.consentEventId': grantConsent.eventId,
    'verifyReceipt.receipt': grantConsent.receipt,
    'notices.purpose': 'marketing',
    'consentState.personId': personId,
    'consentState.purpose': 'marketing',
    'jurisdictionRule.code': 'DE',
    'case.id': access,
    'consent.id': grantConsent.consent.id,
    'journey.id': journeyId,
    'erasureStatus.id': erasePerson.erasureId,
    'journeys.state': 'WAITING',
    'journeysWaitingFor.ids': `["${personId}"]`,
  };
}
