import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Pools, closePools, openPools } from '../../src/kernel/db.ts';
import { expireVerifications } from '../../src/subgraphs/verification/expiry.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { answer, cancel, requested, statusOf } from './support.ts';

const START = '2026-03-01T12:00:00Z';
const DEADLINE = '2026-03-01T13:00:00Z';
const clock = testClock(START);
let hub: TestHub;
let pools: Pools;
let crm: Client;
let vendor: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub({ clock });
  pools = openPools(
    { url: hub.database.url, readConnections: 1, writeConnections: 4, statementTimeoutMs: 5000 },
    'selfsame_verification',
  );
  [crm, vendor] = await Promise.all([hub.as('crm'), hub.as('verification')]);
  personId = await recorded(crm, { externalId: '1', gender: 'FEMALE' });
});
beforeEach(() => clock.set(START));
afterAll(async () => {
  await closePools(pools);
  await hub[Symbol.asyncDispose]();
});

const sweep = (): Promise<boolean> => expireVerifications({ pools, clock, log: { wake() {} } as never });
const expiredEvents = (ids: readonly string[]) =>
  runSql<{ id: string; data: unknown; actor: string; subject: string }>(
    hub.database.url,
    `select data->>'verificationId' as id, data, actor, subject from log.event
     where type = 'dev.selfsame.verification.expired.v1' and data->>'verificationId' in (${ids.map((id) => `'${id}'`).join()})`,
  );

describe('a verification', () => {
  test('that was not completed by its deadline has expired from that moment, and is told once', async () => {
    const { id } = await requested(crm, personId, ['EMAIL'], { deadline: DEADLINE });
    await sweep();
    expect(await statusOf(crm, id)).toBe('PENDING');
    clock.set(DEADLINE);
    expect(await statusOf(crm, id)).toBe('EXPIRED');
    await sweep();
    await sweep();
    expect(await expiredEvents([id])).toEqual([
      {
        id,
        subject: personId,
        actor: 'selfsame',
        data: { verificationId: id, status: 'EXPIRED', previously: 'PENDING' },
      },
    ]);
    const { verification } = await ask(
      crm,
      'query ($id: ID!) { verification(id: $id) { status completedAt expiresAt } }',
      { id },
    );
    expect(verification).toEqual({ status: 'EXPIRED', completedAt: null, expiresAt: '2026-03-01T13:00:00.000Z' });
  });

  test('that was verified holds until the first of its checks lapses', async () => {
    const { id, checks } = await requested(crm, personId, ['EMAIL', 'PHONE'], { deadline: DEADLINE });
    await answer(vendor, checks[0]!.id, { validUntil: '2026-05-01T00:00:00Z' });
    await answer(vendor, checks[1]!.id, { validUntil: '2026-04-01T00:00:00Z' });
    clock.set('2026-03-31T23:59:59Z');
    await sweep();
    expect(await statusOf(crm, id)).toBe('VERIFIED');
    clock.set('2026-04-01T00:00:00Z');
    expect(await statusOf(crm, id)).toBe('EXPIRED');
    await sweep();
    expect(await expiredEvents([id])).toMatchObject([{ data: { previously: 'VERIFIED' } }]);
    expect((await answer(vendor, checks[0]!.id, { score: 0.1 })).outcome).toBe('LATE');
  });

  test('that ended otherwise does not expire', async () => {
    const ended = await Promise.all(
      ['FAILED', 'INCONCLUSIVE', 'CANCELLED'].map(async (end) => {
        const { id, checks } = await requested(crm, personId, ['EMAIL'], { deadline: DEADLINE });
        if (end === 'CANCELLED') await cancel(crm, id);
        else await answer(vendor, checks[0]!.id, { status: end, validUntil: DEADLINE });
        return id;
      }),
    );
    clock.set('2027-01-01T00:00:00Z');
    await sweep();
    expect(await expiredEvents(ended)).toEqual([]);
    expect(await Promise.all(ended.map((id) => statusOf(crm, id)))).toEqual(['REJECTED', 'INCONCLUSIVE', 'CANCELLED']);
  });
});

describe('the sweep', () => {
  test('takes at most 100 at a time, and several at once tell each expiry once', async () => {
    const { id: like } = await requested(crm, personId, ['EMAIL'], { deadline: DEADLINE });
    const rows = await runSql<{ id: string }>(
      hub.database.url,
      `insert into verification.verification (id, person_id, status, requested_by, requested_at, expires_at)
       select gen_random_uuid(), person_id, status, requested_by, requested_at, expires_at
       from verification.verification, generate_series(1, 249) where id = '${like}' returning id`,
    );
    clock.set('2026-03-01T13:00:01Z');
    const first = await Promise.all([sweep(), sweep()]);
    expect(first).toContain(true);
    while (await sweep()) {
      // There is more.
    }
    expect(await sweep()).toBe(false);
    const told = (await expiredEvents([like, ...rows.map(({ id }) => id)])).map(({ id }) => id);
    expect(told).toHaveLength(250);
    expect(new Set(told).size).toBe(250);
  });

  test('passes by what a command holds, and takes it the next time', async () => {
    const { id } = await requested(crm, personId, ['EMAIL'], { deadline: DEADLINE });
    clock.set('2026-03-01T13:00:01Z');
    await pools.write.begin(async (tx) => {
      await tx`select from verification where id = ${id} for update`;
      await sweep();
      expect(await expiredEvents([id])).toEqual([]);
    });
    await sweep();
    expect(await expiredEvents([id])).toHaveLength(1);
  });
});
