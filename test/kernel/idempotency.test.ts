import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Role, type Sql, type Transaction, closeSql, connect } from '../../src/kernel/db.ts';
import { type Verdict, runOnce, ticketOf } from '../../src/kernel/idempotency.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { forgetKeys, idempotencyKeys } from '../../src/retention/idempotency.ts';
import { retain } from '../../src/retention/sweep.ts';
import type { Log } from '../../src/log/tail.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, createDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const secret = (id: string) => ({ id, bytes: randomBytes(32) });
const vault = createVault({ wrapping: [secret('wrapping')], blind: secret('blind') });

let database: TestDatabase;
let sql: Sql;
let admin: Sql;
const pool = (role: Role | undefined, connections: number): Sql =>
  connect({ url: database.url, statementTimeoutMs: 5_000 }, { ...(role ? { role } : {}), connections });

beforeAll(async () => {
  database = await createDatabase();
  admin = pool(undefined, 2);
  await admin`create table consent.done (place bigserial, what text)`;
  await admin`grant usage on sequence consent.done_place_seq to selfsame_consent`;
  await admin`create table consent.account (id int primary key, runs int not null)`;
  await admin`insert into consent.account values (1, 0), (2, 0)`;
  sql = pool('selfsame_consent', 12);
});
afterAll(async () => {
  await Promise.all([closeSql(sql), closeSql(admin)]);
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await admin`truncate consent.done, consent.idempotency`;
});

interface Run {
  key?: string | undefined;
  caller?: string;
  input?: string;
  now?: Date;
  work?(tx: Transaction): Promise<Verdict<unknown, unknown>>;
}
/** Runs a command that notes its input and answers with a new id. */
const run = ({ caller = 'crm', input = 'input', now = NOW, work, ...named }: Run = {}): Promise<unknown> => {
  const { key } = { key: 'key', ...named };
  const ticket = ticketOf(
    { vault, actor: { system: { id: caller } } },
    { command: 'note', input: { input }, key, now },
  );
  return runOnce<unknown, unknown>(sql, ticket, async (tx) => {
    await tx`insert into done (what) values (${input})`;
    return work ? work(tx) : { stored: { id: randomUUID() } };
  });
};
const done = async (): Promise<string[]> =>
  (await admin`select what from consent.done order by place`).map((row) => row['what'] as string);
const conflict = (inFlight: boolean) => ({ __typename: 'IdempotencyConflict', inFlight, message: expect.any(String) });

describe('a key', () => {
  test('with the same input gives the same answer, from one run', async () => {
    const first = await run();
    expect(await Promise.all([run(), run(), run()])).toEqual([first, first, first]);
    expect(await done()).toEqual(['input']);
  });

  test('with another input is refused, and nothing runs', async () => {
    await run();
    expect(await run({ input: 'other' })).toEqual(conflict(false));
    expect(await done()).toEqual(['input']);
  });

  test('whose first use has not ended is refused at once, whatever the input; then it answers', async () => {
    const release = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = run({
      work: async () => {
        begun.resolve();
        await release.promise;
        return { stored: 'first' };
      },
    });
    await begun.promise;
    const start = performance.now();
    expect(await Promise.all([run(), run({ input: 'other' })])).toEqual([conflict(true), conflict(true)]);
    expect(performance.now() - start).toBeLessThan(1_000);
    release.resolve();
    expect(await first).toBe('first');
    expect(await run()).toBe('first');
  });

  test('of another caller, or in another subgraph, never meets it', async () => {
    const person = pool('selfsame_person', 1);
    const answers = await Promise.all([
      run({ caller: 'crm' }),
      run({ caller: 'hr' }),
      run({ caller: 'cr', key: 'mkey' }),
    ]);
    const elsewhere = await runOnce(
      person,
      ticketOf({ vault, actor: { system: { id: 'crm' } } }, { command: 'other', input: {}, key: 'key', now: NOW }),
      async () => ({ stored: 'elsewhere' }),
    );
    expect(new Set([...answers.map((answer) => (answer as { id: string }).id), elsewhere]).size).toBe(4);
    await closeSql(person);
  });

  test('of two callers in flight at once holds neither up', async () => {
    const slow = async (): Promise<Verdict<unknown, unknown>> => {
      await sleep(100);
      return { stored: 'done' };
    };
    // The same letters, cut elsewhere.
    const runs = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['a:b', 'c'],
      ['a', 'b:c'],
    ].map(([caller, key]) => run({ caller: caller!, key: key!, work: slow }));
    expect(await Promise.all(runs)).toEqual(['done', 'done', 'done', 'done']);
  });

  test('that is left away lets each call run', async () => {
    const answers = await Promise.all([run({ key: undefined }), run({ key: undefined })]);
    expect(answers[0]).not.toEqual(answers[1]);
    expect(await done()).toHaveLength(2);
  });

  test('is taken as it is: blanks, case and accents count', async () => {
    const keys = ['key', 'Key', 'key ', ' key', 'k  ey', 'k ey', 'ke\u0301y', 'k\u00e9y', '🔑'];
    const answers = await Promise.all(keys.map((key) => run({ key })));
    expect(new Set(answers.map((answer) => (answer as { id: string }).id)).size).toBe(keys.length);
  });
});

