import type { GraphQLEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { SCOPE_OF_KIND } from '../../src/subgraphs/decision/reviews/rules.ts';
import { resolve, take, twin } from '../review/support.ts';
import { createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { api } from '../permissions/schema.ts';
import { claimOf, counts, queue, undecided, work } from './support.ts';

const contradicting = (externalId: string, locale: string): Record<string, unknown> => ({
  externalId,
  name: { full: 'Ada Lovelace' },
  emails: [{ value: 'ada@example.org' }],
  locale,
});

describe('the queue', () => {
  test('shows a match until somebody has said what the records are, whichever way', async () => {
    await using hub = await createHub();
    const [crm, steward] = await Promise.all([hub.as('crm'), hub.as('steward/ada')]);
    const [ada, eva, lea] = [
      await take(crm, twin('1', 'Ada')),
      await take(crm, twin('2', 'Eva')),
      await take(crm, twin('3', 'Lea')),
    ];
    expect(await queue(steward)).toHaveLength(3);
    const [first] = await queue(steward);
    expect(first).toMatchObject({
      kind: 'MATCH',
      state: 'OPEN',
      person: { id: ada.personId },
      otherPerson: { id: eva.personId },
      match: { recordA: ada.recordId, recordB: eva.recordId },
      field: null,
      decision: null,
      closed: null,
    });
    await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'UNSURE' });
    expect(await queue(steward)).toHaveLength(3);
    await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'DIFFERENT' });
    expect(await queue(steward)).toHaveLength(2);
    await resolve(steward, { recordA: eva.recordId, recordB: lea.recordId, verdict: 'SAME' });
    // What was said of Eva holds for Lea, who is one with her.
    expect(await queue(steward, ', kinds: [MATCH]')).toEqual([]);
    const closed = await queue(steward, ', kinds: [MATCH], state: CLOSED');
    expect(new Set(closed.map((review) => review.closed.as))).toEqual(new Set(['DIFFERENT', 'GONE', 'SAME']));
    expect(new Set(closed.map((review) => review.closed.by))).toEqual(new Set(['steward/ada']));
  });

  test('drops a match when a record says something else, or is taken back, and asks anew', async () => {
    await using hub = await createHub();
    const [crm, steward] = await Promise.all([hub.as('crm'), hub.as('steward')]);
    await take(crm, twin('1', 'Ada'));
    await take(crm, twin('2', 'Eva'));
    expect(await queue(steward)).toHaveLength(1);
    await take(crm, twin('2', 'Eva', { emails: [{ value: 'eva@example.com' }], birthDate: '1991-01-01' }));
    expect(await queue(steward)).toEqual([]);
    await take(crm, twin('2', 'Eva'));
    expect(await queue(steward)).toHaveLength(1);
    await ask(crm, 'mutation { forgetRecord(input: { externalId: "2" }) { __typename } }');
    expect(await queue(steward)).toEqual([]);
    expect((await queue(steward, ', state: CLOSED')).map((review) => review.closed.as)).toEqual(['GONE', 'GONE']);
  });

  test('shows a conflict of a field until it is settled, or is none any more', async () => {
    await using hub = await createHub();
    const [crm, steward] = await Promise.all([hub.as('crm'), hub.as('steward/ada')]);
    const { personId } = await take(crm, contradicting('1', 'de-CH'));
    await take(crm, contradicting('2', 'fr-CH'));
    const [review] = await queue(steward);
    expect(review).toMatchObject({ kind: 'CONFLICT', field: 'LOCALE', person: { id: personId }, match: null });
    await take(crm, contradicting('2', 'de-CH'));
    expect(await queue(steward)).toEqual([]);
    await take(crm, contradicting('2', 'it-CH'));
    const { conflicts } = await ask(steward, '{ conflicts { edges { node { fields { claims { id } } } } } }');
    await ask(
      steward,
      `mutation ($id: ID!, $claim: ID!) { resolveConflict(input: { personId: $id, field: LOCALE, claimId: $claim, reason: "r" }) { __typename } }`,
      { id: personId, claim: conflicts.edges[0].node.fields[0].claims[0].id },
    );
    expect(await queue(steward)).toEqual([]);
    const closed = await queue(steward, ', state: CLOSED');
    expect(closed.map(({ closed: { as, by } }) => [as, by])).toEqual([
      ['GONE', 'crm'],
      ['SETTLED', 'steward/ada'],
    ]);
  });

  test('shows a decision that waits for a person until another one supersedes it', async () => {
    await using hub = await createHub();
    const [crm, engine, steward] = await Promise.all([hub.as('crm'), hub.as('decision'), hub.as('steward')]);
    const { personId } = await take(crm, twin('1', 'Ada'));
    const claim = await claimOf(crm, personId);
    const first = await undecided(engine, personId, claim);
    expect(await queue(steward)).toMatchObject([
      { kind: 'DECISION', person: { id: personId }, decision: { id: first, outcome: 'REVIEW' } },
    ]);
    const second = await undecided(engine, personId, claim, { outcome: 'REQUEST_INFORMATION', supersedes: first });
    expect(await queue(steward)).toMatchObject([{ decision: { id: second } }]);
    await undecided(engine, personId, claim, { outcome: 'APPROVE', supersedes: second });
    expect(await queue(steward)).toEqual([]);
    const closed = await queue(steward, ', kinds: [DECISION], state: CLOSED');
    expect(closed.map((review) => review.closed.as)).toEqual(['REQUEST_INFORMATION', 'APPROVE']);
  });

  test('gives pages in a stable order, by priority and then deadline, and counts by kind', async () => {
    await using hub = await createHub();
    const [crm, engine, steward] = await Promise.all([hub.as('crm'), hub.as('decision'), hub.as('steward/ada')]);
    const people = [];
    for (let n = 0; n < 5; n++) people.push(await take(crm, { externalId: `p${n}`, name: { full: `Person ${n}` } }));
    for (const { personId } of people) await undecided(engine, personId, await claimOf(crm, personId));
    await take(crm, contradicting('1', 'de-CH'));
    await take(crm, contradicting('2', 'fr-CH'));
    const all = await queue(steward);
    expect(all.map(({ kind }) => kind)).toEqual([...Array<string>(5).fill('DECISION'), 'CONFLICT']);
    await work(steward, 'prioritiseReview', { reviewId: all[5].id, priority: 90 });
    await work(steward, 'assignReview', { reviewId: all[2].id });
    const seen: string[] = [];
    for (let after: string | null = null, isMore = true; isMore;) {
      const { reviews }: any = await ask(
        steward,
        'query ($after: String) { reviews(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }',
        { after },
      );
      seen.push(...reviews.edges.map(({ node }: any) => node.id));
      expect(reviews.pageInfo.hasPreviousPage).toBe(after !== null);
      ({ hasNextPage: isMore, endCursor: after } = reviews.pageInfo);
    }
    expect(seen).toEqual([all[5], ...all.slice(0, 5)].map(({ id }) => id));
    expect(await counts(steward)).toEqual([
      { kind: 'MATCH', open: 0, assigned: 0 },
      { kind: 'CONFLICT', open: 1, assigned: 0 },
      { kind: 'DECISION', open: 4, assigned: 1 },
      { kind: 'DEAD_LETTER', open: 0, assigned: 0 },
    ]);
    expect((await queue(steward, ', assignee: "steward/ada"')).map(({ id }) => id)).toEqual([all[2].id]);
    expect(await queue(steward, ', state: OPEN')).toHaveLength(5);
    expect(await queue(steward, ', kinds: [CONFLICT]')).toHaveLength(1);
    const wrong = await steward.query('{ reviews(after: "x") { edges { cursor } } }');
    expect(wrong.errors?.[0]?.extensions?.code).toBe('BAD_CURSOR');
    expect((await steward.query('{ reviews(first: 201) { edges { cursor } } }')).errors?.[0]?.extensions?.code).toBe(
      'BAD_REQUEST',
    );
  });

  test('shows to a reader only kinds whose subject it may read, and of others not even that they are there', async () => {
    await using hub = await createHub();
    const [crm, engine, steward] = await Promise.all([hub.as('crm'), hub.as('decision'), hub.as('steward')]);
    const { personId } = await take(crm, contradicting('1', 'de-CH'));
    await take(crm, contradicting('2', 'fr-CH'));
    await undecided(engine, personId, await claimOf(crm, personId));
    const [decision, conflict] = await queue(steward);
    const reader = await hub.as('steward', ['review:read', 'review:work', 'decision:read', 'events:read']);
    const { reviews, review, hidden } = await ask(
      reader,
      `{ reviews { edges { node { id } } counts { kind } } review(id: "${decision.id}") { id } hidden: review(id: "${conflict.id}") { id } }`,
    );
    expect(reviews).toEqual({ edges: [{ node: { id: decision.id } }], counts: [{ kind: 'DECISION' }] });
    expect([review, hidden]).toEqual([{ id: decision.id }, null]);
    const { assignReview } = await ask(
      reader,
      `mutation { assignReview(input: { reviewId: "${conflict.id}" }) { __typename } }`,
    );
    expect(assignReview).toEqual({ __typename: 'NotFound' });
    const heard: string[] = [];
    for await (const { data } of reader.subscribe(
      'subscription { reviewChanged(after: "earliest") { type review { id kind } } }',
    )) {
      heard.push(data.reviewChanged.review.kind);
      break;
    }
    expect(heard).toEqual(['DECISION']);
  });

  test('asks for each kind the scope that the schema names', () => {
    const kinds = api.getType('ReviewKind') as GraphQLEnumType;
    const named = kinds.getValues().map(({ name, description }) => [name, /Needs `([\w:]+)`/.exec(description!)?.[1]]);
    expect(Object.fromEntries(named)).toEqual(SCOPE_OF_KIND);
  });
});
