import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { type Desk, type Subject, decided, newSubject, openDesk } from './operations.ts';
import { adults, decideBy, draft, endCheck, publish, step } from './policy-operations.ts';

const clock = testClock();
let hub: TestHub;
let desk: Desk;
let steward: Client;
let ada: Subject;

beforeAll(async () => {
  hub = await createHub({ clock });
  [desk, steward] = await Promise.all([openDesk(hub), hub.as('steward')]);
  ada = await newSubject(desk);
  await endCheck(await hub.as('verification'), ada.verificationId);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** Decides by a policy; answers the decision's id. */
async function decide(policy: string, age: number, score = 0.9): Promise<string> {
  const outcome = await decideBy(desk.engine, {
    personId: ada.personId,
    verificationIds: [ada.verificationId],
    policy,
    inputs: { age, score },
  });
  if (outcome.__typename !== 'DecisionRecorded') throw new Error(JSON.stringify(outcome));
  return outcome.decisionId;
}

const SIMULATE = `query ($input: SimulatePolicyInput!) { simulatePolicy(input: $input) {
  decisions changed refused erased endCursor outcomes { outcome before after }
  changes { decisionId before after reasonCodes matchedRules decision { subject } }
} }`;
async function simulate(input: Record<string, unknown>): Promise<any> {
  return (
    await ask(steward, SIMULATE, { input: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', ...input } })
  ).simulatePolicy;
}

describe('a simulation', () => {
  const name = 'simulated';
  const ids: string[] = [];
  beforeAll(async () => {
    await publish(steward, name, adults());
    for (const age of [10, 18, 20, 30]) ids.push(await decide(name, age));
    ids.push(await decide(name, 50, 0.5));
  });

  test('says what a draft would have changed, by outcome and by decision, and stores nothing', async () => {
    const { version } = await draft(steward, { name, content: adults(21) });
    const before = await countRows(hub.database.url);
    expect(await simulate({ name, version })).toEqual({
      decisions: 5,
      changed: 2,
      refused: 0,
      erased: 0,
      endCursor: null,
      outcomes: [
        { outcome: 'APPROVE', before: 3, after: 1 },
        { outcome: 'REJECT', before: 1, after: 3 },
        { outcome: 'REVIEW', before: 1, after: 1 },
      ],
      changes: [ids[1], ids[2]].map((decisionId) => ({
        decisionId,
        before: 'APPROVE',
        after: 'REJECT',
        reasonCodes: ['NO', 'OK'],
        matchedRules: ['minor'],
        decision: { subject: 'onboarding' },
      })),
    });
    expect(await countRows(hub.database.url)).toEqual(before);
    // A draft that was written anew is run as it is now.
    await draft(steward, { name, version, content: adults(19) });
    expect(await simulate({ name, version })).toMatchObject({ changed: 1 });
  });

  test('goes on where it stopped, and meets each decision once, whatever the pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), async (first) => {
        let after: string | null = null;
        let decisions = 0;
        const seen: string[] = [];
        do {
          const page: any = await simulate({ name, version: 2, first, after });
          decisions += page.decisions;
          seen.push(...page.changes.map(({ decisionId }: any) => decisionId));
          after = page.endCursor;
        } while (after !== null);
        expect([decisions, seen]).toEqual([5, [ids[1]]]);
      }),
      { numRuns: 6 },
    );
  });

  test('looks at the period that was asked for, and at what is still there', async () => {
    expect(await simulate({ name, version: 1, to: clock.now().toISOString() })).toMatchObject({ decisions: 0 });
    await runSql(hub.database.url, `delete from decision.key where id = '${ids[0]}'`);
    expect(await simulate({ name, version: 1 })).toMatchObject({ decisions: 4, erased: 1, changed: 0 });
  });

  test('counts what a version would refuse', async () => {
    const content = adults();
    content.inputs.age.max = 25;
    const { version } = await draft(steward, { name, content });
    expect(await simulate({ name, version })).toMatchObject({
      decisions: 4,
      refused: 2,
      changes: [
        { before: 'APPROVE', after: null, matchedRules: [] },
        { before: 'REVIEW', after: null },
      ],
    });
  });

  test('is refused with what is no page, no moment and no right, and null without such a version', async () => {
    expect(await simulate({ name, version: 99 })).toBeNull();
    for (const wrong of [{ first: 0 }, { first: 5_001 }, { after: 'x' }, { from: 'yesterday' }]) {
      const input = { name, version: 1, from: '2026-03-01T00:00:00Z', ...wrong };
      const { errors } = await steward.query(SIMULATE, { input });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    }
    const blind = await hub.as('steward', ['policy:read', 'decision:read']);
    const { errors } = await blind.query(SIMULATE, { input: { name, version: 1, from: '2026-03-01T00:00:00Z' } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('a replay', () => {
  const REPLAY = `query ($id: ID!, $version: Int) { replayDecision(id: $id, version: $version) {
    decision { id } policy { version } outcome reasons { code text } matchedRules isSame
    problems { path } differences { field before after }
  } }`;
  const replay = async (id: string, version?: number): Promise<any> =>
    (await ask(steward, REPLAY, { id, version })).replayDecision;

  test('by the same version comes to the same, also when it decides no more', async () => {
    await publish(steward, 'replayed', adults());
    const cases: [number, number][] = [
      [20, 0.9],
      [10, 0.9],
      [20, 0.5],
    ];
    const ids = [];
    for (const [age, score] of cases) ids.push(await decide('replayed', age, score));
    await publish(steward, 'replayed', adults(21));
    for (const id of ids) {
      expect(await replay(id)).toMatchObject({
        decision: { id },
        policy: { version: 1 },
        isSame: true,
        differences: [],
      });
    }
  });

  test('by another version says what comes out differently', async () => {
    const id = await decide('replayed', 30);
    expect(await replay(id, 1)).toMatchObject({ isSame: true });
    const { version } = await draft(steward, { name: 'replayed', content: adults(31) });
    expect(await replay(id, version)).toEqual({
      decision: { id },
      policy: { version },
      outcome: 'REJECT',
      reasons: [
        { code: 'NO', text: 'It is not.' },
        { code: 'OK', text: 'It is fine.' },
      ],
      matchedRules: ['minor'],
      isSame: false,
      problems: [],
      differences: [
        { field: 'OUTCOME', before: ['APPROVE'], after: ['REJECT'] },
        { field: 'REASONS', before: ['OK'], after: ['NO', 'OK'] },
        { field: 'MATCHED_RULES', before: ['adult'], after: ['minor'] },
      ],
    });
  });

  test('names the inputs that the other version would refuse', async () => {
    const content = adults();
    content.inputs.age.max = 25;
    const { version } = await draft(steward, { name: 'replayed', content });
    expect(await replay(await decide('replayed', 30), version)).toMatchObject({
      outcome: null,
      problems: [{ path: 'inputs.age' }],
      isSame: false,
    });
  });

  test('is null where there is no such decision or version, and once the inputs were erased', async () => {
    const id = await decide('replayed', 30);
    const foreign = await decided(desk.engine, { personId: ada.personId, claimIds: ada.claimIds });
    expect(await replay('018f0000-0000-7000-8000-000000000000')).toBeNull();
    expect(await replay('nothing')).toBeNull();
    expect(await replay(id, 99)).toBeNull();
    expect(await replay(foreign)).toBeNull();
    await runSql(hub.database.url, `delete from decision.key where id = '${id}'`);
    expect(await replay(id)).toBeNull();
  });
});

describe('a version in shadow', () => {
  const name = 'shadowed';
  const SHADOW = `mutation ($input: ShadowPolicyInput!) { shadowPolicy(input: $input) {
    __typename ... on PolicyChanged { policy { isShadow state } } ... on IllegalTransition { from to }
  } }`;
  const shadow = async (version: number, runs = true): Promise<any> =>
    (await ask(steward, SHADOW, { input: { name, version, runs } })).shadowPolicy;
  const report = async (version: number): Promise<any> => {
    const { policy } = await ask(
      steward,
      `query ($name: String!) { policy(name: $name) { versions { version shadow {
        decisions agreed agreementRate differing { decisionId before after matchedRules }
      } } } }`,
      { name },
    );
    return policy.versions.find((each: any) => each.version === version).shadow;
  };

  test('decides nothing, and what it would have said is told', async () => {
    const published = await publish(steward, name, adults());
    const { version } = await draft(steward, { name, content: adults(21) });
    expect(await shadow(version)).toMatchObject({ __typename: 'IllegalTransition', from: 'DRAFT' });
    expect(await shadow(published)).toMatchObject({ __typename: 'IllegalTransition', from: 'PUBLISHED' });
    await step(steward, 'submitPolicy', { name, version });
    expect(await report(version)).toBeNull();
    expect(await shadow(version)).toMatchObject({ policy: { isShadow: true, state: 'IN_REVIEW' } });

    const ids = [];
    for (const age of [30, 19, 10, 20]) ids.push(await decide(name, age));
    const { decision } = await ask(steward, 'query ($id: ID!) { decision(id: $id) { outcome policy { version } } }', {
      id: ids[1],
    });
    expect(decision).toEqual({ outcome: 'APPROVE', policy: { version: String(published) } });
    expect(await report(version)).toEqual({
      decisions: 4,
      agreed: 2,
      agreementRate: 0.5,
      differing: [ids[3], ids[1]].map((decisionId) => ({
        decisionId,
        before: 'APPROVE',
        after: 'REJECT',
        matchedRules: ['minor'],
      })),
    });
    await shadow(version, false);
    await decide(name, 19);
    expect(await report(version)).toMatchObject({ decisions: 4 });
    await shadow(version);
    // Published, it decides and is no shadow any more.
    await step(steward, 'publishPolicy', { name, version });
    expect(await shadow(version, false)).toMatchObject({ policy: { isShadow: false, state: 'PUBLISHED' } });
  });

  test('that would refuse the inputs does not hold up a decision', async () => {
    const content = adults();
    content.inputs.income = { type: 'number' };
    content.model.nodes[1].content.inputs.push({ id: 'i-income', name: 'Income', field: 'income' });
    for (const rule of content.model.nodes[1].content.rules) rule['i-income'] = '';
    const { version } = await draft(steward, { name, content });
    await step(steward, 'submitPolicy', { name, version });
    await shadow(version);
    const decisionId = await decide(name, 30);
    expect(await report(version)).toMatchObject({ agreed: 0, differing: [{ decisionId, after: null }] });
  });
});
