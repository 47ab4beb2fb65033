import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newPerson } from '../consent/operations.ts';
import { png } from '../evidence/files.ts';
import { newVerification, send } from '../evidence/support.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { begun, call, caseOf, opened } from './operations.ts';

const START = '2026-03-01T12:00:00Z';
const clock = testClock(START);
let hub: TestHub;
let support: Client;
let crm: Client;
let steward: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [support, crm, steward] = await Promise.all([hub.as('support'), hub.as('crm'), hub.as('privacy_officer/ada')]);
});
beforeEach(() => clock.set(START));
afterAll(() => hub[Symbol.asyncDispose]());

describe('a case', () => {
  test('keeps who asks sealed, and all that was done for it as its proof', async () => {
    const personId = await newPerson(crm);
    const caseId = await opened(support, {
      personId,
      kind: 'ACCESS',
      channel: 'Web form',
      requesterName: 'Ada Lovelace',
      requesterContact: 'ada@example.com',
      details: 'What do you know of me?',
    });
    await call(steward, 'identifyRequester', {
      caseId,
      identityProof: { method: 'KNOWN_CONTACT' },
      note: 'Answered from the known address.',
    });
    expect(await call(steward, 'advanceCase', { caseId })).toMatchObject({ case: { state: 'IN_PROGRESS' } });
    expect(await call(steward, 'completeCase', { caseId, deliveredBy: 'letter' })).toMatchObject({
      __typename: 'CaseChanged',
      case: {
        state: 'COMPLETED',
        dueAt: '2026-04-01T12:00:00.000Z',
        requesterName: 'Ada Lovelace',
        requesterContact: 'ada@example.com',
        details: 'What do you know of me?',
        identification: { method: 'KNOWN_CONTACT', proofId: null, by: 'steward/ada' },
        steps: [
          { action: 'OPENED', by: 'support', note: null },
          { action: 'IDENTIFIED', by: 'steward/ada', note: 'Answered from the known address.' },
          { action: 'BEGUN', by: 'steward/ada' },
          { action: 'COMPLETED', detail: { deliveredBy: 'letter' } },
        ],
      },
    });
    const stored = await runSql(hub.database.url, 'select * from consent.rights_case join log.event on true');
    expect(JSON.stringify(stored)).not.toMatch(/Lovelace|ada@example|know of me/);
  });

  test('goes nowhere before it is known who asks, where it discloses, changes or destroys', async () => {
    const personId = await newPerson(crm);
    for (const kind of ['ACCESS', 'PORTABILITY', 'ERASURE']) {
      const caseId = await opened(support, { personId, kind });
      expect(await call(steward, 'advanceCase', { caseId })).toMatchObject({
        __typename: 'IllegalTransition',
        from: 'RECEIVED',
        to: 'IN_PROGRESS',
      });
      expect(await call(steward, 'completeCase', { caseId })).toMatchObject({ __typename: 'IllegalTransition' });
      expect(await call(steward, 'offerExport', { caseId, downloads: 1, hours: 1 })).toMatchObject({
        __typename: 'IllegalTransition',
      });
    }
  });

  test('takes a verification or file as proof only when it is the same person’s, and holds', async () => {
    const mine = await newVerification(hub);
    const other = await newVerification(hub);
    const { body: file } = await send(hub, await hub.as('onboarding'), other.checkId, png());
    const caseId = await opened(support, { personId: mine.personId, kind: 'ACCESS' });
    const wrong = { __typename: 'InvalidInput', problems: [{ path: 'identityProof.proofId' }] };
    for (const identityProof of [
      { method: 'VERIFICATION', proofId: other.id },
      // It has not ended.
      { method: 'VERIFICATION', proofId: mine.id },
      { method: 'EVIDENCE', proofId: file.id },
      { method: 'EVIDENCE', proofId: 'none' },
      { method: 'EVIDENCE' },
      { method: 'LOGIN', proofId: file.id },
    ]) {
      expect(await call(steward, 'identifyRequester', { caseId, identityProof })).toMatchObject(wrong);
    }
    const theirs = await opened(support, { personId: other.personId, kind: 'ACCESS' });
    const identityProof = { method: 'EVIDENCE', proofId: file.id };
    expect(await call(steward, 'identifyRequester', { caseId: theirs, identityProof })).toMatchObject({
      case: { state: 'IDENTIFIED', identification: identityProof },
    });
  });

  test('is completed once', async () => {
    const caseId = await begun(steward, { personId: await newPerson(crm), kind: 'RESTRICTION' });
    expect(await call(steward, 'completeCase', { caseId, idempotencyKey: 'a' })).toMatchObject({ caseId });
    expect(await call(steward, 'completeCase', { caseId, idempotencyKey: 'a' })).toMatchObject({ caseId });
    expect(await call(steward, 'completeCase', { caseId, idempotencyKey: 'b' })).toMatchObject({
      __typename: 'IllegalTransition',
      from: 'COMPLETED',
    });
    expect((await caseOf(steward, caseId)).steps.filter((step: any) => step.action === 'COMPLETED')).toHaveLength(1);
  });

  test('is extended once, by two months, and while the first one lasts', async () => {
    const caseId = await opened(support, { personId: await newPerson(crm), kind: 'ACCESS' });
    expect(await call(steward, 'extendCase', { caseId, reason: 'COMPLEX' })).toMatchObject({
      case: { dueAt: '2026-06-01T12:00:00.000Z', extension: 'COMPLEX' },
    });
    expect(await call(steward, 'extendCase', { caseId, reason: 'MANY' })).toMatchObject({
      __typename: 'IllegalTransition',
    });
    const late = await opened(support, { personId: await newPerson(crm), kind: 'ACCESS' });
    clock.set('2026-04-02T12:00:00Z');
    expect(await call(steward, 'extendCase', { caseId: late, reason: 'MANY' })).toMatchObject({
      __typename: 'IllegalTransition',
    });
  });

  test('is refused with a reason that the law knows for its kind', async () => {
    const caseId = await opened(support, { personId: await newPerson(crm), kind: 'ERASURE' });
    expect(await call(steward, 'refuseCase', { caseId, reason: 'NOT_PROVIDED' })).toMatchObject({
      __typename: 'InvalidInput',
      problems: [{ path: 'reason' }],
    });
    expect(await call(steward, 'refuseCase', { caseId, reason: 'LEGAL_OBLIGATION' })).toMatchObject({
      case: { state: 'REFUSED', refusal: { reason: 'LEGAL_OBLIGATION', article: '17(3)(b)' } },
    });
  });

  test('counts its deadline from the day on which it was received, and is told to be near and over', async () => {
    const personId = await newPerson(crm);
    const caseId = await opened(support, { personId, kind: 'ACCESS', receivedAt: '2026-02-05T08:00:00Z' });
    await opened(support, { personId, kind: 'ACCESS' });
    const due = async () =>
      (await ask(steward, 'query ($id: ID!) { cases(personId: $id, overdue: true) { id } }', { id: personId })).cases;
    expect(await due()).toEqual([]);
    clock.set('2026-03-05T08:00:00Z');
    expect(await due()).toEqual([{ id: caseId }]);
    expect(await caseOf(steward, caseId)).toMatchObject({ dueAt: '2026-03-05T08:00:00.000Z', overdue: true });
  });

  test('is seen by the system that opened it, and by who works on cases', async () => {
    const caseId = await opened(support, { personId: await newPerson(crm), kind: 'ACCESS' });
    expect(await caseOf(crm, caseId)).toBeNull();
    expect(await caseOf(support, caseId)).not.toBeNull();
    expect(await caseOf(steward, caseId)).not.toBeNull();
    const { cases } = await ask(crm, '{ cases { id } }');
    expect(cases).not.toContainEqual({ id: caseId });
  });

  test.each([
    ['personId', { personId: 'nobody' }, { __typename: 'NotFound', id: 'nobody' }],
    ['channel', { channel: '!' }, { problems: [{ path: 'channel' }] }],
    ['requesterName', { requester: 'GUARDIAN' }, { problems: [{ path: 'requesterName' }] }],
    ['purposes', { kind: 'OBJECTION' }, { problems: [{ path: 'purposes' }] }],
    ['purposes.1', { kind: 'OBJECTION', purposes: ['marketing', 'nothing'] }, { problems: [{ path: 'purposes.1' }] }],
    ['purposes', { purposes: ['marketing'] }, { problems: [{ path: 'purposes' }] }],
    ['correction', { kind: 'RECTIFICATION' }, { problems: [{ path: 'correction' }] }],
    ['receivedAt', { receivedAt: '2027-01-01T00:00:00Z' }, { problems: [{ path: 'receivedAt' }] }],
    [
      'correction.field',
      { kind: 'RECTIFICATION', correction: { field: 'shoeSize', value: 1 } },
      { problems: [{ path: 'correction.field' }] },
    ],
  ])('says that %s is wrong, and stores nothing', async (_what, input, expected) => {
    const personId = await newPerson(crm);
    expect(await call(support, 'openCase', { personId, kind: 'ACCESS', channel: 'letter', ...input })).toMatchObject(
      expected,
    );
    expect((await ask(support, 'query ($id: ID!) { cases(personId: $id) { id } }', { id: personId })).cases).toEqual(
      [],
    );
  });
});

