import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { clients, merge, resolve, reviews, take, twin } from './support.ts';

const CHANGES = `subscription ($after: String) { matchReviewChanged(after: $after) {
  cursor kind pairs { reviewId recordA recordB } recordIds verdict outcome people { id }
} }`;

test('tells reviews that are opened and closed, and goes on behind a cursor', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const [review] = await reviews(steward);
  await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'SAME' });
  const seen: any[] = [];
  for await (const { data } of steward.subscribe(CHANGES, { after: 'earliest' })) {
    seen.push(data.matchReviewChanged);
    if (seen.length === 2) break;
  }
  const pair = { recordA: ada.recordId, recordB: eva.recordId };
  expect(seen).toMatchObject([
    {
      kind: 'OPENED',
      pairs: [{ ...pair, reviewId: review.id }],
      recordIds: [ada.recordId, eva.recordId],
      verdict: null,
      outcome: null,
    },
    {
      kind: 'RESOLVED',
      pairs: [],
      recordIds: [ada.recordId, eva.recordId],
      verdict: 'SAME',
      outcome: 'MERGED',
      people: [{ id: ada.personId }],
    },
  ]);
  for await (const { data } of steward.subscribe(CHANGES, { after: seen[0].cursor })) {
    expect(data.matchReviewChanged.cursor).toBe(seen[1].cursor);
    break;
  }
});

test('tells of each person once whom a write makes the model ask about, and nothing of a write that asks nothing', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const names = ['Ada', 'Otto', 'Lea', 'Bruno', 'Mia', 'Hugo', 'Sophie', 'Kurt'];
  const records = names.map((given, n) => twin(String(n), given));
  await ask(crm, 'mutation ($input: RecordPeopleInput!) { recordPeople(input: $input) { __typename } }', {
    input: { records },
  });
  await take(crm, { externalId: 'x', name: { full: 'Otto Berg' }, emails: [{ value: 'otto@example.org' }] });
  await take(crm, { externalId: 'y', name: { given: 'Noah', family: 'Berg' } });
  const namesake = await take(crm, { externalId: 'z', name: { given: 'Noah', family: 'Berg' } });
  const seen: any[] = [];
  for await (const { data } of steward.subscribe(CHANGES, { after: 'earliest' })) {
    seen.push(data.matchReviewChanged);
    if (data.matchReviewChanged.recordIds.includes(namesake.recordId)) break;
  }
  const told = seen.slice(0, -1).flatMap(({ pairs }) => pairs.map((pair: any) => JSON.stringify(pair)));
  // Each of the eight with each other.
  expect(told).toHaveLength(28);
  expect(new Set(told).size).toBe(28);
});

test('what is told stands in the list', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  for (const [n, given] of ['Ada', 'Eva', 'Lea', 'Mia'].entries()) await take(crm, twin(String(n), given));
  const listed = new Set((await reviews(steward)).map(({ id }) => id));
  const told = new Set<string>();
  for await (const { data } of steward.subscribe(CHANGES, { after: 'earliest' })) {
    for (const { reviewId } of data.matchReviewChanged.pairs) told.add(reviewId);
    if (told.size >= listed.size) break;
  }
  expect(told).toEqual(listed);
});

test('a merge is told as what it is, and who may not read reviews hears nothing of it', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const otto = await take(crm, { externalId: '2', name: { full: 'Otto Berg' } });
  await merge(steward, [ada.personId, otto.personId]);
  const events = async (scopes: string[]): Promise<string[]> => {
    const client = await hub.as('steward', scopes);
    const names: string[] = [];
    for await (const { data } of client.subscribe(
      `subscription { events(after: "earliest", personId: "${ada.personId}") { type } }`,
    )) {
      names.push(data.events.type);
      if (data.events.type.includes(scopes.includes('match:read') ? 'match.resolved' : 'identity.merged')) break;
    }
    return names.filter((name) => name.includes('match.'));
  };
  expect(await events(['events:read', 'person:read', 'match:read'])).toEqual(['dev.selfsame.match.resolved.v1']);
  expect(await events(['events:read', 'person:read'])).toEqual([]);
});
