import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'graphql';
import postgres from 'postgres';
import { expect, test, vi } from 'vitest';
import { openKeyWork } from '../../src/hub/key-work.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { connect } from '../../src/kernel/db.ts';
import { LOCKS } from '../../src/kernel/locks.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { readSdl } from '../../src/kernel/sdl.ts';
import { listBlindKeys } from '../../src/keys/store.ts';
import { startHub } from '../../src/main.ts';
import { openModels } from '../../src/subgraphs/person/matching/models.ts';
import { readOwnership } from '../../src/subgraphs/person/ownership.ts';
import { audit } from '../matching/support/audit.ts';
import { createDatabase } from '../support/database.ts';
import { createHub, createTestClient } from '../support/hub.ts';
import { record } from '../support/operations.ts';
import { type Written, again, bystander, factsOf, round } from './look-ups-load.ts';
import { startTransitServer } from './transit-server.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const FIRST = 150;
const ROUNDS_BETWEEN = 3;
const EMPTYING = 991;
const DROPPING = 992;

type Connection = postgres.Sql;

/** Something that the change waits for, so that it is at that step and nowhere else when it is killed. */
interface Phase {
  name: string;
  at: 'data' | 'keys';
  hold(tx: postgres.TransactionSql): Promise<unknown>;
}

