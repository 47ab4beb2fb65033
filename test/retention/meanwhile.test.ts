import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { silentLogger } from '../../src/kernel/logger.ts';
import { type Hub, startHub } from '../../src/main.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { place, release } from './operations.ts';
import { addSignals } from './signals.ts';

let hub: TestHub;
let other: Hub;
let officer: Client;
let sql: postgres.Sql;

beforeAll(async () => {
  hub = await createHub();
  other = await startHub(hub.config, {}, { logger: silentLogger });
  officer = await hub.as('privacy_officer');
  sql = postgres(hub.database.url, { max: 2 });
});
afterAll(async () => {
  await sql.end();
  await other.stop();
  await hub[Symbol.asyncDispose]();
});

const somebody = async (externalId: string): Promise<string> =>
  recorded(await hub.as('crm'), { externalId, gender: 'OTHER' });
const left = async (personId: string): Promise<number> =>
  (await sql<{ n: number }[]>`select count(*)::int as n from decision.signal where person_id = ${personId}`)[0]!.n;
const runNow = (): Promise<any> =>
  ask(officer, 'mutation { runRetention(input: { subjects: [SIGNALS] }) { ... on RetentionAsked { askId } } }').then(
    ({ runRetention }) => runRetention.askId,
  );
const reportsOf = async (askId: string): Promise<any[]> =>
  (
    await ask(officer, 'query ($id: ID!) { retentionRuns(askId: $id) { id gone held startedAt endedAt } }', {
      id: askId,
    })
  ).retentionRuns;

test('what is due goes once, though two hubs are at it, and is told once', async () => {
  const person = await somebody('once');
  await addSignals(sql, person, 3_000, 120);
  const asked = await runNow();
  await vi.waitFor(async () => expect(await left(person)).toBe(0), { timeout: 15_000 });
  await vi.waitFor(async () => expect(await reportsOf(asked)).toHaveLength(1), { timeout: 10_000 });
  const [told] = await sql`
    select sum((data->>'gone')::int)::int as gone, count(*)::int as runs, count(distinct subject || (data->>'runId'))::int as distinct
    from log.event where type = 'dev.selfsame.retention.done.v1' and data->>'subject' = 'SIGNALS'`;
  expect(told).toMatchObject({ gone: 3_000 });
  expect(told!['runs']).toBe(told!['distinct']);
  expect(await sql`select id from decision.key where id in (select id from decision.signal)`).toEqual([]);
});

test('a hold that is placed while much goes wins: from its answer on, nothing of the person goes', async () => {
  const [held, rest] = [await somebody('held'), await somebody('rest')];
  // The oldest go first, five hundred at a time.
  await addSignals(sql, rest, 700, 200);
  await addSignals(sql, held, 600, 150);
  const first = await sql<{ id: string }[]>`
    select id from decision.signal where person_id = ${rest} order by recorded_at limit 1`;
  // The batch under way waits for a row, and the hold for the batch.
  let placing: Promise<any> | undefined;
  let isPlaced = false;
  await sql.begin(async (tx) => {
    await tx`select from decision.signal where id = ${first[0]!.id} for update`;
    await runNow();
    await vi.waitFor(
      async () => {
        const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        const waits = await sql`select from pg_stat_activity where ${own!.pid} = any(pg_blocking_pids(pid))`;
        expect(waits.length).toBeGreaterThan(0);
      },
      { timeout: 10_000 },
    );
    placing = place(officer, { personId: held, reason: 'Case', dataClasses: ['RISK'] }).then((answer) => {
      isPlaced = true;
      return answer;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isPlaced).toBe(false);
  });
  const { holdId } = await placing;
  const kept = await left(held);
  expect(kept).toBeGreaterThan(0);
  await vi.waitFor(async () => expect(await left(rest)).toBe(0), { timeout: 15_000 });
  const asked = await runNow();
  await vi.waitFor(async () => expect(await reportsOf(asked)).toMatchObject([{ held: kept }]), { timeout: 15_000 });
  expect(await left(held)).toBe(kept);
  await release(officer, { holdId, reason: 'Closed' });
  await runNow();
  await vi.waitFor(async () => expect(await left(held)).toBe(0), { timeout: 15_000 });
});
