import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sql, closeSql } from '../../src/kernel/db.ts';
import { type Logger, silentLogger } from '../../src/kernel/logger.ts';
import type { EventName } from '../../src/log/event.ts';
import { type Projection, type ProjectionOptions, startProjection } from '../../src/log/projection.ts';
import { type TestLog, appendMany, createLog, range } from './support/log.ts';
import { createNoted, listNoted, noteEvents } from './support/noted.ts';

let shared: TestLog;
let sql: Sql;
let projections: Projection[] = [];
beforeEach(async () => {
  shared = await createLog();
  sql = shared.pool('selfsame_consent', 2);
  await createNoted(shared.admin);
});
afterEach(async () => {
  await Promise.all(projections.map((projection) => projection.stop()));
  projections = [];
  await shared[Symbol.asyncDispose]();
});

async function start(options: Partial<ProjectionOptions> = {}): Promise<Projection> {
  const projection = await startProjection({
    sql,
    log: shared.log,
    logger: silentLogger,
    name: 'noted',
    apply: noteEvents,
    ...options,
  });
  projections.push(projection);
  return projection;
}
const appendSilently = (count: number): Promise<void> => shared.sql.begin((tx) => appendMany(tx, count));

describe('a projection', () => {
  test('applies each event once and in order, from the first one on, and goes on where it stood', async () => {
    await appendSilently(40);
    const first = await start();
    await first.settle();
    await first.stop();
    await appendSilently(40);
    const second = await start();
    await second.settle();
    expect(await listNoted(shared.admin)).toEqual(range(1, 80));
  });

  test('takes many events in one transaction', async () => {
    await appendSilently(5_000);
    const batches: number[] = [];
    const projection = await start({ apply: async (_tx, events) => void batches.push(events.length) });
    await projection.settle();
    expect(batches).toEqual(range(1, 10).map(() => 500));
  });

  test('of two hubs applies each event once, and each hub learns of all', async () => {
    const told = [new Set<number>(), new Set<number>()];
    const other = await shared.another();
    const [one, two] = await Promise.all(
      [shared.log, other].map((log, index) =>
        start({
          log,
          sql: shared.pool('selfsame_consent', 2),
          applied: (events) => events.forEach(({ position }) => told[index]!.add(position)),
        }),
      ),
    );
    for (let batch = 0; batch < 20; batch++) await appendSilently(30);
    await Promise.all([one!.settle(), two!.settle()]);
    expect(await listNoted(shared.admin)).toEqual(range(1, 600));
    expect(told.map(({ size }) => size)).toEqual([600, 600]);
  });

  test('whose transactions fail now and then, by itself or by its connection, still applies each event once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 9 })), async (luck) => {
        await shared.admin`truncate consent.noted`;
        const end = await shared.log.flush();
        const projection = await start({
          name: `unlucky ${Math.random()}`,
          async apply(tx, events) {
            const { value } = luck.next();
            await noteEvents(tx, events);
            if (value === 0) throw new Error('unlucky');
            if (value !== 1) return;
            const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
            await shared.admin`select pg_terminate_backend(${row!.pid}, 1000)`;
          },
        });
        for (let batch = 0; batch < 5; batch++) await appendSilently(3);
        await expect.poll(() => projection.position(), { timeout: 10_000 }).toBe(end + 15);
        await projection.stop();
        expect(await listNoted(shared.admin)).toEqual(range(1, end + 15));
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test('of hubs that are killed at any moment applies each event once', async () => {
    const hub = async () => {
      const file = fileURLToPath(new URL('support/projection-process.ts', import.meta.url));
      const child = spawn(process.execPath, [file, shared.url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      await once(child, 'message');
      return child;
    };
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) await shared.write();
    })();
    for (let round = 0; round < 3; round++) {
      const [one, two] = await Promise.all([hub(), hub()]);
      await sleep(200 + Math.random() * 200);
      one.kill('SIGKILL');
      await sleep(100);
      two.kill('SIGKILL');
    }
    isWriting = false;
    await writing;
    const last = await start();
    await last.settle();
    expect(await listNoted(shared.admin)).toEqual(range(1, last.position()));
    expect(last.position()).toBeGreaterThan(100);
  }, 60_000);

  test('that needs events that are gone says so when it starts', async () => {
    await appendSilently(10);
    await shared.log.flush();
    await shared.admin`update log.head set oldest = 6`;
    await shared.log.flush();
    await expect(start()).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });
});