test(
  'a change of the key for look-ups, killed in each of its steps, with a key service and a database of keys, splits and doubles nobody',
  { timeout: 590_000 },
  async () => {
    await using service = await startTransitServer();
    await using keys = await createDatabase();
    const env = {
      KEY_DATABASE_URL: keys.url,
      TRANSIT_KEY: service.keyUrl,
      TRANSIT_NAMESPACE: 'people',
      TRANSIT_ROLE_ID: service.role.roleId,
      TRANSIT_SECRET_ID: service.role.secretId,
    };
    await using hub = await createHub({ env });
    const other = await startHub(hub.config, {}, { logger: silentLogger });
    const open = async (url: string) => {
      const [crm, hr, steward, onboarding] = await Promise.all(
        ['crm', 'hr', 'steward', 'onboarding'].map((system) => hub.as(system)),
      );
      const at = (client: typeof crm) => createTestClient(url, client!.token, []);
      return { crm: at(crm), hr: at(hr), steward: at(steward), onboarding: at(onboarding) };
    };
    const [here, there] = await Promise.all([open(hub.url), open(other.url)]);
    await bystander(here.crm);
    const written: Written = { people: [['bystander']], erased: [], devices: new Set() };
    let next = 0;
    for (; next < FIRST; next += 1) await round(hub, here, there, next, written);
    let isOver = false;
    let rounds = 0;
    const failures: unknown[] = [];
    const work = async (one: typeof here, another: typeof here): Promise<void> => {
      for (; !isOver; rounds += 1) {
        const id = next++;
        await round(hub, one, another, id, written);
        const known = (id * 7) % FIRST;
        if (known % 5 !== 2 || known % 3 === 1) await again(another.crm, `c${known}`, known);
      }
    };
    const working = [work(here, there), work(there, here)].map((run) =>
      run.catch((error: unknown) => failures.push(error)),
    );

    const [data, apart] = [hub.database.url, keys.url].map((url) => postgres(url, { max: 3 })) as [
      Connection,
      Connection,
    ];
    const command = () => {
      const child = spawn(process.execPath, [CLI, 'keys', 'rotate-look-ups'], {
        env: {
          PATH: process.env['PATH'] ?? '',
          DATABASE_URL: hub.database.url,
          DATA_DIR: hub.config.dataDir,
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      return { child, ended: once(child, 'exit'), said: () => said };
    };
    const complete = async (): Promise<void> => {
      const { ended, said } = command();
      const [code] = await ended;
      expect([code, said()]).toEqual([0, expect.stringContaining('Carried')]);
    };
    const killIn = async ({ name, at, hold }: Phase): Promise<void> => {
      const sql = at === 'data' ? data : apart;
      const run = command();
      const held = sql.begin(async (tx) => {
        await hold(tx);
        const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        await vi.waitFor(
          async () => {
            expect([name, run.child.exitCode, run.said()]).toEqual([name, null, run.said()]);
            const waits = await sql`
              select from pg_stat_activity where ${own!.pid} = any(pg_blocking_pids(pid))`;
            expect(waits.length).toBeGreaterThan(0);
          },
          { timeout: 40_000, interval: 20 },
        );
        run.child.kill('SIGKILL');
        await run.ended;
      });
      await held;
      const before = rounds;
      await vi.waitFor(() => expect([name, failures, rounds > before + ROUNDS_BETWEEN]).toEqual([name, [], true]), {
        timeout: 40_000,
        interval: 50,
      });
    };

    // While it waits for a process that has no such key.
    const nobody = randomUUID();
    await apart`insert into keys.holder (id, host, epochs, current, seen_at)
      values (${nobody}, 'elsewhere', '{}', 'none', clock_timestamp() + interval '1 hour')`;
    const first = command();
    await vi.waitFor(async () => expect(await apart`select from keys.blind_key where covers`).toHaveLength(1), {
      timeout: 30_000,
    });
    first.child.kill('SIGKILL');
    await first.ended;
    await apart`delete from keys.holder where id = ${nobody}`;

    const phases: Phase[] = [
      {
        name: 'making what lies beside',
        at: 'data',
        hold: (tx) => tx`lock table decision.signal in access share mode`,
      },
      {
        name: 'going on with making it',
        at: 'data',
        hold: (tx) => tx`lock table decision.signal in access share mode`,
      },
    ];
    for (const phase of phases) await killIn(phase);
    // All is begun: held where the change notes how far a table is.
    const begun = command();
    await vi.waitFor(async () => expect(await data`select from keys.carry`).toHaveLength(8), { timeout: 40_000 });
    begun.child.kill('SIGKILL');
    await begun.ended;
    await killIn({
      name: 'carrying over',
      at: 'data',
      hold: (tx) => tx`select from keys.carry where relation = 'decision.signal' for update`,
    });
    await killIn({
      name: 'waiting for writers',
      at: 'data',
      hold: (tx) => tx`select pg_advisory_xact_lock_shared(${LOCKS.lookUps})`,
    });
    const check = async (): Promise<string> => (await data`select blind_check from log.head`)[0]!['blind_check'];
    const old = await check();
    // Nothing else is held behind the change: a lock on a table would keep it from its tables before.
    await data.unsafe(`
      create function keys.hold_up() returns trigger language plpgsql as $$ begin
        if (select blind_check from log.head) <> '${old}' then
          perform pg_advisory_xact_lock_shared(case when tg_op = 'UPDATE' then ${EMPTYING} else ${DROPPING} end);
        end if;
        return coalesce(new, old);
      end $$;
      create trigger hold_up before update or delete on keys.carry for each row execute function keys.hold_up()`);
    for (const [name, number] of [
      ['emptying what was in use', EMPTYING],
      ['taking away what was in use', DROPPING],
    ] as const) {
      await killIn({ name, at: 'data', hold: (tx) => tx`select pg_advisory_xact_lock(${number})` });
    }
    await data.unsafe('drop trigger hold_up on keys.carry; drop function keys.hold_up()');
    expect(await check()).not.toBe(old);
    await complete();

    // There is an old one now.
    const [cover] = await apart`select id from keys.blind_key where covers`;
    await killIn({
      name: 'forgetting the old one',
      at: 'keys',
      hold: (tx) => tx`select from keys.blind_key where id = ${cover!['id']} for update`,
    });
    await complete();
    await sleep(1_500);
    isOver = true;
    await Promise.all(working);
    expect(failures).toEqual([]);

    await using look = await openKeyWork(hub.config, { logger: silentLogger, tell: () => {} });
    expect((await listBlindKeys(look.sql)).filter(({ covers }) => covers)).toHaveLength(1);
    const sql = connect(
      { url: hub.database.url, statementTimeoutMs: 0 },
      { connections: 2, parameters: { search_path: 'person' } },
    );
    const { vault } = look;
    const ownership = readOwnership(parse(await readSdl('person')));
    const auditor = { sql, vault, ownership, models: openModels({ sql, vault, clock: systemClock }) };
    expect(await audit(auditor)).toEqual([]);
    const { records } = await audit.open(auditor);
    const people = Object.values(Object.groupBy(records, ({ personId }) => personId));
    const found = people.map((of) =>
      of!
        .map(({ externalId }) => externalId)
        .toSorted()
        .join(' '),
    );
    expect(found.toSorted()).toEqual(written.people.map((of) => of.toSorted().join(' ')).toSorted());
    const [devices] = await data`select count(distinct device)::int as count from decision.signal`;
    expect(devices!['count']).toBeLessThanOrEqual(written.devices.size);
    for (const externalId of written.erased.filter((id) => id.startsWith('c'))) {
      const outcome = await record(here.crm, { externalId, ...factsOf(Number(externalId.slice(1))) });
      expect(outcome.__typename).toBe('DoNotReimport');
    }
    await Promise.all([sql.end(), data.end(), apart.end()]);
    await other.stop();
  },
);
