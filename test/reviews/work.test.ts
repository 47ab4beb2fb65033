import { describe, expect, test } from 'vitest';
import { closePools, openPools } from '../../src/kernel/db.ts';
import { escalate } from '../../src/subgraphs/decision/reviews/escalation.ts';
import { scopesToAsk } from '../../src/kernel/roles.ts';
import { resolve, take, twin } from '../review/support.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { claimOf, counts, queue, undecided, work } from './support.ts';

const NOBODY = '01a1fb0b-9232-71ae-8822-5659731dc92b';

/** A review of a decision. */
async function openOne(
  hub: TestHub,
): Promise<{ id: string; steward: Client; ada: Client; eva: Client; engine: Client }> {
  const [crm, engine, steward, ada, eva] = (await Promise.all(
    ['crm', 'decision', 'steward', 'steward/ada', 'steward/eva'].map((name) => hub.as(name)),
  )) as [Client, Client, Client, Client, Client];
  const { personId } = await take(crm, { externalId: 'p', name: { full: 'Otto Berg' } });
  await undecided(engine, personId, await claimOf(crm, personId));
  const [{ id }] = await queue(ada);
  return { id, steward, ada, eva, engine };
}

const WORKER = [
  'review:read',
  'review:work',
  'decision:read',
  'match:read',
  'match:review',
  'person:read',
  'events:read',
];

