import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readCheckpoint, readNote } from '../../src/audit/note.ts';
import { type Sql, closeSql, connect } from '../../src/kernel/db.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runAudit } from './support/command.ts';
import { forge } from './support/forge.ts';

// Each command is a process of its own, and one that opens a database.
vi.setConfig({ testTimeout: 60_000 });

const TABLES = ['entry', 'opening', 'tile', 'checkpoint'];

let hub: TestHub;
let admin: Sql;
let folder: string;
/** The file of the checkpoint that was kept; how long the log was then, and before. */
let kept: string;
let size: number;
let older: number;

beforeAll(async () => {
  [hub, folder] = await Promise.all([createHub(), mkdtemp(join(tmpdir(), 'selfsame-audit-'))]);
  admin = connect({ url: hub.database.url, statementTimeoutMs: 10_000 }, { connections: 1 });
  const [crm, auditor] = await Promise.all([hub.as('crm'), hub.as('auditor')]);
  for (const externalId of ['1', '2']) {
    await record(crm, { externalId, name: { full: `Eva Muster ${externalId}` } });
    // Places are given now, not in a second.
    await ask(auditor, '{ auditEntries { next } }');
  }
  const { stdout } = await runAudit(hub, 'checkpoint');
  kept = join(folder, 'kept.checkpoint');
  await writeFile(kept, stdout);
  const checkpoint = readCheckpoint(readNote(stdout)!.text)!;
  size = checkpoint.size;
  const [row] = await admin<{ size: number }[]>`select max(size) as size from audit.checkpoint where size < ${size}`;
  older = row!.size;
  for (const table of TABLES) await admin.unsafe(`create table public.${table} as select * from audit.${table}`);
}, 60_000);
afterEach(async () => {
  for (const table of TABLES) {
    await admin.unsafe(`truncate audit.${table}; insert into audit.${table} select * from public.${table}`);
  }
});
afterAll(async () => {
  await closeSql(admin, 500);
  await hub[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Takes the entries from an index on away, with what opens them and the hashes over them. */
const cut = async (from: number): Promise<void> => {
  await admin`delete from audit.entry where index >= ${from}`;
  await admin`delete from audit.opening where index >= ${from}`;
  await admin`update audit.tile set hashes = substr(hashes, 1, ${from * 32}) where level = 0 and number = 0`;
};
const verify = async (...args: string[]): Promise<string> => {
  const { code, stdout } = await runAudit(hub, 'verify', ...args);
  expect(code).toBe(stdout.startsWith('DAMAGED') ? 1 : 0);
  return stdout;
};

test('names the first entry that was cut off with its hashes', async () => {
  await cut(size - 3);
  expect(await verify()).toBe(`DAMAGED: entry ${size - 3} was removed\n`);
});

test('names the first of two entries that were swapped', async () => {
  await admin`update audit.entry set index = -1 where index = 3`;
  await admin`update audit.entry set index = 3 where index = 7`;
  await admin`update audit.entry set index = 7 where index = -1`;
  expect(await verify()).toBe('DAMAGED: entry 3 stands in the place of another\n');
});

test('names the first entry of which a salt was changed', async () => {
  await admin`update audit.opening set people_salts = array[gen_random_uuid()] where cardinality(people) = 1`;
  const [row] = await admin<{ index: number }[]>`select min(index) as index from audit.opening where people <> '{}'`;
  expect(await verify('--from', kept)).toBe(
    `DAMAGED: entry ${row!.index} is as it was, but the name, the id or a salt that opens it was changed or removed\n`,
  );
});

test('believes no checkpoint that another key signed', async () => {
  await admin`update audit.entry set body = replace(body, '"client":"', '"client":"x') where index = 4`;
  await forge(admin, readCheckpoint(readNote(await firstNote())!.text)!.origin);
  expect(await verify()).toMatch(/^DAMAGED: entry \d+ and those before are signed by no checkpoint/);
  expect(await verify('--from', kept)).toBe(`DAMAGED: one of the entries 0 to ${size - 1} was changed\n`);
});

test('a kept checkpoint tells that the database was put back to an older state', async () => {
  await cut(older);
  await admin`delete from audit.checkpoint where size > ${older}`;
  expect(await verify()).toBe(`${older} entries, as they were signed\n`);
  expect(await verify('--from', kept)).toBe(
    `DAMAGED: entry ${older} and all behind it are gone: the log is shorter than it was\n`,
  );
});

async function firstNote(): Promise<string> {
  const [row] = await admin<{ note: string }[]>`select note from audit.checkpoint order by size limit 1`;
  return row!.note;
}
