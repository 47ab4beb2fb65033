import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const clock = testClock('2026-03-01T12:00:00Z');
let hub: TestHub;
let personId: string;

const SIGNALS = `query ($id: ID!, $first: Int, $after: ID) { person(id: $id) { signals(first: $first, after: $after) {
  id kind occurredAt recordedBy deviceId ip place { latitude longitude } riskScore outcome reasonCodes matchedRules policyVersion
} } }`;

beforeAll(async () => {
  hub = await createHub({ clock });
  personId = await recorded(await hub.as('crm'), { externalId: '1', name: { full: 'Ada Lovelace' } });
  const idp = await hub.as('idp');
  for (let n = 0; n < 5; n += 1) {
    clock.advance(60_000);
    const input = {
      personId,
      kind: 'LOGIN_SUCCEEDED',
      deviceId: `phone ${n}`,
      ip: '192.0.2.7',
      place: { latitude: 47.4, longitude: 8.5 },
      riskScore: 0.25,
    };
    await ask(
      idp,
      'mutation ($input: RecordSignalInput!) { recordSignal(input: $input) { ... on SignalRecorded { signalId } } }',
      { input },
    );
  }
});
afterAll(() => hub[Symbol.asyncDispose]());

test('the privacy desk reads what was seen of a person at logins, the newest first and page by page', async () => {
  const officer = await hub.as('privacy_officer');
  const { person } = await ask(officer, SIGNALS, { id: personId, first: 2 });
  expect(person.signals).toMatchObject([
    { kind: 'LOGIN_SUCCEEDED', recordedBy: 'idp', deviceId: 'phone 4', ip: '192.0.2.7', riskScore: 0.25 },
    { deviceId: 'phone 3', place: { latitude: 47.4, longitude: 8.5 }, outcome: 'STEP_UP' },
  ]);
  const after = person.signals.at(-1).id;
  const { person: rest } = await ask(officer, SIGNALS, { id: personId, first: 200, after });
  expect(rest.signals.map(({ deviceId }: any) => deviceId)).toEqual(['phone 2', 'phone 1', 'phone 0']);
});

test('a system that tells of logins does not read them', async () => {
  const { data, errors } = await (await hub.as('idp')).query(SIGNALS, { id: personId });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(data.person.signals).toBeNull();
});
