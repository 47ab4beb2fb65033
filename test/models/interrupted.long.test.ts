import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { runResolution } from '../../src/cli/resolve/run.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { activate, ended, train } from './support/jobs.ts';
import { partition, peopleOf, sheets, write } from './support/population.ts';

const TIMEOUT_MS = 300_000;
const signal = new AbortController().signal;

function run(hub: TestHub, options: { version?: string; dryRun?: boolean } = {}) {
  const out = new PassThrough().resume();
  return runResolution(hub.config, { version: undefined, train: false, dryRun: false, signal, out, ...options });
}

/** The command in a process of its own. */
function spawnResolve(hub: TestHub, version: string): ChildProcess {
  return spawn(process.execPath, ['src/cli.ts', 'resolve', '--all', '--model', version], {
    env: { ...process.env, DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until a process says something on stderr, or has ended. */
async function said(child: ChildProcess, text: string): Promise<void> {
  let heard = '';
  child.stderr!.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  while (!heard.includes(text) && child.exitCode === null)
    await Promise.race([once(child.stderr!, 'data'), once(child, 'exit')]);
}

async function trained(hub: TestHub): Promise<{ id: string; version: string }> {
  const steward = await hub.as('steward');
  const { model } = await ended(steward, (await train(steward)).jobId);
  return model!;
}

test('killed wherever it is, it goes on and comes to what it would have come to', { timeout: TIMEOUT_MS }, async () => {
  await using hub = await createHub();
  await write(hub, sheets(600, 21));
  const { version } = await trained(hub);
  const expected = await run(hub, { version, dryRun: true });
  for (const step of ['comparing', 'comparing models', 'deriving people']) {
    const child = spawnResolve(hub, version);
    await said(child, step);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  const child = spawnResolve(hub, version);
  child.stderr!.resume();
  child.stdout!.resume();
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  expect(partition(await peopleOf(hub))).toHaveLength(expected!.people.after);
  expect(await run(hub)).toMatchObject({
    model: version,
    people: { merged: 0, split: 0, after: expected!.people.after },
    pairs: { linkedOnlyBefore: 0, linkedOnlyAfter: 0, askedOnlyBefore: 0, askedOnlyAfter: 0 },
  });
  expect(await runSql(hub.database.url, 'select * from person.match_build')).toEqual([]);
});

test('told to stop, it stops, and says so', { timeout: TIMEOUT_MS }, async () => {
  await using hub = await createHub();
  await write(hub, sheets(300, 22));
  const { version } = await trained(hub);
  const child = spawnResolve(hub, version);
  await said(child, 'comparing');
  child.kill('SIGINT');
  const [code] = child.exitCode === null ? ((await once(child, 'exit')) as [number]) : [child.exitCode];
  expect(code).toBe(130);
  expect((await run(hub, { version }))!.model).toBe(version);
});

test('while records are written, none is passed over', { timeout: TIMEOUT_MS }, async () => {
  await using hub = await createHub();
  const records = sheets(800, 23);
  const middle = Math.floor(records.length / 2);
  await write(hub, records.slice(0, middle));
  const { version, id } = await trained(hub);
  const steward = await hub.as('steward');
  const { jobId } = await activate(steward, id, false);
  await write(hub, records.slice(middle));
  expect(await ended(steward, jobId)).toMatchObject({ state: 'DONE', problem: null });
  expect((await peopleOf(hub)).size).toBe(records.length);
  const before = await peopleOf(hub);
  expect(await run(hub)).toMatchObject({
    model: version,
    records: records.length,
    people: { merged: 0, split: 0 },
    pairs: { linkedOnlyBefore: 0, linkedOnlyAfter: 0, askedOnlyBefore: 0, askedOnlyAfter: 0 },
  });
  expect(await peopleOf(hub)).toEqual(before);
});

test('records from before there was matching are matched', { timeout: TIMEOUT_MS }, async () => {
  await using hub = await createHub();
  await write(hub, sheets(150, 24));
  const found = partition(await peopleOf(hub));
  const keys = 'select key, profile from person.block_key order by key, profile';
  const before = await runSql(hub.database.url, keys);
  await runSql(
    hub.database.url,
    `update person.record set profile = null; delete from person.match; delete from person.block_key; delete from person.hot_key`,
  );
  await run(hub);
  expect(await runSql(hub.database.url, keys)).toEqual(before);
  expect(partition(await peopleOf(hub))).toEqual(found);
});

test('while a dump of the database goes on, it waits, and writes go on', { timeout: TIMEOUT_MS }, async () => {
  await using hub = await createHub();
  await write(hub, sheets(300, 25));
  const { id } = await trained(hub);
  const crm = await hub.as('crm');
  const dump = await openDump(hub);
  const steward = await hub.as('steward');
  const { jobId } = await activate(steward, id, false);
  const slowest = await writeFor(crm, 5_000);
  expect(slowest).toBeLessThan(2_500);
  await dump.end();
  expect(await ended(steward, jobId)).toMatchObject({ state: 'DONE', problem: null });
  expect(await runSql(hub.database.url, "select id from person.model where state = 'ACTIVE'")).toEqual([{ id }]);
});

/** Holds what a dump holds until its end: every table, for reading. */
async function openDump(hub: TestHub): Promise<{ end(): Promise<void> }> {
  const sql = postgres(hub.database.url, { max: 1, onnotice: () => {} });
  await sql.unsafe('begin');
  await sql.unsafe('lock table person.match, person.match_next, person.changed_profile in access share mode');
  return {
    async end() {
      await sql.unsafe('rollback');
      await sql.end();
    },
  };
}

/** Writes one record after the other for a time; answers how long the slowest one took, in milliseconds. */
async function writeFor(crm: Client, ms: number): Promise<number> {
  const from = performance.now();
  let slowest = 0;
  for (let n = 0; performance.now() - from < ms; n += 1) {
    const begin = performance.now();
    await record(crm, { externalId: `beside-${n}`, name: { full: `Beside ${n}` }, birthDate: '1980-01-01' });
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return slowest;
}
