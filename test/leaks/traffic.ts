import { png } from '../evidence/files.ts';
import { send, sha256 } from '../evidence/support.ts';
import { openWorkplace } from '../import/support/workplace.ts';
import type { Client, TestHub } from '../support/hub.ts';
import { notePlain, startPlain } from '../support/journeys.ts';
import { post, registerStandard, saying, signed } from '../verification/vendors/support.ts';
import type { Marks } from './marks.ts';

/** What came back that must name nobody: errors, and what is wrong with input. */
export interface Spoken {
  refusals: string[];
  /** What became of each command. */
  outcomes: string[];
}

/** Says something in every place in which a caller may write about a person, right and wrong, through every door. */
export async function speak(hub: TestHub, marks: Marks): Promise<Spoken> {
  const refusals: string[] = [];
  const outcomes: string[] = [];
  let keys = 0;
  const m = (place: string): string => marks.text(place);
  const tell = async (client: Client, mutation: string, input: Record<string, unknown>, more = ''): Promise<any> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await client.query(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on InvalidInput { problems { path message } } ${more} } }`,
      {
        input: {
          ...input,
          ...(mutation === 'noteJourney' ? {} : { idempotencyKey: m(`key ${(keys += 1)} of ${mutation}`) }),
        },
      },
    );
    const outcome = answer.data?.[mutation];
    if (outcome) outcomes.push(`${mutation} ${outcome.__typename}`);
    if (answer.errors || outcome?.__typename === 'InvalidInput')
      refusals.push(JSON.stringify(answer.errors ?? outcome));
    return outcome;
  };
  const [crm, onboarding, verification, decision, idp] = (await Promise.all(
    ['crm', 'onboarding', 'verification', 'decision', 'idp'].map((name) => hub.as(name)),
  )) as [Client, Client, Client, Client, Client];
  const [steward, ada, officer] = (await Promise.all(
    ['steward', 'steward/ada', 'privacy_officer'].map((name) => hub.as(name)),
  )) as [Client, Client, Client];

  // People.
  const person = {
    externalId: m('external id'),
    name: {
      given: m('given name'),
      middle: m('middle name'),
      family: m('family name'),
      prefix: m('prefix'),
      suffix: m('suffix'),
    },
    otherNames: [{ full: `${m('other given')} ${m('other family')}` }],
    birthDate: marks.own('birth date', '1917-03-29'),
    emails: [
      { value: marks.own('e-mail', `${m('e-mail name').toLowerCase()}@${m('e-mail host').toLowerCase()}.example`) },
    ],
    phones: [{ value: marks.own('phone', '+41446681873') }],
    addresses: [
      { lines: [m('street')], locality: m('locality'), region: m('region'), postalCode: '80517', country: 'CH' },
    ],
    identifiers: [{ type: 'PASSPORT', value: marks.own('passport', 'X4F7731920'), country: 'CH' }],
    extensions: { crm: { note: m('extension'), deep: [{ more: m('deep extension') }] } },
  };
  const RECORDED = '... on PersonRecorded { recordId person { id } }';
  const { extensions, ...first } = person;
  const recorded = await tell(
    onboarding,
    'recordPerson',
    { ...first, extensions: { onboarding: extensions.crm } },
    RECORDED,
  );
  const personId: string = recorded.person.id;
  await tell(crm, 'recordPerson', { ...person, externalId: m('second id'), name: { full: m('replaced name') } });
  await tell(crm, 'recordPerson', { ...person, externalId: m('second id'), name: { full: m('full name') } });
  await tell(crm, 'recordPerson', {
    externalId: m('wrong id'),
    birthDate: m('wrong date'),
    emails: [{ value: m('wrong e-mail') }],
    phones: [{ value: m('wrong phone') }],
    identifiers: [{ type: m('wrong type'), value: m('wrong identifier') }],
  });
  await tell(crm, 'recordPerson', {
    externalId: m('not owned'),
    timeZone: m('wrong zone'),
    nationalities: [m('wrong country')],
  });
  await tell(crm, 'forgetRecord', { externalId: m('unknown id') });
  await tell(ada, 'overrideField', { personId, fact: { name: { full: m('override') } }, reason: m('override reason') });
  await tell(ada, 'splitPerson', { personId, recordIds: [recorded.recordId], reason: m('split reason') });
  for (const operation of [
    `{ search(input: { name: "${m('searched name')}", email: "${m('searched e-mail')}@example.org" }) { __typename } }`,
    `{ people(filter: { email: "${m('filter')}" }) { edges { cursor } } }`,
    `{ people(filter: { identifier: { type: "PASSPORT", value: "${m('filter identifier')}" } }) { edges { cursor } } }`,
    `{ personByRecord(system: "crm", externalId: "${m('looked up')}") { id } }`,
    `{ person(id: "${m('id that is none')}") { id } }`,
    `{ people(after: "${m('cursor')}") { edges { cursor } } }`,
    `{ ${m('field that is none')} }`,
    `query ($a: ${m('type that is none')}) { person(id: $a) { id } }`,
    `mutation { recordPerson(input: { externalId: 1, gender: ${m('enum')} }) { __typename } }`,
    `{ person(id: "1" ${m('syntax')}`,
  ]) {
    const answer = await steward.query(operation);
    if (answer.errors) refusals.push(JSON.stringify(answer.errors));
  }

  // Verifications, vendors, files.
  const { verification: asked } = await tell(
    onboarding,
    'requestVerification',
    { personId, checks: [{ kind: 'DOCUMENT' }, { kind: 'ADDRESS' }] },
    '... on VerificationRequested { verification { id checks { id } } }',
  );
  const checkId: string = asked.checks[0].id;
  const content = png({ extra: m('file') });
  const { body: file } = await send(hub, onboarding, checkId, content, {
    headers: { 'idempotency-key': m('upload key'), 'x-request-id': m('header'), 'user-agent': m('user agent') },
  });
  refusals.push(JSON.stringify((await send(hub, onboarding, checkId, Buffer.from(m('file that is none')))).body));
  refusals.push(JSON.stringify((await send(hub, onboarding, m('check that is none'), content)).body));
  await tell(verification, 'recordCheckResult', {
    checkId,
    status: 'PASSED',
    method: 'ocr',
    traceId: m('trace id'),
    evidence: [{ digest: sha256(content), mediaType: 'image/png', uri: `https://vendor.example/${m('evidence uri')}` }],
  });
  await tell(verification, 'recordCheckResult', {
    checkId: asked.checks[1].id,
    status: 'PASSED',
    method: m('wrong method').repeat(40),
    traceId: m('wrong trace'),
    normalised: { verification: m('wrong normalised') },
  });
  await tell(officer, 'placeLegalHold', { fileId: file.id, reason: m('file hold reason') });
  const { verification: second } = await tell(
    onboarding,
    'requestVerification',
    { personId, checks: [{ kind: 'DOCUMENT' }] },
    '... on VerificationRequested { verification { id checks { id } } }',
  ).catch(() => ({}));
  if (second) await tell(onboarding, 'cancelVerification', { verificationId: second.id, reason: m('cancel reason') });
  await registerStandard(steward, 'acme');
  const now = new Date();
  await post(hub, 'acme', signed({ ...saying(m('vendor reference'), now), name: m('vendor message') }, now));
  await post(hub, 'acme', signed(`{"broken": "${m('broken message')}"`, now));
  await post(hub, 'acme', { ...signed({ name: m('forged message') }, now), signature: m('signature') });
  await post(hub, m('vendor that is none').toLowerCase(), signed({ name: m('lost message') }, now));

  // Decisions, reviews, journeys, signals.
  const inputs = { name: m('decision input'), nested: { city: m('deep input') } };
  const decided = await tell(
    decision,
    'recordDecision',
    {
      personId,
      subject: 'credit',
      outcome: 'REVIEW',
      reasons: [{ code: 'OK', text: m('decision reason') }],
      policy: { name: 'p', version: '1' },
      inputs,
      verificationIds: [asked.id],
    },
    '... on DecisionRecorded { decisionId }',
  );
  await tell(decision, 'decide', {
    personId,
    subject: 'onboarding',
    policy: 'onboarding',
    inputs: { unheard: m('wrong input') },
  });
  await tell(ada, 'overrideDecision', {
    decisionId: decided?.decisionId ?? personId,
    outcome: 'REJECT',
    reason: { code: 'A', text: m('override text') },
  });
  const { data } = await steward.query('{ reviews { edges { node { id } } } }');
  for (const { node } of data.reviews.edges)
    await tell(ada, 'noteReview', { reviewId: node.id, text: m('review note') });
  for (const kind of ['LOGIN_FAILED', 'LOGIN_SUCCEEDED'])
    await tell(idp, 'recordSignal', { personId, kind, deviceId: m('device'), ip: marks.own('ip', '203.0.113.177') });
  await tell(idp, 'recordSignal', { personId, kind: 'LOGIN_FAILED', ip: m('wrong ip') });
  const journeyId = await startPlain(hub, personId);
  await notePlain(hub, { journeyId });
  await tell(steward, 'cancelJourney', { journeyId, reason: 'CUSTOMER_WITHDREW' });

  // Consents, holds, erasures.
  await tell(officer, 'publishNotice', {
    purpose: 'marketing',
    version: '1',
    language: 'en',
    text: 'We write to you.',
  });
  await tell(onboarding, 'grantConsent', {
    personId,
    purpose: 'marketing',
    noticeVersion: '1',
    language: 'en',
    method: 'web_form',
    shownUrl: 'https://form.example/consent',
    guardian: m('guardian'),
  });
  await tell(onboarding, 'grantConsent', {
    personId,
    purpose: 'marketing',
    noticeVersion: '1',
    language: 'en',
    method: 'web_form',
    shownUrl: `https://form.example/?of=${m('wrong shown url')}`,
  });
  await tell(onboarding, 'grantConsent', {
    personId,
    purpose: m('wrong purpose'),
    noticeVersion: m('wrong version'),
    language: m('wrong language'),
    method: m('wrong consent method'),
  });
  const held = await tell(officer, 'placeHold', { personId, reason: m('hold reason') }, '... on HoldPlaced { holdId }');
  await tell(officer, 'releaseHold', { holdId: held.holdId, reason: m('release reason') });
  await tell(officer, 'erasePerson', { personId: m('nobody to erase'), reason: 'SUBJECT_REQUEST' });

  // Files of records, with rows that are taken and rows that are not, by who may and by who may not.
  await using place = await openWorkplace();
  const mapping = {
    format: 'csv',
    record: {
      externalId: 'id',
      name: { given: 'given', family: 'family' },
      birthDate: { column: 'born', date: 'YYYY-MM-DD' },
    },
  };
  const rows = [
    [m('imported id'), m('imported given'), m('imported family'), '1980-01-01'],
    [m('rejected id'), m('rejected given'), m('rejected family'), m('rejected date')],
  ];
  await place.write('people.csv', ['id,given,family,born', ...rows.map((row) => row.join())].join('\n'));
  for (const token of [m('token of an import'), crm.token]) {
    const how = { endpoint: `${hub.url}/graphql`, token };
    const summary = await place.import('people.csv', mapping, how).catch((error: Error) => error.message);
    refusals.push(JSON.stringify(summary), place.shown());
    outcomes.push(`import ${JSON.stringify(summary)}`);
  }

  // HTTP itself.
  const url = `${hub.url}/${m('path')}?${m('query name')}=${m('query value')}`;
  for (const [to, init] of [
    [url, {}],
    [
      `${hub.url}/graphql`,
      { method: 'POST', headers: { authorization: `Bearer ${m('token')}`, cookie: `a=${m('cookie')}` }, body: '{}' },
    ],
    [
      `${hub.url}/graphql`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${crm.token}` },
        body: `{"query": "${m('broken json')}`,
      },
    ],
    [
      `${hub.url}/graphql?query=${m('get query')}`,
      { headers: { authorization: `Bearer ${crm.token}`, traceparent: m('traceparent') } },
    ],
    [`${hub.url}/evidence/${m('file id that is none')}`, { headers: { authorization: `Bearer ${steward.token}` } }],
    [
      `${hub.url}/watchlists/${m('list that is none')}`,
      { method: 'POST', headers: { authorization: `Bearer ${steward.token}` }, body: m('list') },
    ],
  ] as const) {
    const response = await fetch(to, init);
    refusals.push(await response.text());
  }
  return { refusals, outcomes };
}
