import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../../support/hub.ts';
import { ask, recorded } from '../../support/operations.ts';
import { runSql } from '../../support/rows.ts';
import { cancel, requested, statusOf } from '../support.ts';
import { addSecret, eventsOf, registerStandard, settledMessages, simulated, start } from './support.ts';

let hub: TestHub;
let steward: Client;
let onboarding: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub();
  [steward, onboarding] = await Promise.all([hub.as('steward'), hub.as('onboarding')]);
  personId = await recorded(onboarding, { externalId: '1', name: { full: 'Ada Lovelace' } });
});
afterAll(() => hub[Symbol.asyncDispose]());

async function checkOf(kinds = ['DOCUMENT']) {
  const { id, checks } = await requested(onboarding, personId, kinds);
  return { id, checkId: checks[0]!.id };
}
const ended = async (id: string, status: string): Promise<void> => {
  await expect.poll(() => statusOf(onboarding, id), { timeout: 10_000 }).toBe(status);
};
const attemptsOf = (checkId: string) =>
  runSql<{ vendor: string; number: number; state: string; cost: number }>(
    hub.database.url,
    `select vendor, number, state, cost from verification.check_attempt where check_id = '${checkId}' order by number`,
  );

describe.each(['ONFIDO', 'PERSONA', 'SUMSUB', 'STRIPE_IDENTITY', 'STANDARD_WEBHOOKS'])('%s', (adapter) => {
  const name = adapter.toLowerCase().replace('_', '-');

  test('is given a check by its own API, and its signed answer is taken in', async () => {
    await using vendor = await simulated(hub, steward, name, { adapter, passRate: 1 }, { costPerCheck: 1.5 });
    const { id, checkId } = await checkOf();
    expect(await start(onboarding, checkId, name)).toEqual({
      __typename: 'CheckStarted',
      verificationId: id,
      check: { status: expect.stringMatching(/IN_PROGRESS|PASSED/), vendor: name },
    });
    await ended(id, 'VERIFIED');
    expect([...vendor.desk.charges]).toEqual([[`${checkId}:${name}:1`, 1]]);
    expect(await attemptsOf(checkId)).toMatchObject([{ vendor: name, number: 1, state: 'ENDED', cost: 1.5 }]);
  });

  test('that answers before the call has ended, and loses the call, is called again by the same key and charges once', async () => {
    const id = `${name}-hangs`;
    await using vendor = await simulated(hub, steward, id, { adapter, passRate: 1, hangRate: 1, decideAfterMs: 0 });
    const verification = await checkOf();
    const key = { idempotencyKey: `k-${id}` };
    expect(await start(onboarding, verification.checkId, id, key)).toMatchObject({ __typename: 'VendorUnavailable' });
    vendor.behave({ hangRate: 0 });
    const again = await start(onboarding, verification.checkId, id, key);
    expect(again.__typename).toBe('CheckStarted');
    await ended(verification.id, 'VERIFIED');
    expect([...vendor.desk.charges.values()]).toEqual([1]);
    expect((await settledMessages(steward, id, 1)).map(({ state }) => state)).not.toContain('UNKNOWN');
  });

  test('can be asked how a check stands, when its message does not come', async () => {
    const id = `${name}-silent`;
    await using vendor = await simulated(hub, steward, id, { adapter, decideAfterMs: null, tellsBegin: false });
    const verification = await checkOf();
    await start(onboarding, verification.checkId, id);
    const poll = async () =>
      (
        await ask(
          onboarding,
          'mutation ($id: ID!) { pollCheck(input: { checkId: $id }) { __typename ... on CheckPolled { check { status } } ... on IllegalTransition { from } } }',
          { id: verification.checkId },
        )
      ).pollCheck;
    expect((await poll()).check.status).toBe('IN_PROGRESS');
    vendor.desk.close([...vendor.desk.cases.values()][0]!, 'PASSED');
    expect((await poll()).check.status).toBe('PASSED');
    expect(await poll()).toEqual({ __typename: 'IllegalTransition', from: 'ENDED' });
    expect((await settledMessages(steward, id, 1))[0]).toMatchObject({ state: 'APPLIED', source: 'POLL' });
  });

  test('with another credential refuses, and says so by a code', async () => {
    const id = `${name}-locked`;
    await using vendor = await simulated(hub, steward, id, { adapter });
    await addSecret(steward, id, 'other:credential', 'API');
    const { checkId } = await checkOf();
    expect(await start(onboarding, checkId, id)).toEqual({ __typename: 'VendorRefused', reasonCode: 'unauthorized' });
    expect(vendor.desk.charges.size).toBe(0);
  });
});

