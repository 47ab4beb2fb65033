import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { effectiveScopes } from '../../src/kernel/roles.ts';
import { EVENTS } from '../../src/log/event.ts';
import { png } from '../evidence/files.ts';
import { fetchFile, send, stored } from '../evidence/support.ts';
import { testClock } from '../support/clock.ts';
import { adults, decideBy, draft, publish, step } from '../decision/policy-operations.ts';
import { erase, reached, statusOf } from '../erasure/support.ts';
import { askFor, publish as publishNotice } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { notePlain, startPlain } from '../support/journeys.ts';
import { clientBehind } from '../support/roles.ts';
import {
  SECRET,
  addSecret,
  give,
  post,
  registerStandard,
  saying,
  settledMessages,
  signed,
  start,
} from '../verification/vendors/support.ts';
import { place, release, set } from '../retention/operations.ts';
import { begun, call, caseOf, opened } from '../rights/operations.ts';
import { letGo } from '../support/retention.ts';
import { load } from '../watchlist/support.ts';

/** A row of the page's table of types. */
interface Row {
  name: string;
  required: string[];
  optional: string[];
  scope: string;
}

const rows: Row[] = [
  ...readFileSync('docs/events.md', 'utf8').matchAll(/^\| `(\w+\.\w+)` \|[^|]*\|([^|]*)\| `([\w:]+)` \|$/gm),
].map(([, name = '', data = '', scope = '']) => {
  const members = [...data.matchAll(/`(\w+)(\??)`/g)];
  const named = (mark: string): string[] =>
    members.filter(([, , found]) => found === mark).map(([, member = '']) => member);
  return { name, required: named(''), optional: named('?'), scope };
});

test('the page lists every type of event, with the scope that it needs', () => {
  expect(Object.fromEntries(rows.map(({ name, scope }) => [name, scope]))).toEqual(EVENTS);
});

test('every type of event is told, and carries what the page says and nothing else', { timeout: 60_000 }, async () => {
  const clock = testClock();
  await using hub = await createHub({ clock });
  await live(hub, clock);
  const seen = new Map<string, Set<string>[]>();
  // Nobody may read every event.
  for (const reader of ['steward', 'privacy_officer']) {
    const held: ReadonlySet<string> = effectiveScopes('STEWARD', clientBehind(reader).scopes);
    const awaited = new Set(rows.filter(({ scope }) => held.has(scope)).map(({ name }) => name));
    const client = await hub.as(reader);
    for await (const { data } of client.subscribe('subscription { events(after: "earliest") { type data } }')) {
      const name = data.events.type.replace(/^dev\.selfsame\.(.+)\.v1$/, '$1');
      const members = new Set(Object.keys(data.events.data));
      seen.set(name, [...(seen.get(name) ?? []), members]);
      awaited.delete(name);
      if (awaited.size === 0) break;
    }
  }
  expect(rows.filter(({ name }) => !seen.has(name))).toEqual([]);
  const wrong = rows.flatMap(({ name, required, optional }) =>
    (seen.get(name) ?? []).flatMap((members) => [
      ...[...members]
        .filter((member) => ![...required, ...optional].includes(member))
        .map((member) => `${name} carries ${member}`),
      ...required.filter((member) => !members.has(member)).map((member) => `${name} lacks ${member}`),
    ]),
  );
  expect(wrong).toEqual([]);
});

