import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { type Desk, decide, decided, newSubject, openDesk } from './operations.ts';

let hub: TestHub;
let desk: Desk;

beforeAll(async () => {
  hub = await createHub();
  desk = await openDesk(hub);
});
afterAll(() => hub[Symbol.asyncDispose]());

async function show(id: string): Promise<any> {
  const query = 'query ($id: ID!) { decision(id: $id) { outcome supersedes { id } supersededBy { id } } }';
  return (await ask(desk.engine, query, { id })).decision;
}

describe('superseding', () => {
  test('links both ways and leaves the earlier decision as it was', async () => {
    const { personId, verificationId } = await newSubject(desk);
    const cited = { personId, verificationIds: [verificationId] };
    const earlier = await decided(desk.engine, { ...cited, outcome: 'REVIEW' });
    const later = await decided(desk.engine, { ...cited, supersedes: earlier });
    expect(await show(earlier)).toMatchObject({ outcome: 'REVIEW', supersedes: null, supersededBy: { id: later } });
    expect(await show(later)).toMatchObject({ outcome: 'APPROVE', supersedes: { id: earlier }, supersededBy: null });
  });

  test('is refused for what was replaced, is about something or somebody else, or is not there', async () => {
    const { personId, verificationId } = await newSubject(desk);
    const cited = { personId, verificationIds: [verificationId] };
    const stranger = await newSubject(desk);
    const replaced = await decided(desk.engine, cited);
    await decided(desk.engine, { ...cited, supersedes: replaced });
    const wrong = [
      replaced,
      await decided(desk.engine, { ...cited, subject: 'credit-limit' }),
      await decided(desk.engine, { personId: stranger.personId, verificationIds: [stranger.verificationId] }),
      '018f0000-0000-7000-8000-000000000000',
      'nothing',
    ];
    for (const supersedes of wrong) {
      expect(await decide(desk.engine, { ...cited, supersedes })).toEqual({
        __typename: 'InvalidInput',
        problems: [
          {
            path: 'supersedes',
            message: 'Expected a decision about the same person and subject that nothing has replaced yet.',
          },
        ],
      });
    }
  });

  test('by several at once lets one pass, and stores nothing of the others', async () => {
    const { personId, verificationId } = await newSubject(desk);
    const cited = { personId, verificationIds: [verificationId] };
    const earlier = await decided(desk.engine, cited);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => decide(desk.engine, { ...cited, supersedes: earlier })),
    );
    const passed = outcomes.filter(({ __typename }) => __typename === 'DecisionRecorded');
    expect(passed).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome !== passed[0]) expect(outcome.problems).toMatchObject([{ path: 'supersedes' }]);
    expect((await show(earlier)).supersededBy).toEqual({ id: passed[0].decisionId });
    const [{ decisions, keys, events }] = (await runSql(
      hub.database.url,
      `select (select count(*)::int from decision.decision where person_id = '${personId}') decisions,
              (select count(*)::int from decision.key where id in (select id from decision.decision where person_id = '${personId}')) keys,
              (select count(*)::int from log.event where subject = '${personId}' and type = 'dev.selfsame.decision.made.v1') events`,
    )) as [any];
    expect({ decisions, keys, events }).toEqual({ decisions: 2, keys: 2, events: 2 });
  });
});