describe('a check', () => {
  test.each(['ONFIDO', 'STANDARD_WEBHOOKS'])(
    'that many give to a vendor at once is given once: %s',
    async (adapter) => {
      const name = `crowd-${adapter.length}`;
      await using vendor = await simulated(hub, steward, name, { adapter, latencyMs: 100, passRate: 1 });
      const { id, checkId } = await checkOf();
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => start(onboarding, checkId, name)));
      for (const { __typename, inFlight } of outcomes) expect(__typename === 'CheckStarted' || inFlight).toBe(true);
      await ended(id, 'VERIFIED');
      expect([...vendor.desk.charges.values()]).toEqual([1]);
    },
  );

  test('moves to another vendor, and what the first one says of it comes late', async () => {
    await using first = await simulated(hub, steward, 'first', { decideAfterMs: null });
    await using second = await simulated(hub, steward, 'second', { decideAfterMs: null });
    const { id, checkId } = await checkOf();
    await start(onboarding, checkId, 'first');
    expect((await start(onboarding, checkId, 'second')).check).toEqual({ status: 'IN_PROGRESS', vendor: 'second' });
    await first.decide([...first.desk.cases.values()][0]!, 'FAILED');
    const messages = await settledMessages(steward, 'first', 2);
    expect(messages[0]).toMatchObject({ state: 'LATE', reason: 'SUPERSEDED', checkId });
    await second.decide([...second.desk.cases.values()][0]!, 'PASSED');
    await ended(id, 'VERIFIED');
    const told = (await eventsOf(hub, 'verification')).filter(({ data }) => data.checkId === checkId);
    expect(told.find(({ name }) => name === 'verification.rerouted')).toMatchObject({
      actor: 'onboarding',
      data: { verificationId: id, kind: 'DOCUMENT', from: 'first', to: 'second' },
    });
    expect((await attemptsOf(checkId)).map(({ vendor, state }) => [vendor, state])).toEqual([
      ['first', 'SUPERSEDED'],
      ['second', 'ENDED'],
    ]);
    expect((await start(onboarding, checkId, 'first')).from).toBe('PASSED');
  });

  test('moves away from a vendor that is down, also from one that had taken it', async () => {
    await using down = await simulated(hub, steward, 'gone', { hangRate: 1, decideAfterMs: 0, passRate: 0 });
    await using backup = await simulated(hub, steward, 'backup', { passRate: 1 });
    const { id, checkId } = await checkOf();
    expect(await start(onboarding, checkId, 'gone')).toMatchObject({
      __typename: 'VendorUnavailable',
      message: 'It cannot be reached.',
    });
    expect((await start(onboarding, checkId, 'backup')).__typename).toBe('CheckStarted');
    await ended(id, 'VERIFIED');
    expect((await settledMessages(steward, 'gone', 1)).map(({ state }) => state)).not.toContain('APPLIED');
    expect([down.desk.charges.size, backup.desk.charges.size]).toEqual([1, 1]);
  });

  test('is called off with its vendor too', async () => {
    await using vendor = await simulated(hub, steward, 'cancels', { decideAfterMs: null });
    const { id, checkId } = await checkOf();
    await start(onboarding, checkId, 'cancels');
    await cancel(onboarding, id);
    await expect.poll(() => [...vendor.desk.cases.values()][0]!.status).toBe('CANCELLED');
    expect(await attemptsOf(checkId)).toMatchObject([{ state: 'CANCELLED' }]);
    expect((await start(onboarding, checkId, 'cancels')).from).toBe('CANCELLED');
  });

  test('whose start died with its process waits for the call to end, and is then found at the vendor', async () => {
    await using vendor = await simulated(hub, steward, 'crashed', { adapter: 'ONFIDO', hangRate: 1, passRate: 1 });
    const { id, checkId } = await checkOf();
    const key = { idempotencyKey: 'crash' };
    await start(onboarding, checkId, 'crashed', key);
    vendor.behave({ hangRate: 0 });
    const underWay = (until: string) =>
      runSql(
        hub.database.url,
        `update verification.check_attempt set called_until = ${until} where check_id = '${checkId}'`,
      );
    await underWay(`now() + interval '1 hour'`);
    expect(await start(onboarding, checkId, 'crashed', key)).toEqual({
      __typename: 'IdempotencyConflict',
      inFlight: true,
    });
    await underWay(`now() - interval '1 second'`);
    expect((await start(onboarding, checkId, 'crashed', key)).__typename).toBe('CheckStarted');
    await ended(id, 'VERIFIED');
    expect([...vendor.desk.charges.values()]).toEqual([1]);
  });

  test('that a vendor refuses can be given to it again, as another one', async () => {
    await using vendor = await simulated(hub, steward, 'picky', { refuseRate: 1, passRate: 1 });
    const { checkId } = await checkOf();
    const refusal = { __typename: 'VendorRefused', reasonCode: 'simulated_refusal' };
    const key = { idempotencyKey: 'picky' };
    expect(await start(onboarding, checkId, 'picky', key)).toEqual(refusal);
    vendor.behave({ refuseRate: 0 });
    expect(await start(onboarding, checkId, 'picky', key)).toEqual(refusal);
    expect((await start(onboarding, checkId, 'picky')).__typename).toBe('CheckStarted');
    expect([...vendor.desk.charges.keys()]).toEqual([`${checkId}:picky:2`]);
  });

  test('is not given to who does not check such things, is not there, or lacks a credential', async () => {
    await using _vendor = await simulated(hub, steward, 'narrow', {}, { kinds: ['ADDRESS'] });
    await registerStandard(steward, 'bare');
    const { checkId } = await checkOf();
    expect((await start(onboarding, checkId, 'narrow')).problems).toMatchObject([{ path: 'vendor' }]);
    expect((await start(onboarding, checkId, 'nobody')).problems).toMatchObject([{ path: 'vendor' }]);
    expect((await start(onboarding, checkId, 'bare')).message).toBe('It has no API credential.');
    expect((await start(onboarding, personId, 'narrow')).__typename).toBe('NotFound');
    const wrong = {
      addresses: [{ country: 'Switzerland' }],
      birthDate: '1980-02-30',
      phones: ['044'],
      documentDigests: ['x'],
    };
    const { problems } = await start(onboarding, checkId, 'narrow', { subject: wrong });
    expect(problems.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'subject.addresses.0.country',
      'subject.birthDate',
      'subject.documentDigests.0',
      'subject.phones.0',
    ]);
    expect(await attemptsOf(checkId)).toEqual([]);
  });
});

