import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { place, release } from './operations.ts';

const NOBODY = '0190a1b2-0000-7000-8000-00000000dead';
const clock = testClock();
let hub: TestHub;
let crm: Client;
let steward: Client;
let officer: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, steward, officer] = await Promise.all([hub.as('crm'), hub.as('steward'), hub.as('privacy_officer')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** Who is held, by the tables of a subgraph. */
const heldIn = (subgraph: string): Promise<string[]> =>
  runSql<{ id: string }>(
    hub.database.url,
    `select distinct person_id::text as id from ${subgraph}.held order by 1`,
  ).then((rows) => rows.map(({ id }) => id));
const SUBGRAPHS = ['person', 'verification', 'decision', 'consent'];

test('a hold is placed with its reason sealed, known to every subgraph, listed, and released once', async () => {
  const personId = await recorded(crm, { externalId: 'h1', gender: 'OTHER' });
  const placed = await place(officer, {
    personId,
    reason: 'Suit of Lovelace',
    dataClasses: ['RISK', 'EVIDENCE', 'RISK'],
  });
  expect(placed).toMatchObject({
    __typename: 'HoldPlaced',
    hold: {
      person: { id: personId },
      dataClasses: ['EVIDENCE', 'RISK'],
      reason: 'Suit of Lovelace',
      releasedAt: null,
    },
  });
  for (const subgraph of SUBGRAPHS) await expect.poll(() => heldIn(subgraph)).toEqual([personId]);
  const { person, holds } = await ask(
    officer,
    'query ($id: ID!) { person(id: $id) { holds { id } } holds { id reason } }',
    { id: personId },
  );
  expect([person.holds, holds]).toEqual([[{ id: placed.holdId }], [{ id: placed.holdId, reason: 'Suit of Lovelace' }]]);
  const rows = await runSql<{ row: string }>(
    hub.database.url,
    'select hold::text as row from consent.legal_hold hold union all select data::text from log.event',
  );
  const marks = ['Lovelace', Buffer.from('Lovelace').toString('hex')];
  expect(rows.filter(({ row }) => marks.some((mark) => row.includes(mark)))).toEqual([]);

  expect(await release(officer, { holdId: placed.holdId, reason: 'Settled' })).toEqual({
    __typename: 'HoldReleased',
    holdId: placed.holdId,
    hold: { releasedBy: 'steward', releaseReason: 'Settled' },
  });
  for (const subgraph of SUBGRAPHS) await expect.poll(() => heldIn(subgraph)).toEqual([]);
  expect(await release(officer, { holdId: placed.holdId, reason: 'Again' })).toMatchObject({
    __typename: 'HoldNotOpen',
  });
  expect((await ask(officer, '{ holds { id } }')).holds).toEqual([]);
});

test('what is wrong is named, and nobody is told who exists', async () => {
  expect(await place(officer, { personId: NOBODY, reason: 'r' })).toEqual({ __typename: 'NotFound', id: NOBODY });
  expect(await place(officer, { personId: NOBODY, reason: ' ' })).toMatchObject({ problems: [{ path: 'reason' }] });
  expect(await release(officer, { holdId: 'x', reason: 'r' })).toEqual({ __typename: 'NotFound', id: 'x' });
  expect(await release(officer, { holdId: NOBODY, reason: 'r' })).toEqual({ __typename: 'NotFound', id: NOBODY });
  const reader = await hub.as('privacy_officer', ['retention:read', 'person:read']);
  const { errors } = await reader.query(
    `mutation { placeHold(input: { personId: "${NOBODY}", reason: "r" }) { __typename } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('a hold with a key is placed once', async () => {
  const personId = await recorded(crm, { externalId: 'h2', gender: 'OTHER' });
  const input = { personId, reason: 'r', idempotencyKey: 'hold of Lovelace' };
  const [one, again] = [await place(officer, input), await place(officer, input)];
  expect(again).toEqual(one);
  expect(await place(officer, { ...input, reason: 'other' })).toMatchObject({ __typename: 'IdempotencyConflict' });
  await release(officer, { holdId: one.holdId, reason: 'r' });
});

test('a hold keeps whom the person becomes: merged, and split again', async () => {
  const [one, two] = [
    await record(crm, { externalId: 'm1', name: { full: 'Eva Adler' } }),
    await record(crm, { externalId: 'm2', name: { full: 'Otto Specht' } }),
  ];
  const { holdId } = await place(officer, { personId: two.person.id, reason: 'r' });
  await ask(
    steward,
    'mutation ($ids: [ID!]!) { mergePeople(input: { personIds: $ids, reason: "one" }) { __typename } }',
    { ids: [one.person.id, two.person.id] },
  );
  const both: string[] = [one.person.id, two.person.id].toSorted((a, b) => (a < b ? -1 : 1));
  for (const subgraph of SUBGRAPHS) await expect.poll(() => heldIn(subgraph)).toEqual(both);
  await ask(
    steward,
    'mutation ($id: ID!, $ids: [ID!]!) { splitPerson(input: { personId: $id, recordIds: $ids, reason: "two" }) { __typename } }',
    { id: one.person.id, ids: [two.recordId] },
  );
  // Nobody has said which of them the hold meant.
  for (const subgraph of SUBGRAPHS) await expect.poll(() => heldIn(subgraph)).toEqual(expect.arrayContaining(both));
  await release(officer, { holdId, reason: 'r' });
  for (const subgraph of SUBGRAPHS) await expect.poll(() => heldIn(subgraph)).toEqual([]);
});