describe('who works at a review', () => {
  test('one of eight who take it at once gets it, and the others learn who', async () => {
    await using hub = await createHub();
    const { id, ada } = await openOne(hub);
    const names = Array.from({ length: 8 }, (_, n) => `steward/s${n}`);
    const answers = await Promise.all(
      names.map(async (name) => work(await hub.as(name), 'assignReview', { reviewId: id })),
    );
    const winners = answers.filter((answer) => answer.__typename === 'ReviewUpdated');
    expect(winners).toHaveLength(1);
    const { assignee, state } = winners[0].review;
    expect(names).toContain(assignee);
    expect(state).toBe('ASSIGNED');
    const losers = answers.filter((answer) => answer !== winners[0]);
    expect(losers).toEqual(Array(7).fill(expect.objectContaining({ __typename: 'ReviewTaken', assignee })));
    const told = await runSql<{ count: number }>(
      hub.database.url,
      `select count(*)::int as count from log.event where type = 'dev.selfsame.review.assigned.v1'`,
    );
    expect(told).toEqual([{ count: 1 }]);
    expect((await counts(ada)).find(({ kind }) => kind === 'DECISION')).toEqual({
      kind: 'DECISION',
      open: 0,
      assigned: 1,
    });
  });

  test('gives it back, and who does not have it cannot, but for who assigns others', async () => {
    await using hub = await createHub();
    const { id, steward } = await openOne(hub);
    const [ada, eva] = [await hub.as('steward/ada', WORKER), await hub.as('steward/eva', WORKER)];
    await work(ada, 'assignReview', { reviewId: id });
    expect(await work(ada, 'assignReview', { reviewId: id })).toMatchObject({ review: { assignee: 'steward/ada' } });
    expect(await work(eva, 'releaseReview', { reviewId: id })).toMatchObject({
      __typename: 'ReviewTaken',
      assignee: 'steward/ada',
    });
    expect(await work(ada, 'releaseReview', { reviewId: id })).toMatchObject({
      review: { state: 'OPEN', assignee: null },
    });
    const forbidden = await ada.query(
      `mutation { assignReview(input: { reviewId: "${id}", assignee: "steward/eva" }) { __typename } }`,
    );
    expect(forbidden.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    await work(ada, 'assignReview', { reviewId: id });
    expect(await work(steward, 'assignReview', { reviewId: id, assignee: 'steward/eva' })).toMatchObject({
      review: { assignee: 'steward/eva' },
    });
    expect(await work(steward, 'releaseReview', { reviewId: id })).toMatchObject({ review: { assignee: null } });
  });

  test('refuses what is wrong by the name of the field, and stores nothing', async () => {
    await using hub = await createHub();
    const { id, steward } = await openOne(hub);
    const before = await queue(steward);
    const wrong: [string, object, string][] = [
      ['assignReview', { assignee: 'a b' }, 'assignee'],
      ['noteReview', { text: ' ' }, 'text'],
      ['noteReview', { text: 'x'.repeat(2_001) }, 'text'],
      ['prioritiseReview', { priority: 101 }, 'priority'],
      ['prioritiseReview', { priority: -1 }, 'priority'],
    ];
    for (const [command, input, path] of wrong) {
      expect(await work(steward, command, { reviewId: id, ...input })).toMatchObject({ problems: [{ path }] });
    }
    for (const reviewId of ['x', NOBODY])
      expect(await work(steward, 'releaseReview', { reviewId })).toEqual({ __typename: 'NotFound', id: reviewId });
    expect(await queue(steward)).toEqual(before.map((review) => ({ ...review, ageSeconds: expect.any(Number) })));
  });

  test('notes are sealed, in their order, and the same key writes one', async () => {
    await using hub = await createHub();
    const { id, ada, eva } = await openOne(hub);
    await work(ada, 'noteReview', { reviewId: id, text: 'Otto lives in Bern.', idempotencyKey: 'k' });
    await work(ada, 'noteReview', { reviewId: id, text: 'Otto lives in Bern.', idempotencyKey: 'k' });
    const { review } = await work(eva, 'noteReview', { reviewId: id, text: 'He has moved.' });
    expect(review.notes).toEqual([
      { text: 'Otto lives in Bern.', author: 'steward/ada' },
      { text: 'He has moved.', author: 'steward/eva' },
    ]);
    const rows = await runSql<{ all: string }>(
      hub.database.url,
      `select (select string_agg(encode(sealed, 'escape'), '') from decision.review_note) || (select string_agg(data::text, '') from log.event) as all`,
    );
    expect(rows[0]!.all).not.toMatch(/Bern|moved/);
    await expect(
      runSql(hub.database.url, `set role selfsame_decision; update decision.review_note set author = 'x'`),
    ).rejects.toThrow('permission denied');
  });

  test('nobody takes or changes a review that is closed, and each learns how it ended', async () => {
    await using hub = await createHub();
    const { id, ada, engine } = await openOne(hub);
    const { review } = await ask(ada, `{ review(id: "${id}") { person { id } decision { id claims { id } } } }`);
    await undecided(engine, review.person.id, review.decision.claims[0].id, {
      outcome: 'APPROVE',
      supersedes: review.decision.id,
    });
    expect(await queue(ada)).toEqual([]);
    for (const [command, more] of [
      ['assignReview', {}],
      ['releaseReview', {}],
      ['prioritiseReview', { priority: 1 }],
    ] as const) {
      expect(await work(ada, command, { reviewId: id, ...more })).toEqual({
        __typename: 'ReviewClosed',
        closed: { as: 'APPROVE', by: 'decision' },
      });
    }
  });
});

describe('two people', () => {
  const demandTwo = (client: Client): Promise<any> =>
    ask(
      client,
      'mutation { configureReviews(input: { kind: MATCH, fourEyes: true }) { ... on ReviewsConfigured { rule { fourEyes } } } }',
    );

  test('have to say the same where a kind demands it, and one alone does not close', async () => {
    await using hub = await createHub();
    const [crm, ada, eva] = await Promise.all([hub.as('crm'), hub.as('steward/ada'), hub.as('steward/eva')]);
    expect(await demandTwo(ada)).toEqual({ configureReviews: { rule: { fourEyes: true } } });
    const [one, two] = [await take(crm, twin('1', 'Ada')), await take(crm, twin('2', 'Eva'))];
    const [{ id }] = await queue(ada);
    await work(ada, 'assignReview', { reviewId: id });
    await resolve(ada, { recordA: one.recordId, recordB: two.recordId, verdict: 'SAME' });
    expect((await queue(eva, ', kinds: [MATCH]'))[0]).toMatchObject({
      id,
      state: 'OPEN',
      assignee: null,
      agreed: [{ actor: 'steward/ada', word: 'SAME' }],
    });
    const refused = { problems: [{ path: 'word' }] };
    expect(await work(ada, 'agreeReview', { reviewId: id, word: 'SAME' })).toMatchObject(refused);
    // Not from another desk either.
    await ask(
      ada,
      'mutation { registerSystem(input: { id: "desk", kind: STEWARD, name: "Desk" }) { ... on SystemRegistered { system { id } } } }',
    );
    const elsewhere = await hub.as('desk/ada', scopesToAsk('STEWARD'));
    expect(await work(elsewhere, 'agreeReview', { reviewId: id, word: 'SAME' })).toMatchObject(refused);
    expect(await work(eva, 'agreeReview', { reviewId: id, word: 'DIFFERENT' })).toMatchObject(refused);
    expect(await work(eva, 'agreeReview', { reviewId: id, word: 'SAME' })).toMatchObject({
      review: { state: 'CLOSED', closed: { as: 'SAME', by: 'steward/eva' } },
    });
  });

  test('who disagrees says so where the subject lives, and a third decides', async () => {
    await using hub = await createHub();
    const [crm, ada, eva, lea] = (await Promise.all(
      ['crm', 'steward/ada', 'steward/eva', 'steward/lea'].map((name) => hub.as(name)),
    )) as [Client, Client, Client, Client];
    await demandTwo(ada);
    const [one, two] = [await take(crm, twin('1', 'Ada')), await take(crm, twin('2', 'Eva'))];
    const pair = { recordA: one.recordId, recordB: two.recordId };
    await resolve(ada, { ...pair, verdict: 'SAME' });
    await resolve(eva, { ...pair, verdict: 'DIFFERENT', replace: true });
    const [review] = await queue(lea, ', kinds: [MATCH]');
    expect(review.agreed).toEqual([
      { actor: 'steward/ada', word: 'SAME' },
      { actor: 'steward/eva', word: 'DIFFERENT' },
    ]);
    expect(await work(lea, 'agreeReview', { reviewId: review.id, word: 'DIFFERENT' })).toMatchObject({
      review: { closed: { as: 'DIFFERENT' } },
    });
  });

  test('cannot be demanded where the verdict has rules of its own, and rules are checked', async () => {
    await using hub = await createHub();
    const steward = await hub.as('steward');
    const configure = (input: string): Promise<any> =>
      ask(
        steward,
        `mutation { configureReviews(input: { ${input} }) { __typename ... on InvalidInput { problems { path } } } }`,
      );
    for (const [input, path] of [
      ['kind: DECISION, fourEyes: true', 'fourEyes'],
      ['kind: MATCH, deadlineHours: 0', 'deadlineHours'],
      ['kind: MATCH, priority: 101', 'priority'],
      ['kind: MATCH', ''],
    ])
      expect(await configure(input!)).toEqual({
        configureReviews: { __typename: 'InvalidInput', problems: [{ path }] },
      });
  });
});

test('what is overdue rises, and is told once; what was set by hand stays', async () => {
  const clock = testClock();
  await using hub = await createHub({ clock });
  const { id, ada } = await openOne(hub);
  const pools = openPools(
    { url: hub.database.url, readConnections: 1, writeConnections: 1, statementTimeoutMs: 5000 },
    'selfsame_decision',
  );
  const sweep = (): Promise<boolean> => escalate({ pools, clock, log: { wake() {} } as never });
  expect((await queue(ada))[0]).toMatchObject({ priority: 60, overdue: false });
  clock.advance(47 * 3_600_000);
  await sweep();
  expect((await queue(ada))[0]).toMatchObject({ priority: 60, overdue: false, ageSeconds: 47 * 3_600 });
  clock.advance(2 * 3_600_000);
  await sweep();
  await sweep();
  expect(await queue(ada, ', overdue: true')).toMatchObject([{ id, priority: 80, overdue: true }]);
  expect(await queue(ada, ', overdue: false')).toEqual([]);
  clock.advance(48 * 3_600_000);
  await sweep();
  expect((await queue(ada))[0]).toMatchObject({ priority: 100 });
  await work(ada, 'prioritiseReview', { reviewId: id, priority: 5 });
  clock.advance(96 * 3_600_000);
  await sweep();
  await sweep();
  expect((await queue(ada))[0]).toMatchObject({ priority: 5, priorityByHand: true });
  expect(await work(ada, 'prioritiseReview', { reviewId: id })).toMatchObject({
    review: { priority: 100, priorityByHand: false },
  });
  const told = await runSql<{ count: number }>(
    hub.database.url,
    `select count(*)::int as count from log.event where type = 'dev.selfsame.review.overdue.v1'`,
  );
  expect(told).toEqual([{ count: 1 }]);
  await closePools(pools);
});