describe('a vendor', () => {
  /** A server that answers as told. */
  async function serve(answer: Parameters<typeof createServer>[1]) {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      [Symbol.asyncDispose]: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  test.each([
    ['is too slow', () => {}, { message: 'It took too long.' }],
    [
      'is busy',
      (_: unknown, response: any) => response.writeHead(429, { 'retry-after': '7' }).end('{}'),
      { message: 'It answered 429.', retryAfterSeconds: 7 },
    ],
    [
      'answers nonsense',
      (_: unknown, response: any) => response.end('<html>'),
      { message: 'Its answer cannot be read.' },
    ],
    [
      'answers without end',
      (_: unknown, response: any) => response.end('x'.repeat(2_000_000)),
      { message: 'Its answer is too large.' },
    ],
    [
      'sends us elsewhere',
      (_: unknown, response: any) => response.writeHead(307, { location: `${hub.url}/health/live` }).end(),
      { message: 'It sent us elsewhere.' },
    ],
  ])('that %s is unavailable', async (name, answer, expected) => {
    await using server = await serve(answer);
    const id = name.replaceAll(' ', '-');
    await registerStandard(steward, id, { baseUrl: server.url, timeoutMs: 300 });
    await addSecret(steward, id, 'credential', 'API');
    const { checkId } = await checkOf();
    expect(await start(onboarding, checkId, id)).toMatchObject({ __typename: 'VendorUnavailable', ...expected });
  });

  test('is told what it must know, and nothing of that is kept', async () => {
    await using vendor = await simulated(hub, steward, 'told', { decideAfterMs: null });
    const { checkId } = await checkOf();
    await start(onboarding, checkId, 'told', { subject: { name: { given: 'Zebedee' }, nationalities: ['CH'] } });
    const [one] = vendor.desk.cases.values();
    expect(one!.details).toMatchObject({
      kind: 'DOCUMENT',
      subject: { name: { given: 'Zebedee' }, nationalities: ['CH'] },
    });
    const tables = await runSql<{ name: string }>(
      hub.database.url,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('verification', 'log')`,
    );
    for (const { name } of tables) {
      const [{ found } = { found: 0 }] = await runSql<{ found: number }>(
        hub.database.url,
        `select count(*)::int as found from ${name} t where t::text like '%Zebedee%'`,
      );
      expect([name, found]).toEqual([name, 0]);
    }
  });

  test('is registered with an address that is safe to send secrets to', async () => {
    const problemsOf = async (input: Record<string, unknown>) => {
      const { registerVendor } = await ask(
        steward,
        'mutation ($input: RegisterVendorInput!) { registerVendor(input: $input) { __typename ... on InvalidInput { problems { path } } } }',
        {
          input: {
            id: 'fresh',
            adapter: 'STANDARD_WEBHOOKS',
            kinds: ['DOCUMENT'],
            baseUrl: 'https://api.example',
            ...input,
          },
        },
      );
      return registerVendor.problems?.map(({ path }: { path: string }) => path) ?? [];
    };
    for (const baseUrl of [
      'http://api.example',
      'ftp://127.0.0.1',
      'https://u:p@api.example',
      'https://api.example?a=b',
      'https://api.example#x',
      'api.example',
      null,
    ])
      expect([baseUrl, await problemsOf({ baseUrl })]).toEqual([baseUrl, ['baseUrl']]);
    expect(await problemsOf({ id: 'crm' })).toEqual(['id']);
    expect(await problemsOf({ id: 'watchlist' })).toEqual(['id']);
    expect(await problemsOf({ kinds: [] })).toEqual(['kinds']);
    expect(await problemsOf({ adapter: 'PERSONA' })).toEqual(['template']);
    expect(await problemsOf({ timeoutMs: 1, costPerCheck: -1 })).toEqual(['timeoutMs', 'costPerCheck']);
    expect(await problemsOf({ adapter: 'STRIPE_IDENTITY', baseUrl: null })).toEqual([]);
    expect(await problemsOf({})).toEqual(['adapter']);
  });
});

test(
  'however messages come: doubled, in disorder, wrong, forged: each check ends once, and as the vendor found',
  { timeout: 60_000 },
  async () => {
    await using vendor = await simulated(hub, steward, 'chaos', {
      seed: 7,
      passRate: 0.5,
      duplicateRate: 0.5,
      disorderRate: 0.5,
      wrongRate: 0.3,
      forgedRate: 0.3,
      errorRate: 0.2,
      hangRate: 0.2,
      decideAfterMs: 10,
    });
    const checks = await Promise.all(Array.from({ length: 30 }, () => checkOf()));
    await Promise.all(
      checks.map(async ({ checkId }) => {
        for (let tries = 0; tries < 20; tries++) {
          const outcome = await start(onboarding, checkId, 'chaos', { idempotencyKey: checkId });
          if (outcome.__typename === 'CheckStarted') return;
        }
      }),
    );
    const expected = { PASSED: 'VERIFIED', FAILED: 'REJECTED', INCONCLUSIVE: 'INCONCLUSIVE' } as Record<string, string>;
    for (const { id, checkId } of checks) {
      const one = vendor.desk.findByKey(`${checkId}:chaos:1`)!;
      await ended(id, expected[one.status]!);
    }
    expect(new Set(vendor.desk.charges.values())).toEqual(new Set([1]));
    const states = (await settledMessages(steward, 'chaos', 60)).map(({ state }) => state);
    expect(states.filter((state) => state === 'DEAD')).toEqual([]);
    expect(states).toContain('UNKNOWN');
  },
);
