import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { recorded } from '../support/operations.ts';
import { answer, begin, cancel, requested, settle } from './support.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let hr: Client;
let vendor: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, hr, vendor] = await Promise.all([hub.as('crm'), hub.as('hr'), hub.as('verification')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

const CHANGES = /* GraphQL */ `
  subscription ($verificationId: ID, $personId: ID, $after: String) {
    verificationStatusChanged(verificationId: $verificationId, personId: $personId, after: $after) {
      cursor
      type
      status
      verification {
        id
        status
        checks {
          status
        }
      }
    }
  }
`;

interface Change {
  cursor: string;
  type: string;
  status: string;
  verification: { id: string; status: string; checks: { status: string }[] };
}

type Stream = AsyncIterator<{ data: { verificationStatusChanged: Change } }>;

/** The next `count` changes of a stream. */
async function take(stream: Stream, count: number): Promise<Change[]> {
  const taken: Change[] = [];
  while (taken.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    taken.push(value.data.verificationStatusChanged);
  }
  return taken;
}

const moves = (changes: readonly Change[]) => changes.map(({ type, status }) => [type.split('.')[3], status]);

test('a subscriber hears each move of a verification, in order, and goes on behind its cursor', async () => {
  const personId = await recorded(crm, { externalId: 's1', gender: 'FEMALE' });
  const { id, checks } = await requested(crm, personId, ['DOCUMENT', 'ADDRESS']);
  await requested(crm, personId, ['EMAIL']);
  await begin(vendor, checks[0]!.id);
  await answer(vendor, checks[0]!.id);
  await answer(vendor, checks[0]!.id);
  await answer(vendor, checks[1]!.id);
  const changes = await take(crm.subscribe(CHANGES, { verificationId: id.toUpperCase(), after: 'earliest' }), 4);
  expect(moves(changes)).toEqual([
    ['requested', 'PENDING'],
    ['started', 'IN_PROGRESS'],
    ['progressed', 'IN_PROGRESS'],
    ['completed', 'VERIFIED'],
  ]);
  expect(changes[0]!.verification).toEqual({
    id,
    status: 'VERIFIED',
    checks: [{ status: 'PASSED' }, { status: 'PASSED' }],
  });
  const resumed = await take(crm.subscribe(CHANGES, { verificationId: id, after: changes[1]!.cursor }), 2);
  expect(resumed).toEqual(changes.slice(2));
});

test('a subscriber that names no cursor hears what happens from now on', async () => {
  const personId = await recorded(crm, { externalId: 's2', gender: 'FEMALE' });
  const { id: earlier } = await requested(crm, personId);
  await settle(crm);
  const [first] = await listen(crm.subscribe(CHANGES, { personId }), personId);
  expect(first).toMatchObject({ status: 'PENDING', verification: { status: 'PENDING' } });
  expect(first!.verification.id).not.toBe(earlier);
});

test('a subscription by person covers every id of the person, and follows merges', async () => {
  const older = await recorded(crm, { externalId: 's3a', emails: [{ value: 's3a@example.com' }] });
  clock.advance(1000);
  const newer = await recorded(hr, { externalId: 's3b', emails: [{ value: 's3b@example.com' }] });
  const [first, second] = [await requested(crm, older), await requested(crm, newer)];
  const stream = crm.subscribe(CHANGES, { personId: older });
  await listen(stream, older);
  await recorded(hr, { externalId: 's3b', emails: [{ value: 's3b@example.com' }, { value: 's3a@example.com' }] });
  await cancel(crm, first.id);
  await cancel(crm, second.id);
  const cancelled: string[] = [];
  while (cancelled.length < 2) {
    const [change] = await take(stream, 1);
    if (change!.status === 'CANCELLED') cancelled.push(change!.verification.id);
  }
  expect(cancelled).toEqual([first.id, second.id]);

  const whole = await take(crm.subscribe(CHANGES, { personId: newer, after: 'earliest' }), 2);
  expect(whole.map(({ verification }) => verification.id)).toEqual([first.id, second.id]);
});

/** Requests verifications of a person until the stream tells one: from then on it misses nothing. */
async function listen(stream: Stream, personId: string): Promise<Change[]> {
  let heard = false;
  const first = take(stream, 1).finally(() => {
    heard = true;
  });
  while (!heard) {
    await requested(crm, personId);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return first;
}

test('a verification and a person that do not belong together lead to no change', async () => {
  const [one, other] = [
    await recorded(crm, { externalId: 's4', gender: 'MALE' }),
    await recorded(crm, { externalId: 's5', gender: 'MALE' }),
  ];
  const { id } = await requested(crm, one);
  const { id: own } = await requested(crm, other);
  const both = take(crm.subscribe(CHANGES, { verificationId: id, personId: other, after: 'earliest' }), 1);
  const proof = await take(crm.subscribe(CHANGES, { verificationId: own, personId: other, after: 'earliest' }), 1);
  expect(proof).toHaveLength(1);
  expect(await Promise.race([both, new Promise((resolve) => setTimeout(resolve, 300, 'nothing'))])).toBe('nothing');
});

test.each([
  ['nonsense', crmScopes(), 'BAD_CURSOR'],
  ['earliest', ['events:read'], 'FORBIDDEN'],
  ['earliest', ['verification:read'], 'FORBIDDEN'],
])('refuses the cursor %s under %j with %s', async (after, scopes, code) => {
  const client = await hub.as('crm', scopes);
  const heard = client.subscribe(CHANGES, { after }).next();
  await expect(
    heard.then(
      ({ value }) => value,
      (errors: unknown) => ({ errors }),
    ),
  ).resolves.toMatchObject({ errors: [{ extensions: { code } }] });
});

function crmScopes(): string[] {
  return ['events:read', 'verification:read'];
}