/** Makes everything happen once. */
async function live(hub: TestHub, clock: ReturnType<typeof testClock>): Promise<void> {
  const [crm, onboarding, vendor, engine] = (await Promise.all(
    ['crm', 'onboarding', 'verification', 'decision'].map((system) => hub.as(system)),
  )) as [Client, Client, Client, Client];

  const [one] = await Promise.all([record(crm, 'C-1', 'a@example.org'), record(crm, 'C-2', 'b@example.org')]);
  await record(onboarding, 'F-1', 'a@example.org', 'b@example.org');
  await record(onboarding, 'F-1', 'a@example.org');
  await record(crm, 'C-3', 'c@example.org');
  await crm.query('mutation { forgetRecord(input: { externalId: "C-3" }) { __typename } }');

  const steward = await hub.as('steward');
  const twins = ['Ada', 'Eva'].map((given) => ({ given, family: 'Muster' }));
  const ids: string[] = [];
  for (const [n, name] of twins.entries()) {
    const { data } = await crm.query(
      'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { recordId } } }',
      { input: { externalId: `T-${n}`, name, birthDate: '1980-05-17', emails: [{ value: 'muster@example.org' }] } },
    );
    ids.push(data.recordPerson.recordId);
  }
  await steward.query(
    'mutation ($a: ID!, $b: ID!) { resolveMatch(input: { recordA: $a, recordB: $b, verdict: SAME, reason: "r" }) { __typename } }',
    { a: ids[0], b: ids[1] },
  );

  const verify = async (id = one): Promise<{ id: string; checks: { id: string }[] }> => {
    const { data } = await onboarding.query(
      `mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }, { kind: SANCTIONS }] }) {
        ... on VerificationRequested { verification { id checks { id } } }
      } }`,
      { id },
    );
    return data.requestVerification.verification;
  };
  const answer = (check: { id: string } | undefined, result: string): Promise<unknown> =>
    vendor.query(
      `mutation ($id: ID!) { recordCheckResult(input: { checkId: $id, method: "m", traceId: "t", ${result} }) { __typename } }`,
      { id: check?.id },
    );
  // The two are confirmed as one, and turn out to be two.
  const { data: known } = await steward.query(
    '{ personByRecord(system: "crm", externalId: "T-1") { id records { externalId claims { id } } } }',
  );
  const { id: both, records } = known.personByRecord;
  const confirmed = records.find((each: { externalId: string }) => each.externalId === 'T-1').claims[0].id;
  const twinsVerified = await verify(both);
  await answer(twinsVerified.checks[0], `status: PASSED, confirmedClaimIds: ["${confirmed}"]`);
  await steward.query(
    'mutation ($a: ID!, $b: ID!) { resolveMatch(input: { recordA: $a, recordB: $b, verdict: DIFFERENT, replace: true, reason: "r" }) { __typename } }',
    { a: ids[0], b: ids[1] },
  );
  await load(hub, steward, 'some', 'csv', { list: 'id,name\n1,Eva Muster\n' });
  await steward.query('mutation { removeWatchlist(input: { name: "some" }) { __typename } }');
  const soon = new Date(clock.now().getTime() + 60_000).toISOString();
  const [verified, lapsed, cancelled] = [await verify(), await verify(), await verify()];
  await answer(verified.checks[0], 'status: IN_PROGRESS');
  await answer(verified.checks[0], 'status: PASSED');
  await answer(verified.checks[1], 'status: PASSED');
  await answer(lapsed.checks[0], `status: PASSED, validUntil: "${soon}"`);
  await onboarding.query(
    'mutation ($id: ID!) { cancelVerification(input: { verificationId: $id, reason: "No longer needed" }) { __typename } }',
    { id: cancelled.id },
  );
  await engine.query(
    `mutation ($id: ID!, $of: [ID!]!) { recordDecision(input: {
      personId: $id, subject: "onboarding", outcome: APPROVE, reasons: [{ code: "OK" }]
      policy: { name: "p", version: "1" }, inputs: {}, verificationIds: $of
    }) { __typename } }`,
    { id: one, of: [verified.id] },
  );
  // The development set has registered purposes already.
  const officer = await hub.as('privacy_officer');
  await officer.query('mutation { retirePurpose(input: { id: "analytics" }) { __typename } }');
  await officer.query(
    `mutation ($id: ID!) { assignRegion(input: { personId: $id, region: "eu" }) { __typename }
      setResidencyRule(input: { home: "eu", reader: "us", dataClasses: [] }) { __typename } }`,
    { id: one },
  );
  // The development set has drafted, submitted and published policies already.
  const decisions = await steward.query('query ($id: ID!) { person(id: $id) { decisions { id } } }', { id: one });
  const [{ id: decided }] = decisions.data.person.decisions;
  const ada = await hub.as('steward/ada');
  await ada.query(
    'mutation ($id: ID!) { overrideDecision(input: { decisionId: $id, outcome: BLOCK, reason: { code: "A", text: "r" } }) { __typename } }',
    { id: decided },
  );
  await contest(hub, one, verified.id);
  const idp = await hub.as('idp');
  for (const kind of ['LOGIN_FAILED', 'LOGIN_SUCCEEDED', 'STEP_UP_PASSED']) {
    const input = { personId: one, kind };
    await idp.query('mutation ($input: RecordSignalInput!) { recordSignal(input: $input) { __typename } }', { input });
  }
  await steward.query('mutation { retirePolicy(input: { name: "onboarding", version: 1 }) { __typename } }');
  const grant = `grantConsent(input: {
    personId: $id, purpose: "marketing", noticeVersion: "2026-01", language: "en", method: "phone", expiresAt: "${soon}"
  }) { __typename }`;
  const other = grant.replace('marketing', 'identity-verification');
  await onboarding.query(`mutation ($id: ID!) { ${grant} other: ${other} again: ${other} }`, { id: one });
  await onboarding.query(
    'mutation ($id: ID!) { withdrawConsent(input: { personId: $id, purpose: "identity-verification", method: "phone" }) { __typename } refuseConsent(input: { personId: $id, purpose: "b", method: "phone" }) { __typename } }',
    { id: one },
  );
  await askFor(officer, 'surveys');
  await onboarding.query(
    `mutation ($id: ID!) { ${other.replace('identity-verification', 'surveys').replace(/expiresAt: "[^"]*"/, '')} }`,
    { id: one },
  );
  await publishNotice(officer, { purpose: 'surveys', version: '2026-02', language: 'en' });
  await correspond(hub, steward, clock.now());
  const journeyId = await startPlain(hub, one);
  await steward.query('mutation { retireJourney(input: { name: "plain", version: 1 }) { __typename } }');
  await notePlain(hub, { journeyId });
  await notePlain(hub, { journeyId, entry: 1, state: 'ENDED', outcome: 'YES' });
  await keepFiles(hub, onboarding, steward, verified.checks[0]!.id);
  await reroute(steward, onboarding, (await verify()).checks[0]!.id);
  clock.advance(120_000);
  await answer(lapsed.checks[1], 'status: PASSED');
  await review(hub, one, verified.id);
  await breakGlass(hub, one);
  await forget(hub, clock);
  await askByRight(hub, clock);
  clock.advance(2 * 3_600_000);
  await keep(hub, one);
  // Longer than what vendors sent and was given up is kept.
  clock.advance(91 * 86_400_000);
  await letGo(hub, 'DEAD_LETTERS');
}

