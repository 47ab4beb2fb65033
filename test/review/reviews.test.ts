import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { clients, merge, resolve, reviews, take, twin } from './support.ts';

test('asks about two people of whom a record of each may be one, with all that a steward needs', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  expect(ada.personId).not.toBe(eva.personId);

  const [review, ...others] = await reviews(steward);
  expect(others).toEqual([]);
  expect(review).toMatchObject({
    status: 'OPEN',
    recordA: { id: ada.recordId, externalId: '1' },
    recordB: { id: eva.recordId, externalId: '2' },
    personA: { id: ada.personId },
    personB: { id: eva.personId },
    explanation: { modelVersion: expect.stringMatching(/^[0-9a-f]{16}$/), decision: 'REVIEW', rule: null },
    ifSame: { personIds: [ada.personId, eva.personId], stays: ada.personId },
    verdicts: [],
  });
  expect(review.recordA.claims).toContainEqual({ field: 'BIRTH_DATE', value: '1980-05-17' });
  const { prior, steps, household, weight, probability } = review.explanation;
  const sum = steps.reduce((bits: number, step: any) => bits + step.weight + step.rarityAdjustment, prior + household);
  expect(sum).toBeCloseTo(weight, 6);
  expect([weight, probability]).toEqual([review.weight, review.probability]);
  expect(steps.map((step: any) => step.comparison)).toEqual(
    expect.arrayContaining(['given', 'family', 'birth', 'email']),
  );
});

test('asks once about two people, by their strongest pair, the most likely first, page by page', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  // Two more records of Ada, which are asked about too, and a pair of namesakes, of which less is known.
  expect((await take(crm, twin('3', 'Ada', { phones: [{ value: '+41446681800' }] }))).personId).toBe(ada.personId);
  expect((await take(crm, twin('4', 'Ada', { gender: 'FEMALE' }))).personId).toBe(ada.personId);
  await take(crm, { externalId: '5', name: { given: 'Noah', family: 'Berg' } });
  await take(crm, { externalId: '6', name: { given: 'Noah', family: 'Berg' } });

  const all = await reviews(steward);
  expect(all).toHaveLength(2);
  expect(new Set([all[0].personA.id, all[0].personB.id])).toEqual(new Set([ada.personId, eva.personId]));
  expect(all[1]).toMatchObject({ recordA: { externalId: '5' }, recordB: { externalId: '6' } });
  expect(all[0].weight).toBeGreaterThan(all[1].weight);

  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const { matchReviews } = await ask(
      steward,
      'query ($after: String) { matchReviews(first: 1, after: $after) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }',
      { after },
    );
    seen.push(...matchReviews.edges.map(({ node }: any) => node.id));
    expect(matchReviews.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!matchReviews.pageInfo.hasNextPage) break;
    after = matchReviews.pageInfo.endCursor;
  }
  expect(seen).toEqual(all.map(({ id }) => id));
});

test('asks about namesakes of whom nothing else is known as a chain, not as all pairs', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const { recordPeople } = await ask(
    crm,
    'mutation ($input: RecordPeopleInput!) { recordPeople(input: $input) { ... on PeopleRecorded { outcomes { ... on PersonRecorded { recordId } } } } }',
    {
      input: {
        records: Array.from({ length: 60 }, (_, n) => ({
          externalId: String(n),
          name: { given: 'Noah', family: 'Berg' },
        })),
      },
    },
  );
  const ids = recordPeople.outcomes.map(({ recordId }: { recordId: string }) => recordId).toSorted();
  const seen: string[][] = [];
  for (let after: string | null = null; ;) {
    const { matchReviews } = await ask(
      steward,
      'query ($after: String) { matchReviews(first: 25, after: $after) { edges { node { recordA { id } recordB { id } } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    seen.push(...matchReviews.edges.map(({ node }: any) => [node.recordA.id, node.recordB.id]));
    if (!matchReviews.pageInfo.hasNextPage) break;
    after = matchReviews.pageInfo.endCursor;
  }
  expect(seen).toEqual(ids.slice(1).map((id: string, place: number) => [ids[place], id]));
});

