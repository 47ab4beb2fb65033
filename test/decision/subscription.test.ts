import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHub, createHub } from '../support/hub.ts';
import { type Desk, decided, newSubject, openDesk, twoSubjects } from './operations.ts';

const MADE = /* GraphQL */ `
  subscription ($id: ID, $after: String) {
    decisionMade(personId: $id, after: $after) {
      cursor
      type
      decision {
        id
        outcome
      }
    }
  }
`;

let hub: TestHub;
let desk: Desk;

beforeAll(async () => {
  hub = await createHub();
  desk = await openDesk(hub);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** The next decision that a subscriber gets. */
async function next(stream: AsyncIterator<any>): Promise<any> {
  const { value } = await stream.next();
  if (value.errors) throw new Error(JSON.stringify(value.errors));
  return value.data.decisionMade;
}

test('a subscriber learns each decision about a person, and goes on behind a cursor without loss or repeat', async () => {
  const { personId, claimIds } = await newSubject(desk);
  const other = await newSubject(desk);
  const first = await decided(desk.engine, { personId, claimIds });
  await decided(desk.engine, { personId: other.personId, claimIds: other.claimIds });
  const second = await decided(desk.engine, { personId, claimIds, outcome: 'REJECT' });
  const stream = desk.engine.subscribe(MADE, { id: personId, after: 'earliest' });
  const change = await next(stream);
  expect(change).toEqual({
    cursor: change.cursor,
    type: 'dev.selfsame.decision.made.v1',
    decision: { id: first, outcome: 'APPROVE' },
  });
  await stream.return!();
  const resumed = desk.engine.subscribe(MADE, { id: personId, after: change.cursor });
  expect((await next(resumed)).decision).toEqual({ id: second, outcome: 'REJECT' });
  const third = await decided(desk.engine, { personId, claimIds });
  expect((await next(resumed)).decision.id).toBe(third);
});

test('a subscriber to all hears of everybody', async () => {
  const stream = desk.engine.subscribe(MADE);
  const heard = [next(stream), next(stream)];
  // It is under way before the first decision is made.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const ids = [];
  for (const { personId, claimIds } of [await newSubject(desk), await newSubject(desk)]) {
    ids.push(await decided(desk.engine, { personId, claimIds }));
  }
  expect((await Promise.all(heard)).map(({ decision }) => decision.id)).toEqual(ids);
});

test('a subscriber by an older id hears of the person that it leads to', async () => {
  const { subjects, join } = await twoSubjects(desk);
  const personId = await join();
  const id = await decided(desk.engine, { personId, claimIds: subjects[0].claimIds });
  for (const subject of subjects) {
    const stream = desk.engine.subscribe(MADE, { id: subject.personId.toUpperCase(), after: 'earliest' });
    expect((await next(stream)).decision.id).toBe(id);
  }
});

test('a subscriber needs the right to read decisions and events, and a cursor of this log', async () => {
  for (const scopes of [['decision:read'], ['events:read'], ['events:read', 'person:read']]) {
    const stream = (await hub.as('decision', scopes)).subscribe(MADE);
    expect((await stream.next()).value.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  const stream = desk.engine.subscribe(MADE, { after: 'here' });
  expect((await stream.next()).value.errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
});