/** Cases of data subjects: one of each way to go. */
async function askByRight(hub: TestHub, clock: ReturnType<typeof testClock>): Promise<void> {
  const [officer, steward, crm] = await Promise.all(['privacy_officer', 'steward', 'crm'].map((name) => hub.as(name)));
  const personId = await record(crm!, 'R-1', 'r@example.org');
  const ago = (days: number) => new Date(clock.now().getTime() - days * 86_400_000).toISOString();
  for (const days of [25, 40]) await opened(crm!, { personId, kind: 'ACCESS', receivedAt: ago(days) });
  const refused = await opened(crm!, { personId, kind: 'ACCESS' });
  await call(officer!, 'extendCase', { caseId: refused, reason: 'COMPLEX' });
  await call(officer!, 'identifyRequester', { caseId: refused, identityProof: { method: 'LOGIN' } });
  await call(officer!, 'refuseCase', { caseId: refused, reason: 'EXCESSIVE' });
  const restriction = await begun(officer!, { personId, kind: 'RESTRICTION' });
  await call(officer!, 'completeCase', { caseId: restriction });
  await call(officer!, 'liftCase', { caseId: restriction, reason: 'r' });
  const access = await begun(officer!, { personId, kind: 'ACCESS' });
  const { path } = await call(officer!, 'offerExport', { caseId: access });
  await (await fetch(hub.url + path)).arrayBuffer();
  const correction = { field: 'locale', value: 'de-CH' };
  const caseId = await begun(officer!, { personId, kind: 'RECTIFICATION', correction });
  await crm!.query('mutation { recordPerson(input: { externalId: "R-1", locale: "fr-CH" }) { __typename } }');
  const { data } = await steward!.query(
    `mutation ($id: ID!) { overrideField(input: { personId: $id, reason: "r", fact: { locale: "de-CH" } }) {
      ... on FieldOverridden { claimId } } }`,
    { id: personId },
  );
  await call(officer!, 'correctCase', { caseId, claimId: data.overrideField.claimId });
  await vi.waitFor(async () => expect((await caseOf(officer!, caseId)).corrections).toHaveLength(1), 10_000);
  await crm!.query('mutation { recordPerson(input: { externalId: "R-1", locale: "de-CH" }) { __typename } }');
}

/** Somebody who is held, and policies. */
async function keep(hub: TestHub, personId: string): Promise<void> {
  const officer = await hub.as('privacy_officer');
  const { holdId } = await place(officer, { personId, reason: 'r' });
  await release(officer, { holdId, reason: 'r' });
  await set(officer, { subject: 'HOLDS', period: 'P30D' });
  await letGo(hub, 'HOLDS');
}

