import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { DECISION, type Desk, type Subject, decide, decided, newSubject, openDesk } from './operations.ts';

const clock = testClock();
let hub: TestHub;
let desk: Desk;
let ada: Subject;
let stranger: Subject;

beforeAll(async () => {
  hub = await createHub({ clock });
  desk = await openDesk(hub);
  [ada, stranger] = [await newSubject(desk), await newSubject(desk)];
});
afterAll(() => hub[Symbol.asyncDispose]());

/** The problems that a decision about Ada comes back with. Nothing may be stored. */
async function problemsOf(input: Record<string, unknown>): Promise<{ path: string; message: string }[]> {
  const before = await countRows(hub.database.url);
  const outcome = await decide(desk.engine, {
    personId: ada.personId,
    verificationIds: [ada.verificationId],
    ...input,
  });
  expect(outcome.__typename).toBe('InvalidInput');
  expect(await countRows(hub.database.url)).toEqual(before);
  return outcome.problems;
}

const paths = async (input: Record<string, unknown>): Promise<string[]> =>
  (await problemsOf(input)).map(({ path }) => path);

describe('bad input', () => {
  test('comes back with every path that is wrong, and nothing is stored', async () => {
    const wrong = {
      subject: 'On Boarding',
      reasons: [{ code: 'fine' }, { code: 'has blanks', text: 'x' }, { code: 'OK', text: 'bell\u0007' }],
      policy: { name: '', version: ' ' },
      matchedRules: ['rule', ''],
      inputs: ['a', 'list'],
      decidedAt: '2026-03-02T00:00:00Z',
      idempotencyKey: '',
    };
    expect((await paths(wrong)).toSorted()).toEqual([
      'decidedAt',
      'idempotencyKey',
      'inputs',
      'matchedRules.1',
      'policy.name',
      'policy.version',
      'reasons.1.code',
      'reasons.2.text',
      'subject',
    ]);
  });

  test('is a decision without a reason or without evidence', async () => {
    expect(await paths({ reasons: [] })).toEqual(['reasons']);
    expect(await problemsOf({ verificationIds: [], claimIds: [] })).toEqual([
      { path: 'verificationIds', message: 'Expected at least one verification or claim that the decision rests on.' },
    ]);
  });

  test('is evidence that is not there, is no id, or is of somebody else: each by its place, all alike', async () => {
    const nobody = '018f0000-0000-7000-8000-000000000000';
    const problems = await problemsOf({
      verificationIds: [ada.verificationId, stranger.verificationId, nobody, 'none'],
      claimIds: [stranger.claimIds[0], ada.claimIds[0], nobody, ''],
    });
    const verification = 'Expected a verification of this person.';
    const claim = 'Expected a claim about this person.';
    expect(problems).toEqual([
      { path: 'verificationIds.1', message: verification },
      { path: 'verificationIds.2', message: verification },
      { path: 'verificationIds.3', message: verification },
      { path: 'claimIds.0', message: claim },
      { path: 'claimIds.2', message: claim },
      { path: 'claimIds.3', message: claim },
    ]);
  });

  test.each([
    ['null', null],
    ['a text', 'x'],
    ['a list', [1]],
  ])('is %s in place of an object of inputs', async (_name, inputs) => {
    if (inputs === null) {
      const { errors } = await desk.engine.query(
        'mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { __typename } }',
        {
          input: { ...DECISION, personId: ada.personId, inputs },
        },
      );
      expect(errors).toHaveLength(1);
    } else {
      expect(await problemsOf({ inputs })).toEqual([{ path: 'inputs', message: 'Expected a JSON object.' }]);
    }
  });

  test('is inputs that are too large, too deep, or no text', async () => {
    const nest = (levels: number): unknown => (levels === 0 ? 1 : { in: nest(levels - 1) });
    expect(await problemsOf({ inputs: { a: 'x'.repeat(40_000), b: 'y'.repeat(40_000) } })).toEqual([
      { path: 'inputs', message: 'Expected at most 65536 bytes of JSON.' },
    ]);
    expect((await problemsOf({ inputs: nest(17) }))[0]!.message).toBe('Expected at most 16 levels.');
    expect(await paths({ inputs: { a: [{ b: 'bell\u0007' }] } })).toEqual(['inputs.a.0.b']);
    expect(await paths({ inputs: { ['bell\u0007']: 1 } })).toEqual(['inputs']);
    expect(
      await decide(desk.engine, { personId: ada.personId, claimIds: ada.claimIds, inputs: nest(16) }),
    ).toMatchObject({
      __typename: 'DecisionRecorded',
    });
  });

  test('is a list with more items than anybody needs', async () => {
    const many = Array.from({ length: 251 }, () => ada.verificationId);
    expect(await paths({ verificationIds: many })).toEqual(['verificationIds']);
    expect(await paths({ matchedRules: many.map((_id, index) => `rule ${index}`) })).toEqual(['matchedRules']);
  });
});

