import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distanceKm } from '../../src/subgraphs/decision/signals/rules.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { type Desk, newSubject, openDesk } from './operations.ts';
import { adults, publish, step } from './policy-operations.ts';

const RECORD = `mutation ($input: RecordSignalInput!) { recordSignal(input: $input) {
  __typename
  ... on SignalRecorded { signalId outcome reasonCodes matchedRules policyVersion }
  ... on InvalidInput { problems { path } }
  ... on IdempotencyConflict { inFlight }
} }`;
const ZURICH = { latitude: 47.37, longitude: 8.54 };
const SYDNEY = { latitude: -33.87, longitude: 151.21 };
const USUAL = { deviceId: 'phone-1', ip: '192.0.2.7', place: ZURICH };

const clock = testClock();
let hub: TestHub;
let desk: Desk;
let idp: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [desk, idp] = await Promise.all([openDesk(hub), hub.as('idp')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

async function signal(personId: string, kind: string, more: Record<string, unknown> = {}): Promise<any> {
  return (await ask(idp, RECORD, { input: { personId, kind, ...more } })).recordSignal;
}

/** A person whose usual device is known. */
async function known(): Promise<string> {
  const { personId } = await newSubject(desk);
  await signal(personId, 'STEP_UP_PASSED', USUAL);
  clock.advance(3_600_000);
  return personId;
}

describe('a login', () => {
  test('from a known device passes', async () => {
    expect(await signal(await known(), 'LOGIN_SUCCEEDED', USUAL)).toEqual({
      __typename: 'SignalRecorded',
      signalId: expect.any(String),
      outcome: 'APPROVE',
      reasonCodes: ['USUAL'],
      matchedRules: ['usual'],
      policyVersion: 1,
    });
  });

  test('from a new device takes a second factor, until one has passed: trying again is not enough', async () => {
    const personId = await known();
    const tablet = { ...USUAL, deviceId: 'tablet' };
    for (let n = 0; n < 2; n++) {
      expect(await signal(personId, 'LOGIN_SUCCEEDED', tablet)).toMatchObject({
        outcome: 'STEP_UP',
        matchedRules: ['new-device'],
      });
    }
    await signal(personId, 'STEP_UP_PASSED', tablet);
    expect(await signal(personId, 'LOGIN_SUCCEEDED', tablet)).toMatchObject({ outcome: 'APPROVE' });
    expect(await signal(personId, 'LOGIN_SUCCEEDED', { ip: USUAL.ip })).toMatchObject({ outcome: 'STEP_UP' });
    clock.advance(91 * 24 * 3_600_000);
    expect(await signal(personId, 'LOGIN_SUCCEEDED', tablet)).toMatchObject({ outcome: 'STEP_UP' });
  });

  test('after several that failed takes a second factor, after many it is stopped, and a quarter of an hour later it passes', async () => {
    const personId = await known();
    const after = async (failures: number): Promise<string> => {
      for (let n = 0; n < failures; n++) await signal(personId, 'LOGIN_FAILED', USUAL);
      return (await signal(personId, 'LOGIN_SUCCEEDED', USUAL)).outcome;
    };
    expect([await after(2), await after(1), await after(7)]).toEqual(['APPROVE', 'STEP_UP', 'BLOCK']);
    clock.advance(15 * 60_000);
    expect(await after(0)).toBe('APPROVE');
  });

  test('that fails ten times at once is stopped at the tenth', async () => {
    const personId = await known();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => signal(personId, 'LOGIN_FAILED', USUAL)));
    expect(outcomes.filter(({ outcome }) => outcome === 'BLOCK')).toHaveLength(1);
  });

  test('from where nobody can be by now takes a second factor', async () => {
    const personId = await known();
    await signal(personId, 'LOGIN_SUCCEEDED', USUAL);
    clock.advance(3_600_000);
    const away = { ...USUAL, place: SYDNEY };
    expect(await signal(personId, 'LOGIN_SUCCEEDED', away)).toMatchObject({ matchedRules: ['impossible-travel'] });
    clock.advance(25 * 3_600_000);
    expect(await signal(personId, 'LOGIN_SUCCEEDED', away)).toMatchObject({ outcome: 'APPROVE' });
    expect(distanceKm(ZURICH, SYDNEY)).toBeCloseTo(16_570, -2);
  });

  test('of somebody who is not known, or without a policy, takes a second factor', async () => {
    const before = await countRows(hub.database.url);
    for (const personId of ['018f0000-0000-7000-8000-000000000000', 'nobody']) {
      expect(await signal(personId, 'LOGIN_SUCCEEDED', USUAL)).toMatchObject({
        signalId: null,
        outcome: 'STEP_UP',
        reasonCodes: ['PERSON_UNKNOWN'],
      });
    }
    expect(await countRows(hub.database.url)).toEqual(before);
    const personId = await known();
    const steward = await hub.as('steward');
    await step(steward, 'retirePolicy', { name: 'step-up', version: 1 });
    const answer = { outcome: 'STEP_UP', reasonCodes: ['POLICY_MISSING'], policyVersion: null };
    expect(await signal(personId, 'LOGIN_SUCCEEDED', USUAL)).toMatchObject(answer);
    // One that asks for what no signal tells.
    const version = await publish(steward, 'step-up', adults());
    expect(await signal(personId, 'LOGIN_SUCCEEDED', USUAL)).toMatchObject({
      outcome: 'STEP_UP',
      reasonCodes: ['POLICY_INPUTS'],
    });
    await step(steward, 'retirePolicy', { name: 'step-up', version });
    await step(steward, 'publishPolicy', { name: 'step-up', version: 1 });
  });
});