/** Two people who are erased: of one a file is held, of the other it cannot be removed at first. */
async function forget(hub: TestHub, clock: ReturnType<typeof testClock>): Promise<void> {
  const [officer, crm] = await Promise.all([hub.as('privacy_officer'), hub.as('crm')]);
  for (const [externalId, isHeld] of [
    ['E-1', true],
    ['E-2', false],
  ] as const) {
    const id = await record(crm, externalId, `${externalId}@example.org`);
    const { data } = await crm.query(
      `mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) {
        ... on VerificationRequested { verification { checks { id } } } } }`,
      { id },
    );
    const [{ id: checkId }] = data.requestVerification.verification.checks;
    const before = new Set((await stored(hub)).files);
    const { body } = await send(hub, await hub.as('onboarding'), checkId, png());
    const [path = ''] = (await stored(hub)).files.filter((file) => !before.has(file));
    if (isHeld) {
      await officer.query(
        'mutation ($id: ID!) { placeLegalHold(input: { fileId: $id, reason: "r" }) { __typename } }',
        { id: body.id },
      );
      await reached(hub, await erase(hub, id), 'HELD');
      continue;
    }
    await give(hub, checkId, 'acme', externalId);
    await rm(path);
    await mkdir(path);
    const erasureId = await erase(hub, id);
    await vi.waitFor(async () => expect(await delayed(hub, erasureId)).toBe(true), { timeout: 10_000, interval: 20 });
    await rm(path, { recursive: true });
    clock.advance(60_000);
    await reached(hub, erasureId);
    await post(hub, 'acme', signed(saying(externalId, clock.now()), clock.now()));
    await crm.query('mutation ($id: ID!) { acknowledgeErasure(input: { erasureId: $id }) { __typename } }', {
      id: erasureId,
    });
    await officer.query(
      'mutation ($id: ID!) { liftSuppression(input: { erasureId: $id, reason: "R" }) { __typename } }',
      { id: erasureId },
    );
  }
}

/** Somebody takes more than the own roles, until a privacy officer ends that and reviews it. */
async function breakGlass(hub: TestHub, personId: string): Promise<void> {
  const [anna, olga] = await Promise.all([hub.as('administrator/anna'), hub.as('privacy_officer/olga')]);
  const { data } = await anna.query(
    `mutation ($id: ID!) { breakGlass(input: { role: STEWARD, reason: "r", minutes: 5, personId: $id }) { ... on GlassBroken { brokenGlassId } } }`,
    { id: personId },
  );
  await olga.query(
    `mutation ($id: ID!) { endBrokenGlass(input: { id: $id }) { __typename }
      reviewBrokenGlass(input: { id: $id, finding: JUSTIFIED, note: "n" }) { __typename } }`,
    { id: data.breakGlass.brokenGlassId },
  );
}

async function delayed(hub: TestHub, id: string): Promise<boolean> {
  const { subgraphs } = await statusOf(hub, id);
  return subgraphs.some(({ state }: { state: string }) => state === 'DELAYED');
}

/** A vendor whose messages go wrong in each way. */
async function correspond(hub: TestHub, steward: Client, now: Date): Promise<void> {
  await registerStandard(steward, 'acme');
  const secretId = await addSecret(steward, 'acme', SECRET);
  await steward.query(
    'mutation ($id: ID!) { removeVendorSecret(input: { vendor: "acme", secretId: $id }) { __typename } }',
    { id: secretId },
  );
  await post(hub, 'acme', { ...signed({}, now), signature: '' });
  await post(hub, 'acme', signed('{', now));
  await post(hub, 'acme', signed(saying('nothing', now), now));
  const [message] = await settledMessages(steward, 'acme', 2);
  await steward.query('mutation ($id: ID!) { replayVendorMessage(input: { messageId: $id }) { __typename } }', {
    id: message.id,
  });
}

