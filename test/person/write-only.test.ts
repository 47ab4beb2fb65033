import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';

test('a token that may write and not read learns ids and the outcome, the first time and again', async () => {
  await using hub = await createHub();
  const client = await hub.as('crm', ['person:write']);
  const write = `mutation { recordPerson(input: { externalId: "1", name: { full: "A" }, idempotencyKey: "k" }) {
    ... on PersonRecorded { outcome personId recordId person { id name { full } } }
  } }`;
  const [first, again] = [await client.query(write), await client.query(write)];
  expect(first.data.recordPerson).toMatchObject({ outcome: 'CREATED', person: null });
  expect(first.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(again).toEqual(first);
});