test('answers the same for a person that is not there, that was forgotten, and for an id that is none', async () => {
  const gone = await newSubject(desk);
  const { records } = (
    await ask(desk.crm, 'query ($id: ID!) { person(id: $id) { records { externalId } } }', { id: gone.personId })
  ).person;
  await ask(desk.crm, 'mutation ($id: String!) { forgetRecord(input: { externalId: $id }) { __typename } }', {
    id: records[0].externalId,
  });
  // Told apart only once the log has brought it here; asking for what is not there waits for that.
  await decide(desk.engine, { personId: 'nobody', claimIds: ada.claimIds });
  const before = await countRows(hub.database.url);
  for (const personId of ['018f0000-0000-7000-8000-000000000000', 'nobody', '', gone.personId]) {
    expect(await decide(desk.engine, { personId, claimIds: ada.claimIds })).toEqual({
      __typename: 'NotFound',
      id: personId,
    });
  }
  expect(await countRows(hub.database.url)).toEqual(before);
});

describe('idempotency', () => {
  test('the same key and input give the first answer, and one decision', async () => {
    const input = { personId: ada.personId, claimIds: ada.claimIds, idempotencyKey: 'once' };
    const first = await decide(desk.engine, input);
    const before = await countRows(hub.database.url);
    expect(await decide(desk.engine, input)).toEqual(first);
    // Keys of inputs are in no order, so this is the same input.
    expect(await decide(desk.engine, { ...input, inputs: { country: 'CH', age: 41 } })).toEqual(first);
    expect(await decide(desk.engine, { ...input, inputs: { country: 'CH', age: 42 } })).toEqual({
      __typename: 'IdempotencyConflict',
      inFlight: false,
    });
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('eight at once with one key leave one decision', async () => {
    const { personId, claimIds } = await newSubject(desk);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => decide(desk.engine, { personId, claimIds, idempotencyKey: 'eight' })),
    );
    const ids = new Set(outcomes.flatMap(({ decisionId }) => decisionId ?? []));
    expect(ids.size).toBe(1);
    for (const { __typename, inFlight } of outcomes)
      if (__typename === 'IdempotencyConflict') expect(inFlight).toBe(true);
    const { person } = await ask(desk.crm, 'query ($id: ID!) { person(id: $id) { decisions { id } } }', {
      id: personId,
    });
    expect(person.decisions).toHaveLength(1);
  });

  test('a retry gets its first answer although the earlier decision is replaced by now', async () => {
    const cited = { personId: ada.personId, claimIds: ada.claimIds };
    const input = { ...cited, supersedes: await decided(desk.engine, cited), idempotencyKey: 'replace' };
    const first = await decide(desk.engine, input);
    expect(first.__typename).toBe('DecisionRecorded');
    expect(await decide(desk.engine, input)).toEqual(first);
  });

  test('a refusal keeps no key', async () => {
    const input = { personId: ada.personId, idempotencyKey: 'later' };
    await problemsOf({ ...input, verificationIds: [stranger.verificationId] });
    expect(await decide(desk.engine, { ...input, claimIds: ada.claimIds })).toMatchObject({
      __typename: 'DecisionRecorded',
    });
  });
});

describe('rights', () => {
  const MUTATION =
    'mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { ... on DecisionRecorded { decisionId decision { id } } } }';
  const refused = { extensions: { code: 'FORBIDDEN' }, message: 'Not allowed.' };

  test.each(['crm', 'verification', 'marketing', 'analytics', 'steward'])(
    '%s cannot decide, whatever its token says',
    async (kind) => {
      const client = await hub.as(kind, ['decision:write', 'decision:read']);
      const input = { ...DECISION, personId: ada.personId, claimIds: ada.claimIds };
      expect(await client.query(MUTATION, { input })).toMatchObject({
        data: { recordDecision: null },
        errors: [refused],
      });
    },
  );

  test('to decide gives no right to read', async () => {
    const writer = await hub.as('decision', ['decision:write']);
    const input = { ...DECISION, personId: ada.personId, claimIds: ada.claimIds };
    const answer = await writer.query(MUTATION, { input });
    expect(answer.data.recordDecision).toEqual({ decisionId: expect.any(String), decision: null });
    expect(answer.errors).toMatchObject([{ ...refused, path: ['recordDecision', 'decision'] }]);
  });

  test('to read a decision gives no right to what it was given', async () => {
    const id = await decided(desk.engine, { personId: ada.personId, claimIds: ada.claimIds });
    const query = 'query ($id: ID!) { decision(id: $id) { outcome inputs } }';
    for (const kind of ['crm', 'analytics', 'verification']) {
      const answer = await (await hub.as(kind)).query(query, { id });
      expect(answer.data).toEqual({ decision: { outcome: 'APPROVE', inputs: null } });
      expect(answer.errors).toMatchObject([{ ...refused, path: ['decision', 'inputs'] }]);
    }
    for (const kind of ['decision', 'steward']) {
      expect((await ask(await hub.as(kind), query, { id })).decision.inputs).toEqual(DECISION.inputs);
    }
    const blind = await (
      await hub.as('crm', ['person:read'])
    ).query('query ($d: ID!, $p: ID!) { decision(id: $d) { id } person(id: $p) { id decisions { id } } }', {
      d: id,
      p: ada.personId,
    });
    expect(blind.data).toEqual({ decision: null, person: { id: ada.personId, decisions: null } });
    expect(blind.errors).toHaveLength(2);
  });

  test('do not tell a decision that is missing from an id that is none', async () => {
    for (const id of ['018f0000-0000-7000-8000-000000000000', 'nothing']) {
      expect(await ask(desk.engine, 'query ($id: ID!) { decision(id: $id) { id } }', { id })).toEqual({
        decision: null,
      });
    }
  });
});