test('asks about two people by what they have in common beside a name that many have', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const namesakes = [];
  for (const externalId of ['3', '4', '5'])
    namesakes.push(await take(crm, { externalId, name: { given: 'Noah', family: 'Berg' } }));
  await merge(steward, [ada.personId, namesakes[0]!.personId]);
  await merge(steward, [eva.personId, namesakes[2]!.personId]);
  const [review] = await reviews(steward, `, personId: "${ada.personId}"`);
  expect(review).toMatchObject({ recordA: { externalId: '1' }, recordB: { externalId: '2' } });
  expect(await reviews(steward)).toHaveLength(3);
});

test('asks about a link that did not make one person of two, until somebody tells', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const name = { given: 'John', family: 'Smith' };
  const father = await take(crm, {
    externalId: '1',
    name,
    birthDate: '1955-01-02',
    emails: [{ value: 'a@example.org' }],
  });
  const son = await take(crm, { externalId: '2', name, birthDate: '1985-11-20', emails: [{ value: 'b@example.org' }] });
  const either = await take(crm, {
    externalId: '3',
    name,
    emails: [{ value: 'a@example.org' }, { value: 'b@example.org' }],
  });
  expect(new Set([father, son, either].map(({ personId }) => personId)).size).toBe(3);

  const asked = await reviews(steward, `, personId: "${either.personId}"`);
  expect(asked.map(({ explanation }) => explanation.decision)).toEqual(['LINK', 'LINK']);
  await resolve(steward, { recordA: either.recordId, recordB: son.recordId, verdict: 'SAME' });
  await resolve(steward, { recordA: either.recordId, recordB: father.recordId, verdict: 'DIFFERENT' });
  expect(await reviews(steward)).toEqual([]);
});

test('lists what one person is asked about, by any of its ids', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  await take(crm, twin('2', 'Eva'));
  const noah = await take(crm, { externalId: '5', name: { given: 'Noah', family: 'Berg' } });
  await take(crm, { externalId: '6', name: { given: 'Noah', family: 'Berg' } });
  expect(
    (await reviews(steward, `, personId: "${ada.personId.toUpperCase()}"`)).map(({ recordA }) => recordA.externalId),
  ).toEqual(['1']);
  expect((await reviews(steward, `, personId: "${noah.personId}"`)).map(({ recordA }) => recordA.externalId)).toEqual([
    '5',
  ]);
  expect(await reviews(steward, ', personId: "01a1f86a-0000-7000-8000-000000000000"')).toEqual([]);
  expect(await reviews(steward, ', personId: "nobody"')).toEqual([]);
});

test('lists apart what somebody was unsure about, with what was said', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const answer = await resolve(steward, {
    recordA: eva.recordId,
    recordB: ada.recordId,
    verdict: 'UNSURE',
    reason: 'No answer.',
  });
  expect(answer).toMatchObject({ __typename: 'MatchResolved', outcome: 'UNCHANGED' });
  expect(await reviews(steward)).toEqual([]);
  const [review] = await reviews(steward, ', status: UNSURE');
  expect(review).toMatchObject({
    status: 'UNSURE',
    verdicts: [{ recordA: ada.recordId, recordB: eva.recordId, said: 'UNSURE', reason: 'No answer.' }],
  });
  await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'DIFFERENT' });
  expect(await reviews(steward, ', status: UNSURE')).toEqual([]);
});

test.each([
  ['matchReviews(first: 0)', 'BAD_REQUEST'],
  ['matchReviews(first: 201)', 'BAD_REQUEST'],
  ['matchReviews(after: "x")', 'BAD_CURSOR'],
  [`matchReviews(after: "${Buffer.from('1 a b').toString('base64url')}")`, 'BAD_CURSOR'],
  ['conflicts(first: -1)', 'BAD_REQUEST'],
  ['conflicts(after: "x")', 'BAD_CURSOR'],
])('refuses %s', async (field, code) => {
  await using hub = await createHub();
  const { steward } = await clients(hub);
  const { errors } = await steward.query(`{ ${field} { pageInfo { hasNextPage } } }`);
  expect(errors?.[0]?.extensions?.code).toBe(code);
});
