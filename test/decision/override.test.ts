import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { type Desk, type Subject, decided, newSubject, openDesk } from './operations.ts';
import { adults, decideBy, endCheck, publish } from './policy-operations.ts';

const OVERRIDE = `mutation ($input: OverrideDecisionInput!) { overrideDecision(input: $input) {
  __typename
  ... on DecisionRecorded { decisionId }
  ... on OverrideProposed { decision { outcome proposedOverride { outcome reason { code text } proposedBy } } }
  ... on SecondPersonNeeded { message }
  ... on NotFound { id }
  ... on InvalidInput { problems { path } }
} }`;
const REASON = { code: 'SEEN_IN_PERSON', text: 'Ada came to the branch.' };

let hub: TestHub;
let desk: Desk;
let ann: Client;
let bob: Client;
let ada: Subject;

beforeAll(async () => {
  hub = await createHub();
  [desk, ann, bob] = await Promise.all([openDesk(hub), hub.as('steward/ann'), hub.as('steward/bob')]);
  ada = await newSubject(desk);
  await endCheck(await hub.as('verification'), ada.verificationId);
  await publish(ann, 'one', adults());
  await publish(ann, 'two', adults(18, { overrideApprovals: 2 }));
});
afterAll(() => hub[Symbol.asyncDispose]());

async function decide(policy: string): Promise<string> {
  const cited = { personId: ada.personId, verificationIds: [ada.verificationId], claimIds: ada.claimIds };
  return (await decideBy(desk.engine, { ...cited, policy, inputs: { age: 10, score: 0.9 } })).decisionId;
}

async function override(client: Client, decisionId: string, more: Record<string, unknown> = {}): Promise<any> {
  const input = { decisionId, outcome: 'APPROVE', reason: REASON, ...more };
  return (await ask(client, OVERRIDE, { input })).overrideDecision;
}

const SHOWN = `outcome engine inputs matchedRules reasons { code text } policy { name version digest }
  verifications { id } claims { id } supersedes { id } supersededBy { id } proposedOverride { outcome }`;
async function show(id: string): Promise<any> {
  return (await ask(ann, `query ($id: ID!) { decision(id: $id) { ${SHOWN} } }`, { id })).decision;
}