/** Makes everything happen once to reviews. `steward` has no person behind it, so that two people are Ada and Eva. */
async function review(hub: TestHub, personId: string, verificationId: string): Promise<void> {
  const [crm, engine, ada] = (await Promise.all(['crm', 'decision', 'steward/ada'].map((name) => hub.as(name)))) as [
    Client,
    Client,
    Client,
  ];
  const write = async (input: object): Promise<string> => {
    const { data } = await crm.query(
      'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { recordId } } }',
      { input },
    );
    return data.recordPerson.recordId;
  };
  await ada.query('mutation { configureReviews(input: { kind: DECISION, deadlineHours: 1 }) { __typename } }');
  await ada.query('mutation { configureReviews(input: { kind: MATCH, fourEyes: true }) { __typename } }');
  // Sources that contradict each other, and then no more.
  const berg = { name: { full: 'Noah Berg' }, emails: [{ value: 'berg@example.org' }] };
  await write({ ...berg, externalId: 'R-1', locale: 'de-CH' });
  await write({ ...berg, externalId: 'R-2', locale: 'fr-CH' });
  await write({ ...berg, externalId: 'R-2', locale: 'de-CH' });
  // A question to which one of two says something, and that is none any more.
  const twin = (given: string) => ({
    name: { given, family: 'Marti' },
    birthDate: '1971-02-03',
    emails: [{ value: 'marti@example.org' }],
  });
  const [a, b] = [
    await write({ ...twin('Lea'), externalId: 'R-3' }),
    await write({ ...twin('Mia'), externalId: 'R-4' }),
  ];
  await ada.query('{ reviews { edges { cursor } } }');
  await ada.query(
    'mutation ($a: ID!, $b: ID!) { resolveMatch(input: { recordA: $a, recordB: $b, verdict: DIFFERENT, reason: "r" }) { __typename } }',
    { a, b },
  );
  await write({ ...twin('Mia'), birthDate: '1999-09-09', emails: [], externalId: 'R-4' });
  await engine.query(
    `mutation ($id: ID!, $of: [ID!]!) { recordDecision(input: {
      personId: $id, subject: "credit", outcome: REVIEW, reasons: [{ code: "UNSURE" }]
      policy: { name: "p", version: "1" }, inputs: {}, verificationIds: $of
    }) { __typename } }`,
    { id: personId, of: [verificationId] },
  );
  const { data } = await ada.query('{ reviews(kinds: [DECISION]) { edges { node { id } } } }');
  const id = data.reviews.edges[0].node.id;
  for (const [command, more] of [
    ['assignReview', ''],
    ['releaseReview', ''],
    ['noteReview', ', text: "Asked by phone."'],
    ['prioritiseReview', ', priority: 10'],
  ])
    await ada.query(`mutation { ${command}(input: { reviewId: "${id}"${more} }) { __typename } }`);
}

/** A file that is stored, read, lost, sent again and held; and one that is none. */
async function keepFiles(hub: TestHub, onboarding: Client, steward: Client, checkId: string): Promise<void> {
  const { body } = await send(hub, onboarding, checkId, png());
  await fetchFile(hub, steward, body.id);
  for (const path of (await stored(hub)).files) await rm(path);
  await fetchFile(hub, steward, body.id);
  const { body: again } = await send(hub, onboarding, checkId, png());
  await send(hub, onboarding, checkId, Buffer.from('no picture'));
  const officer = await hub.as('privacy_officer');
  const { data } = await officer.query(
    'mutation ($id: ID!) { placeLegalHold(input: { fileId: $id, reason: "r" }) { ... on LegalHoldPlaced { holdId } } }',
    { id: again.id },
  );
  await officer.query('mutation ($id: ID!) { releaseLegalHold(input: { holdId: $id, reason: "r" }) { __typename } }', {
    id: data.placeLegalHold.holdId,
  });
}

/** A policy that takes two people to set its decisions aside, a version beside it, and one person who tries. */
async function contest(hub: TestHub, personId: string, verificationId: string): Promise<void> {
  const [steward, engine, ada] = await Promise.all([hub.as('steward'), hub.as('decision'), hub.as('steward/ada')]);
  await publish(steward, 'two', adults(18, { overrideApprovals: 2 }));
  const { version } = await draft(steward, { name: 'two', content: adults() });
  await step(steward, 'submitPolicy', { name: 'two', version });
  await steward.query('mutation ($v: Int!) { shadowPolicy(input: { name: "two", version: $v }) { __typename } }', {
    v: version,
  });
  const { decisionId } = await decideBy(engine, {
    personId,
    policy: 'two',
    verificationIds: [verificationId],
    inputs: { age: 30, score: 0.9 },
  });
  await ada.query(
    'mutation ($id: ID!) { overrideDecision(input: { decisionId: $id, outcome: BLOCK, reason: { code: "A", text: "r" } }) { __typename } }',
    { id: decisionId },
  );
}

/** A check that goes from a vendor that cannot be reached to another one. */
async function reroute(steward: Client, onboarding: Client, checkId: string): Promise<void> {
  for (const vendor of ['first', 'second']) {
    await registerStandard(steward, vendor, { baseUrl: 'http://127.0.0.1:9' });
    await addSecret(steward, vendor, 'credential', 'API');
    await start(onboarding, checkId, vendor);
  }
}

async function record(client: Client, externalId: string, ...emails: string[]): Promise<string> {
  const { data } = await client.query(
    `mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { person { id } } } }`,
    { input: { externalId, emails: emails.map((value) => ({ value })) } },
  );
  return data.recordPerson.person.id;
}
