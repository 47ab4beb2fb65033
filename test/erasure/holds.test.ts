import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stored } from '../evidence/support.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { erase, keysOf, reached, whole } from './support.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createHub();
});
afterAll(() => hub[Symbol.asyncDispose]());

test('a file that is held stays, and the erasure goes on by itself when it is released', async () => {
  const person = await whole(hub, 'Gustav');
  const steward = await hub.as('privacy_officer');
  const { placeLegalHold } = await ask(
    steward,
    'mutation ($id: ID!) { placeLegalHold(input: { fileId: $id, reason: "A case" }) { ... on LegalHoldPlaced { holdId } } }',
    { id: person.fileId },
  );
  const id = await erase(hub, person.personId);
  const status = await reached(hub, id, 'HELD');
  expect(status.logicallyCompleteAt).toBeNull();
  expect(status.subgraphs).toContainEqual(
    expect.objectContaining({
      subgraph: 'verification',
      state: 'HELD',
      held: [{ kind: 'evidence', id: person.fileId }],
    }),
  );
  expect(await keysOf(hub.database.url, person.recordIds)).toBe(0);
  expect((await stored(hub)).files).toHaveLength(1);
  await ask(
    steward,
    'mutation ($id: ID!) { releaseLegalHold(input: { holdId: $id, reason: "Closed" }) { __typename } }',
    { id: placeLegalHold.holdId },
  );
  await reached(hub, id);
  expect((await stored(hub)).files).toEqual([]);
  expect(await keysOf(hub.database.url, [person.fileId, person.verificationId])).toBe(0);
});

test('a person who is held stays as they are, and is erased when they are released', async () => {
  const person = await whole(hub, 'Hanna');
  const hold = (schema: string): Promise<unknown> =>
    runSql(
      hub.database.url,
      `insert into ${schema}.known_hold (id, person_id, classes) values ('${person.journeyId}', '${person.personId}', '{IDENTITY}')`,
    );
  await hold('person');
  const id = await erase(hub, person.personId);
  const status = await reached(hub, id, 'HELD');
  expect(status.subgraphs[0]).toMatchObject({ state: 'HELD', held: [{ kind: 'hold', id: person.journeyId }] });
  expect(await keysOf(hub.database.url, person.recordIds)).toBe(2);
  await runSql(hub.database.url, 'delete from person.known_hold');
  await reached(hub, id);
  expect(await keysOf(hub.database.url, person.recordIds)).toBe(0);
});

test('a hold that was placed before the erasure counts, however far behind the part is that reads of holds', async () => {
  const person = await whole(hub, 'Ilse');
  const officer = await hub.as('privacy_officer');
  const sql = postgres(hub.database.url, { max: 1 });
  let id = '';
  await sql.begin(async (tx) => {
    await tx`lock table person.known_hold in share mode`;
    const { placeHold } = await ask(
      officer,
      'mutation ($id: ID!) { placeHold(input: { personId: $id, reason: "A case" }) { __typename } }',
      { id: person.personId },
    );
    expect(placeHold).toEqual({ __typename: 'HoldPlaced' });
    id = await erase(hub, person.personId);
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  await sql.end();
  await reached(hub, id, 'HELD');
  expect(await keysOf(hub.database.url, person.recordIds)).toBe(2);
});