describe('a restriction or an objection', () => {
  const rows = (table: string, caseId: string) =>
    runSql(hub.database.url, `select * from consent.${table} where case_id = '${caseId}'`);

  test('holds from the moment at which its work begins until it is lifted', async () => {
    const personId = await newPerson(crm);
    // Who asks to be left alone is believed.
    const restriction = await opened(support, { personId, kind: 'RESTRICTION' });
    const objection = await opened(support, { personId, kind: 'OBJECTION', purposes: ['marketing', 'analytics'] });
    for (const caseId of [restriction, objection]) await call(steward, 'advanceCase', { caseId });
    expect(await rows('restriction', restriction)).toMatchObject([{ person_id: personId }]);
    expect(await rows('objection', objection)).toHaveLength(2);
    for (const caseId of [restriction, objection]) {
      await call(steward, 'completeCase', { caseId });
      expect(await call(steward, 'liftCase', { caseId, reason: 'The person was told.' })).toMatchObject({ caseId });
      expect(await call(steward, 'liftCase', { caseId, reason: 'Again.' })).toMatchObject({
        __typename: 'IllegalTransition',
      });
    }
    expect(await rows('restriction', restriction)).toEqual([]);
    expect(await rows('objection', objection)).toEqual([]);
  });

  test('keeps back also who asked for it, from whoever reads for what was restricted', async () => {
    const caseId = await opened(support, {
      personId: await newPerson(crm),
      kind: 'RESTRICTION',
      requesterName: 'Ada Lovelace',
    });
    expect(await caseOf(support, caseId)).toMatchObject({ requesterName: 'Ada Lovelace' });
    await call(steward, 'advanceCase', { caseId });
    expect(await caseOf(support, caseId)).toMatchObject({ state: 'IN_PROGRESS', requesterName: null });
  });

  test('does not outlive its refusal', async () => {
    const caseId = await begun(steward, { personId: await newPerson(crm), kind: 'RESTRICTION' });
    await call(steward, 'refuseCase', { caseId, reason: 'NO_GROUND' });
    expect(await rows('restriction', caseId)).toEqual([]);
  });
});

