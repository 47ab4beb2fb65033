import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { requested } from '../verification/support.ts';
import { load } from './support.ts';

const clock = testClock();
let hub: TestHub;
let onboarding: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub({ clock });
  onboarding = await hub.as('onboarding');
  personId = await recorded(onboarding, { externalId: '1', name: { full: 'Eva Muster' } });
});
afterAll(() => hub[Symbol.asyncDispose]());

const START = `mutation ($input: StartCheckInput!) { startCheck(input: $input) {
  __typename ... on InvalidInput { problems { path } } ... on VendorUnavailable { message } ... on CheckStarted { vendor checkId }
} }`;
const start = async (checkId: string, subject: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  (await ask(onboarding, START, { input: { checkId, vendor: 'watchlist', subject, ...more } })).startCheck;
const verificationOf = async (id: string) =>
  (
    await ask(
      onboarding,
      `query ($id: ID!) { verification(id: $id) { status checks { status vendor method score reasonCodes traceId evidence { uri digest mediaType } } } }`,
      { id },
    )
  ).verification;

test('says nothing while no list is loaded', async () => {
  const { id, checks } = await requested(onboarding, personId, ['SANCTIONS']);
  expect(await start(checks[0]!.id, { name: { full: 'Eva Muster' } })).toEqual({
    __typename: 'VendorUnavailable',
    message: 'No watch list is loaded.',
  });
  expect((await verificationOf(id)).status).toBe('PENDING');
});

test.each([
  ['passes who is on no list', { full: 'Ada Lovelace' }, '1815-12-10', 'PASSED', ['NO_HIT'], false],
  [
    'fails who is certainly meant',
    { given: 'Grigori', family: 'Sokolow' },
    '1961-02-03',
    'FAILED',
    ['NAME_EXACT', 'BIRTH_DATE_AGREES'],
    true,
  ],
  ['leaves to people who may be meant', { full: 'Grigory Sokolov' }, undefined, 'INCONCLUSIVE', ['NAME_FUZZY'], true],
])('%s, and cites the list', async (_name, name, birthDate, status, reasonCodes, isHit) => {
  const { body } = await load(hub, await hub.as('steward'), 'some', 'csv', {
    list: 'id,name,birthDates\nS-1,"SOKOLOW, Grigori",1961-02-03\n',
  });
  const { id, checks } = await requested(onboarding, personId, ['SANCTIONS']);
  const idempotencyKey = `check-${id}`;
  expect(await start(checks[0]!.id, { name, birthDate }, { idempotencyKey })).toMatchObject({
    __typename: 'CheckStarted',
    vendor: 'watchlist',
  });
  const verification = await verificationOf(id);
  const urn = `urn:selfsame:watchlist:some:${body.version}`;
  expect(verification.checks).toMatchObject([
    {
      status,
      vendor: 'watchlist',
      method: 'watchlist_screening',
      reasonCodes,
      traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      evidence: [
        { uri: `${urn}:list`, digest: body.sha256, mediaType: 'text/csv' },
        ...(isHit ? [{ uri: `${urn}:entry:S-1` }] : []),
      ],
    },
  ]);
  expect(verification.checks[0].score).toSatisfy((score: number) => (status === 'PASSED' ? score === 1 : score < 0.15));
  // A repetition changes nothing.
  expect((await start(checks[0]!.id, { name, birthDate }, { idempotencyKey })).__typename).toBe('CheckStarted');
  expect(await verificationOf(id)).toEqual(verification);
  expect((await start(checks[0]!.id, { name, birthDate })).__typename).toBe('IllegalTransition');
  const events = await runSql<{ data: unknown }>(
    hub.database.url,
    `select data from log.event where data->>'verificationId' = '${id}'`,
  );
  expect(JSON.stringify(events)).not.toMatch(/sokolo|lovelace/i);
});

test('takes no check of another kind, and nobody without a name', async () => {
  const { checks } = await requested(onboarding, personId, ['DOCUMENT', 'SANCTIONS']);
  expect(await start(checks[0]!.id, { name: { full: 'Eva Muster' } })).toMatchObject({
    problems: [{ path: 'vendor' }],
  });
  expect(await start(checks[1]!.id, { birthDate: '1980-05-17' })).toMatchObject({
    problems: [{ path: 'subject.name' }],
  });
});