describe('settle', () => {
  test('waits for all that was committed before the call', async () => {
    const projection = await start();
    for (let round = 1; round <= 20; round++) {
      await appendSilently(3);
      await projection.settle();
      expect(projection.position()).toBe(3 * round);
      expect(await listNoted(shared.admin)).toHaveLength(3 * round);
    }
  });

  test('gives up after three seconds', async () => {
    const release = Promise.withResolvers<void>();
    const projection = await start({ apply: () => release.promise });
    await appendSilently(1);
    const begun = performance.now();
    await expect(projection.settle()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - begun).toBeLessThan(4_000);
    release.resolve();
    await projection.settle();
  });

  test('does not outlive the projection', async () => {
    const release = Promise.withResolvers<void>();
    const projection = await start({ apply: () => release.promise });
    await appendSilently(1);
    const settling = projection.settle().then(
      () => 'settled',
      (error: { code: string }) => error.code,
    );
    await sleep(100);
    const stopping = projection.stop();
    release.reject(new Error('stopped'));
    await stopping;
    expect(await settling).toBe('UNAVAILABLE');
    await appendSilently(1);
    await expect(projection.settle()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('an event that cannot be applied', () => {
  const poison: EventName = 'consent.granted';
  let isCured: boolean;
  const lines: { position: number; code: string }[] = [];
  const logger = {
    ...silentLogger,
    warn: (line: { position: number; code: string }) => lines.push(line),
  } as unknown as Logger;

  beforeEach(async () => {
    isCured = false;
    lines.length = 0;
    await appendSilently(130);
    await shared.write({ name: poison });
    await appendSilently(70);
  });
  const startPoisoned = (): Promise<Projection> =>
    start({
      logger,
      async apply(tx, events) {
        await noteEvents(tx, events);
        if (!isCured && events.some(({ name }) => name === poison)) throw new Error('Ada Lovelace is not a number');
      },
    });

  test('holds up those behind it, and none before it; the hub can tell, and callers are told at once', async () => {
    const projection = await startPoisoned();
    await expect.poll(() => projection.stuckAt(), { timeout: 5_000 }).toBe(131);
    expect(await listNoted(shared.admin)).toEqual(range(1, 130));
    const begun = performance.now();
    await expect(projection.settle()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(lines).toEqual(
      lines.map(() => expect.objectContaining({ projection: 'noted', position: 131, code: 'INTERNAL' })),
    );
    expect(JSON.stringify(lines)).not.toContain('Lovelace');
  });

  test('is tried again, ever more slowly, and all goes on when it can be applied', async () => {
    const projection = await startPoisoned();
    await expect.poll(() => lines.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
    isCured = true;
    await expect.poll(() => projection.stuckAt(), { timeout: 5_000 }).toBeUndefined();
    await projection.settle();
    expect(await listNoted(shared.admin)).toEqual(range(1, 201));
  });

  test('does not keep a hub from stopping', async () => {
    const projection = await startPoisoned();
    await expect.poll(() => lines.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
    const begun = performance.now();
    await projection.stop();
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

test('a log that closes ends the projections that follow it', async () => {
  const projection = await start();
  await shared.log.close();
  await projection.stop();
  await expect(projection.settle()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a database that is gone for a while is waited for, and named once', async () => {
  const lines: string[] = [];
  const logger = { ...silentLogger, warn: (line: { code: string }) => lines.push(line.code) } as unknown as Logger;
  const own = shared.pool('selfsame_consent', 1);
  const projection = await start({ sql: own, logger });
  await closeSql(own, 0);
  await appendSilently(3);
  await sleep(900);
  expect(lines).toEqual(['UNAVAILABLE']);
  expect(projection.stuckAt()).toBeUndefined();
});
