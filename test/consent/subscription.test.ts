import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { askFor } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { grant, newPerson, twoPeople, withdraw } from './operations.ts';

const CHANGES = /* GraphQL */ `
  subscription ($id: ID, $after: String) {
    consentChanged(personId: $id, after: $after) {
      cursor
      type
      consent {
        id
        status
        history(first: 1) {
          action
        }
      }
    }
  }
`;

const clock = testClock();
let hub: TestHub;
let crm: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  crm = await hub.as('crm');
  await askFor(await hub.as('privacy_officer'), 'profiling');
});
afterAll(() => hub[Symbol.asyncDispose]());

/** The next change that a subscriber gets. */
async function next(changes: AsyncIterator<any>): Promise<any> {
  const { value } = await changes.next();
  if (value.errors) throw new Error(JSON.stringify(value.errors));
  return value.data.consentChanged;
}

test('a subscriber learns each change of a person, and goes on behind a cursor without loss or repeat', async () => {
  const personId = await newPerson(crm);
  const other = await newPerson(crm);
  const { consentId } = await grant(crm, { personId });
  await grant(crm, { personId: other });
  clock.advance(1_000);
  await withdraw(crm, { personId });
  const changes = crm.subscribe(CHANGES, { id: personId, after: 'earliest' });
  const first = await next(changes);
  // The change as it was, the consent as it is now.
  expect(first).toEqual({
    cursor: first.cursor,
    type: 'dev.selfsame.consent.granted.v1',
    consent: { id: consentId, status: 'WITHDRAWN', history: [{ action: 'WITHDRAWN' }] },
  });
  await changes.return!();
  const resumed = crm.subscribe(CHANGES, { id: personId, after: first.cursor });
  expect((await next(resumed)).type).toBe('dev.selfsame.consent.withdrawn.v1');
  clock.advance(1_000);
  await grant(crm, { personId });
  expect(await next(resumed)).toMatchObject({
    type: 'dev.selfsame.consent.granted.v1',
    consent: { status: 'GRANTED' },
  });
});

test('a statement that came late is in the stream of events, and is no change', async () => {
  const personId = await newPerson(crm);
  await withdraw(crm, { personId, occurredAt: '2026-02-02T00:00:00Z' });
  await grant(crm, { personId, occurredAt: '2026-02-01T00:00:00Z' });
  await grant(crm, { personId, purpose: 'profiling' });
  const changes = crm.subscribe(CHANGES, { id: personId, after: 'earliest' });
  expect((await next(changes)).type).toBe('dev.selfsame.consent.withdrawn.v1');
  expect((await next(changes)).consent.status).toBe('GRANTED');
  const events = crm.subscribe(
    'subscription ($id: ID) { events(personId: $id, after: "earliest", types: ["consent.granted"]) { data } }',
    {
      id: personId,
    },
  );
  expect((await events.next()).value.data.events.data).toEqual({
    consentId: expect.any(String),
    eventId: expect.any(String),
    purpose: 'marketing',
    status: 'WITHDRAWN',
    since: '2026-02-02T00:00:00.000Z',
    expiresAt: null,
    late: true,
  });
});

test('a subscriber by person follows who the person turns out to be, also without the right to see merges', async () => {
  const { ids, join } = await twoPeople(crm);
  const reader = await hub.as('crm', ['events:read', 'consent:read']);
  const streams = ids.map((id) => reader.subscribe(CHANGES, { id }));
  const told = streams.map((stream) => next(stream));
  // Each is under way before the merge happens.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const personId = await join();
  await grant(crm, { personId });
  for (const change of await Promise.all(told)) expect(change.consent.status).toBe('GRANTED');
});

test('a subscriber needs the right to read consents and events, and a cursor of this log', async () => {
  for (const scopes of [['consent:read'], ['events:read'], ['events:read', 'person:read']]) {
    const stream = (await hub.as('crm', scopes)).subscribe(CHANGES);
    expect((await stream.next()).value.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  const stream = crm.subscribe(CHANGES, { after: 'here' });
  expect((await stream.next()).value.errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
});