test('a key is kept as a digest: it can name a person', async () => {
  await run({ key: 'jane.doe@example.com' });
  const [row] = await admin`select * from consent.idempotency`;
  expect(JSON.stringify(row)).not.toContain('jane');
});

describe('a key is free again', () => {
  test('when the command was refused, and nothing of it is kept', async () => {
    expect(await run({ work: async () => ({ refused: 'not today' }) })).toBe('not today');
    expect(await done()).toEqual([]);
    expect(await run({ input: 'other' })).toMatchObject({ id: expect.any(String) });
    expect(await done()).toEqual(['other']);
  });

  test('when the command failed, by itself or by its connection', async () => {
    const failing = run({
      work: async () => {
        throw new Error('a bug');
      },
    });
    await expect(failing).rejects.toThrow('a bug');
    const lost = run({
      work: async (tx) => {
        const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        await admin`select pg_terminate_backend(${row!.pid}, 1000)`;
        return { stored: 'never' };
      },
    });
    await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(await done()).toEqual([]);
    expect(await run()).toMatchObject({ id: expect.any(String) });
  });
});

test('a first answer is what a later one will be', async () => {
  const work = async (): Promise<Verdict<unknown, unknown>> => ({
    stored: { at: NOW, none: undefined, list: [1, undefined], nested: { b: 1, a: 2 } },
  });
  const first = await run({ work });
  expect(first).toEqual({ at: NOW.toISOString(), list: [1, null], nested: { a: 2, b: 1 } });
  expect(await run({ work })).toEqual(first);
});

describe('what Postgres asks to run again', () => {
  test('is run again: a deadlock', async () => {
    const cross =
      (one: number, other: number) =>
      async (tx: Transaction): Promise<Verdict<unknown, unknown>> => {
        await tx`update account set runs = runs + 1 where id = ${one}`;
        await sleep(100);
        await tx`update account set runs = runs + 1 where id = ${other}`;
        return { stored: 'done' };
      };
    expect(await Promise.all([run({ key: 'one', work: cross(1, 2) }), run({ key: 'two', work: cross(2, 1) })])).toEqual(
      ['done', 'done'],
    );
    expect(await admin`select runs from consent.account order by id`).toEqual([{ runs: 2 }, { runs: 2 }]);
    expect(await done()).toHaveLength(2);
  });

  test('five times, and no more', async () => {
    let runs = 0;
    const stubborn = run({
      work: async (tx) => {
        runs += 1;
        await tx`do $$ begin raise exception using errcode = '40001'; end $$`;
        return { stored: 'never' };
      },
    });
    await expect(stubborn).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(5);
  });
});

test('however often, and however much at once, a command with a key is sent, it runs once and is answered alike', async () => {
  const attempt = fc.record({
    key: fc.integer({ min: 1, max: 4 }),
    input: fc.integer({ min: 1, max: 2 }),
    lingerMs: fc.integer({ min: 0, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 2, maxLength: 24 }), async (attempts) => {
      await admin`truncate consent.done, consent.idempotency`;
      const answers = await Promise.all(
        attempts.map(async ({ key, input, lingerMs }) => {
          for (;;) {
            const answer = await run({
              key: `key ${key}`,
              input: `input ${input} of ${key}`,
              work: async () => {
                await sleep(lingerMs);
                return { stored: { __typename: 'Done', input } };
              },
            });
            if (!(answer as { inFlight?: boolean }).inFlight) return answer as { __typename: string; input: number };
          }
        }),
      );
      const ran = await done();
      const used = new Set(attempts.map(({ key }) => key));
      expect(ran).toHaveLength(used.size);
      for (const [index, { key, input }] of attempts.entries()) {
        const first = Number(/^input (\d) of/.exec(ran.find((what) => what.endsWith(`of ${key}`))!)![1]);
        expect(answers[index]).toEqual(input === first ? { __typename: 'Done', input } : conflict(false));
      }
    }),
    { numRuns: 25 },
  );
});

describe('old keys', () => {
  const age = async (hours: number, count: number): Promise<void> => {
    await admin`
      insert into consent.idempotency (caller, key, fingerprint, answer, created_at)
      select 'crm', gen_random_uuid(), '', '{}', ${NOW}::timestamptz - interval '1 hour' * ${hours} from generate_series(1, ${count}::int) n`;
  };
  const left = async (): Promise<number> =>
    (await admin<{ count: number }[]>`select count(*) from consent.idempotency`)[0]!.count;

  test('are forgotten in batches; two hubs do not wait for each other', async () => {
    await age(30, 50);
    await age(1, 3);
    const before = new Date(NOW.getTime() - 24 * 3_600_000);
    expect(await forgetKeys(sql, before, 20)).toBe(20);
    const both = await Promise.all([forgetKeys(sql, before, 20), forgetKeys(sql, before, 20)]);
    expect(both.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(30);
    while ((await forgetKeys(sql, before, 20)) > 0);
    expect(await left()).toBe(3);
  });

  test('are forgotten when they are as old as the policy says, and not before', async () => {
    await age(25, 2_500);
    await age(23, 5);
    const options = {
      pools: { read: sql, write: sql },
      log: { wake() {} } as Log,
      clock: testClock(NOW.toISOString()),
      logger: silentLogger,
      retention: { settle: async () => {}, retained: [idempotencyKeys] },
    };
    while (await retain(options));
    expect(await left()).toBe(5);
  });
});