test('who may only ask cannot work on cases', async () => {
  const caseId = await opened(support, { personId: await newPerson(crm), kind: 'ACCESS' });
  const answer = await support.query(`mutation { advanceCase(input: { caseId: "${caseId}" }) { __typename } }`);
  expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

test('a deadline is told a week before it ends, once, and when it has ended', async () => {
  const personId = await newPerson(crm);
  await opened(support, { personId, kind: 'ACCESS', receivedAt: '2026-02-02T12:00:00Z' });
  const told = steward.subscribe(
    'subscription ($id: ID!) { caseChanged(personId: $id, after: "earliest") { type case { overdue } } }',
    { id: personId },
  );
  const next = async () => (await told.next()).value.data.caseChanged;
  expect(await next()).toMatchObject({ type: 'dev.selfsame.case.opened.v1' });
  expect(await next()).toEqual({ type: 'dev.selfsame.case.due.v1', case: { overdue: false } });
  clock.advance(86_400_000);
  expect(await next()).toEqual({ type: 'dev.selfsame.case.overdue.v1', case: { overdue: true } });
});

test('changes of cases are told', async () => {
  const personId = await newPerson(crm);
  const changes = steward.subscribe(
    'subscription ($id: ID!) { caseChanged(personId: $id, after: "earliest") { type caseId } }',
    { id: personId },
  );
  const caseId = await opened(support, { personId, kind: 'ACCESS' });
  expect((await changes.next()).value.data.caseChanged).toEqual({ type: 'dev.selfsame.case.opened.v1', caseId });
});