describe('setting a decision aside', () => {
  test('is a new decision by a person, on the same evidence, that supersedes it', async () => {
    const id = await decide('one');
    const { decisionId } = await override(ann, id);
    const before = await show(id);
    expect(await show(decisionId)).toEqual({
      ...before,
      outcome: 'APPROVE',
      engine: 'PERSON',
      matchedRules: [],
      reasons: [REASON],
      supersedes: { id },
      supersededBy: null,
    });
    expect(before).toMatchObject({ outcome: 'REJECT', engine: 'POLICY', supersededBy: { id: decisionId } });
    const [event] = await runSql<{ type: string; data: any; actor: string }>(
      hub.database.url,
      `select type, data, actor from log.event where data->>'decisionId' = '${decisionId}'`,
    );
    expect(event).toEqual({
      type: 'dev.selfsame.decision.overridden.v1',
      actor: 'steward/ann',
      data: {
        decisionId,
        subject: 'onboarding',
        outcome: 'APPROVE',
        engine: 'PERSON',
        policy: { name: 'one', version: '1' },
        supersedes: id,
      },
    });
  });

  test('closes the review of the decision', async () => {
    const cited = { personId: ada.personId, claimIds: ada.claimIds };
    const id = await decided(desk.engine, { ...cited, outcome: 'REVIEW' });
    const open = async (): Promise<string[]> => {
      const { reviews } = await ask(
        ann,
        '{ reviews(kinds: [DECISION], first: 200) { edges { node { decision { id } } } } }',
      );
      return reviews.edges.map(({ node }: any) => node.decision.id);
    };
    expect(await open()).toContain(id);
    await override(ann, id);
    expect(await open()).not.toContain(id);
  });

  test('is not for machines, and not for who lacks the right', async () => {
    const id = await decide('one');
    expect(await override(await hub.as('steward'), id)).toMatchObject({
      __typename: 'SecondPersonNeeded',
      message: 'A person has to do this: nobody stands behind this token.',
    });
    const input = { decisionId: id, outcome: 'APPROVE', reason: REASON };
    for (const name of ['decision/ann', 'crm/ann']) {
      const { errors } = await (await hub.as(name, ['decision:override', 'decision:read'])).query(OVERRIDE, { input });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(await show(id)).toMatchObject({ supersededBy: null });
  });

  test('works for decisions of engines outside too', async () => {
    const id = await decided(desk.engine, { personId: ada.personId, claimIds: ada.claimIds, outcome: 'REVIEW' });
    const { decisionId } = await override(ann, id, { outcome: 'REJECT' });
    expect(await show(decisionId)).toMatchObject({ outcome: 'REJECT', policy: { version: '3.2.0', digest: null } });
  });

  test('is refused where something replaced it, it says the same, gives no reason or is not there', async () => {
    const id = await decide('one');
    const before = await countRows(hub.database.url);
    const paths = async (more: Record<string, unknown>): Promise<string[]> =>
      (await override(ann, id, more)).problems.map(({ path }: any) => path);
    expect(await paths({ outcome: 'REJECT' })).toEqual(['outcome']);
    expect(await paths({ reason: { code: 'no code', text: ' ' } })).toEqual(['reason.code', 'reason.text']);
    for (const missing of ['018f0000-0000-7000-8000-000000000000', 'nothing']) {
      expect(await override(ann, missing)).toEqual({ __typename: 'NotFound', id: missing });
    }
    expect(await countRows(hub.database.url)).toEqual(before);
    await override(ann, id);
    expect(await paths({ outcome: 'BLOCK' })).toEqual(['decisionId']);
  });

  test('by several at once lets one pass', async () => {
    const id = await decide('one');
    const outcomes = await Promise.all([ann, bob, ann, bob].map((client) => override(client, id)));
    expect(outcomes.filter(({ __typename }) => __typename === 'DecisionRecorded')).toHaveLength(1);
  });
});

describe('where the policy takes two people', () => {
  test('the first proposes, and another one confirms by the same outcome', async () => {
    const id = await decide('two');
    expect(await override(ann, id)).toEqual({
      __typename: 'OverrideProposed',
      decision: {
        outcome: 'REJECT',
        proposedOverride: { outcome: 'APPROVE', reason: REASON, proposedBy: 'steward/ann' },
      },
    });
    expect(await override(ann, id)).toMatchObject({ __typename: 'SecondPersonNeeded' });
    const second = { code: 'AGREED', text: 'I saw her too.' };
    const { decisionId } = await override(bob, id, { reason: second });
    expect(await show(decisionId)).toMatchObject({ outcome: 'APPROVE', reasons: [REASON, second] });
    expect(await show(id)).toMatchObject({ proposedOverride: null, supersededBy: { id: decisionId } });
  });

  test('another outcome is another proposal, in place of the first', async () => {
    const id = await decide('two');
    await override(ann, id);
    expect(await override(bob, id, { outcome: 'BLOCK' })).toMatchObject({ __typename: 'OverrideProposed' });
    expect(await override(ann, id)).toMatchObject({ __typename: 'OverrideProposed' });
    expect(await show(id)).toMatchObject({
      outcome: 'REJECT',
      supersededBy: null,
      proposedOverride: { outcome: 'APPROVE' },
    });
  });

  test('two who confirm at once make one decision', async () => {
    const id = await decide('two');
    await override(ann, id);
    const eve = await hub.as('steward/eve');
    const outcomes = await Promise.all([bob, eve].map((client) => override(client, id)));
    expect(outcomes.filter(({ __typename }) => __typename === 'DecisionRecorded')).toHaveLength(1);
  });

  test('what is proposed lies sealed', async () => {
    const id = await decide('two');
    await override(ann, id, { reason: { code: 'X', text: 'Ada told me her secret.' } });
    const stored = JSON.stringify([
      await runSql(hub.database.url, "select p::text, encode(sealed, 'escape') from decision.override_proposal p"),
      await runSql(hub.database.url, 'select event::text from log.event'),
      await runSql(hub.database.url, 'select idempotency::text from decision.idempotency'),
    ]);
    expect(stored).not.toContain('secret');
    await runSql(hub.database.url, `delete from decision.key where id = '${id}'`);
    expect(await show(id)).toMatchObject({ proposedOverride: { outcome: 'APPROVE' }, inputs: null });
    expect(await override(bob, id)).toEqual({ __typename: 'NotFound', id });
  });
});
