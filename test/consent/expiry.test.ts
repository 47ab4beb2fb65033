import { expect, test } from 'vitest';
import { closePools, closeSql, connect, openPools } from '../../src/kernel/db.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { startDirectory } from '../../src/log/directory.ts';
import { openLog } from '../../src/log/tail.ts';
import type { Services } from '../../src/subgraphs/consent/context.ts';
import { expireConsents } from '../../src/subgraphs/consent/expiry.ts';
import { testClock } from '../support/clock.ts';
import { createDatabase } from '../support/database.ts';
import { createHub } from '../support/hub.ts';
import { runSql } from '../support/rows.ts';
import { consentsOf, grant, newPerson, twoPeople, withdraw } from './operations.ts';

const CHANGES =
  'subscription ($id: ID) { consentChanged(personId: $id, after: "earliest") { type consent { status purpose } } }';

function countExpired(
  url: string,
): Promise<{ subject: string; data: { consentId: string; purpose: string; status: string } }[]> {
  return runSql(url, "select subject, data from log.event where type = 'dev.selfsame.consent.expired.v1'");
}

test('the end of a grant is told once, within moments, and stands in the history', async () => {
  const clock = testClock();
  await using hub = await createHub({ clock });
  const crm = await hub.as('crm');
  const personId = await newPerson(crm);
  await grant(crm, { personId, expiresAt: '2026-03-01T13:00:00Z' });
  const changes = crm.subscribe(CHANGES, { id: personId });
  expect((await changes.next()).value.data.consentChanged.type).toBe('dev.selfsame.consent.granted.v1');
  clock.set('2026-03-01T13:00:00Z');
  expect((await changes.next()).value.data.consentChanged).toEqual({
    type: 'dev.selfsame.consent.expired.v1',
    consent: { status: 'EXPIRED', purpose: 'marketing' },
  });
  // A grant after the end begins anew, and ends anew.
  await grant(crm, { personId, expiresAt: '2026-03-01T14:00:00Z' });
  expect((await changes.next()).value.data.consentChanged.consent.status).toBe('GRANTED');
  clock.set('2026-03-01T14:00:00Z');
  expect((await changes.next()).value.data.consentChanged.type).toBe('dev.selfsame.consent.expired.v1');
  expect(await countExpired(hub.database.url)).toHaveLength(2);
  expect((await consentsOf(crm, personId))[0].history.map(({ action }: any) => action)).toEqual([
    'EXPIRED',
    'GRANTED',
    'EXPIRED',
    'GRANTED',
  ]);
});

test('a grant that was overruled under another id of the person ends in silence', async () => {
  const clock = testClock();
  await using hub = await createHub({ clock });
  const crm = await hub.as('crm');
  const { ids, join } = await twoPeople(crm);
  await grant(crm, { personId: ids[0], occurredAt: '2026-02-01T00:00:00Z', expiresAt: '2026-03-01T13:00:00Z' });
  await withdraw(crm, { personId: ids[1], occurredAt: '2026-02-02T00:00:00Z' });
  const personId = await join();
  const other = await newPerson(crm);
  await grant(crm, { personId: other, expiresAt: '2026-03-01T13:00:00Z' });
  const changes = crm.subscribe(CHANGES, { id: other });
  await changes.next();
  clock.set('2026-03-01T13:00:00Z');
  // Both were due; by the time one is told, the other one has been looked at.
  await changes.next();
  expect((await countExpired(hub.database.url)).map(({ subject }) => subject)).toEqual([other]);
  expect(await consentsOf(crm, personId)).toMatchObject([{ status: 'WITHDRAWN' }]);
});

test('several hubs share the work and tell of each grant once', async () => {
  await using database = await createDatabase();
  const { url } = database;
  await runSql(
    url,
    `insert into consent.consent (id, person_id, purpose, status, expires_at, changed_at)
     select gen_random_uuid(), gen_random_uuid(), 'marketing', case when n % 3 = 0 then 'WITHDRAWN' else 'GRANTED' end,
            case when n % 3 = 0 then null else timestamptz '2026-03-01' + n * interval '1 second' end, timestamptz '2026-02-01'
     from generate_series(1, 600) n`,
  );
  const clock = testClock('2026-03-01T00:09:00Z');
  const hubs = await Promise.all([1, 2, 3].map(() => openServices(url, clock)));
  await Promise.all(
    hubs.map(async ({ services }) => {
      while (await expireConsents(services)) {
        // There is more.
      }
    }),
  );
  const expired = await countExpired(url);
  // Two of three are grants; of the 600 seconds, 540 have passed.
  expect(expired).toHaveLength(360);
  expect(new Set(expired.map(({ data }) => data.consentId)).size).toBe(360);
  const left = await runSql<{ status: string; n: number }>(
    url,
    'select status, count(*)::int as n from consent.consent group by 1 order by 1',
  );
  expect(left).toEqual([
    { status: 'EXPIRED', n: 360 },
    { status: 'GRANTED', n: 40 },
    { status: 'WITHDRAWN', n: 200 },
  ]);
  for (const { stop } of hubs) await stop();
});

/** What the consent subgraph of one hub works with. */
async function openServices(
  url: string,
  clock: Services['clock'],
): Promise<{ services: Services; stop(): Promise<void> }> {
  const options = { url, statementTimeoutMs: 5_000 };
  const pools = openPools({ ...options, readConnections: 2, writeConnections: 2 }, 'selfsame_consent');
  const sql = connect(options, { role: 'selfsame_log', connections: 2 });
  const log = await openLog(sql, silentLogger);
  const directory = await startDirectory({ sql: pools.read, log, logger: silentLogger });
  return {
    services: {
      pools,
      log,
      clock,
      directory,
      proofs: undefined as never,
      exports: undefined as never,
      vault: undefined as never,
      receipts: undefined as never,
      audit: undefined as never,
      auditLog: undefined as never,
      erasureTerms: undefined as never,
      retention: undefined as never,
    },
    async stop() {
      await directory.stop();
      await log.close();
      await Promise.all([closePools(pools), closeSql(sql)]);
    },
  };
}