test('a signal lies sealed, and is told without what it holds', async () => {
  const { personId } = await newSubject(desk);
  await signal(personId, 'LOGIN_FAILED', { deviceId: 'secret-device', ip: '2001:db8::77', idempotencyKey: 'sealed' });
  const stored = JSON.stringify([
    await runSql(hub.database.url, "select s::text, encode(sealed, 'escape') from decision.signal s"),
    await runSql(hub.database.url, 'select event::text from log.event'),
    await runSql(hub.database.url, 'select idempotency::text from decision.idempotency'),
  ]);
  for (const secret of ['secret-device', '2001:db8::77']) expect(stored).not.toContain(secret);
  const [event] = await runSql<{ type: string; data: any }>(
    hub.database.url,
    `select type, data from log.event where subject = '${personId}' order by sequence desc limit 1`,
  );
  expect(event).toMatchObject({
    type: 'dev.selfsame.login.failed.v1',
    data: { kind: 'LOGIN_FAILED', outcome: 'STEP_UP' },
  });
});

test('a repeated signal gets its first answer and counts once', async () => {
  const personId = await known();
  const once = { ...USUAL, idempotencyKey: 'once' };
  const first = await signal(personId, 'LOGIN_FAILED', once);
  for (let n = 0; n < 12; n++) expect(await signal(personId, 'LOGIN_FAILED', once)).toEqual(first);
  expect(await signal(personId, 'LOGIN_SUCCEEDED', USUAL)).toMatchObject({ outcome: 'APPROVE' });
});

test('bad input is told by path, and nothing is stored', async () => {
  const personId = await known();
  const before = await countRows(hub.database.url);
  const wrong = {
    ip: '300.1.1.1',
    deviceId: 'x'.repeat(201),
    riskScore: 1.1,
    place: { latitude: 91, longitude: -181 },
    occurredAt: '2030-01-01T00:00:00Z',
  };
  const { problems } = await signal(personId, 'LOGIN_FAILED', wrong);
  expect(problems.map(({ path }: any) => path).toSorted()).toEqual([
    'deviceId',
    'ip',
    'occurredAt',
    'place.latitude',
    'place.longitude',
    'riskScore',
  ]);
  expect(await countRows(hub.database.url)).toEqual(before);
});
