import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { runAudit } from './support/command.ts';

// Each command is a process of its own, and one that opens a database.
vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
let folder: string;
beforeAll(async () => {
  [hub, folder] = await Promise.all([createHub(), mkdtemp(join(tmpdir(), 'selfsame-audit-'))]);
  await record(await hub.as('crm'), { externalId: '1', name: { full: 'Eva Muster' } });
  // Places are given now, not in a second.
  await ask(await hub.as('auditor'), '{ auditEntries { next } }');
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runAudit(hub, ...args);

test('verifies beside a running hub, from a kept checkpoint too, and an export without hub and database', async () => {
  const kept = join(folder, 'kept.checkpoint');
  const keys = join(folder, 'keys');
  const exported = join(folder, 'exported');
  await writeFile(kept, (await run('checkpoint')).stdout);
  await writeFile(keys, (await run('key')).stdout);
  const live = await run('verify', '--from', kept);
  expect(live).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+ entries, as they were signed, and a continuation of the \d+ that were kept\n$/),
  });
  expect(await run('export', exported)).toMatchObject({ code: 0 });
  const nowhere = { database: { ...hub.database, url: 'postgres://127.0.0.1:1/none' }, config: hub.config };
  const offline = await runAudit(nowhere, 'verify', exported, '--from', kept, '--key', keys, '--json');
  expect(offline.code).toBe(0);
  expect(JSON.parse(offline.stdout)).toMatchObject({ ok: true, origin: expect.stringMatching(/^selfsame\/audit\//) });
});

test('names the first entry that was changed, and exits with 1', async () => {
  await runSql(
    hub.database.url,
    `update audit.entry set body = replace(body, '"about":"crm"', '"about":"crn"') where body like '%"about":"crm"%'`,
  );
  const [{ index }] = (await runSql<{ index: string }>(
    hub.database.url,
    `select index from audit.entry where body like '%"about":"crn"%'`,
  )) as [{ index: string }];
  const found = await run('verify');
  expect(found).toMatchObject({ code: 1, stdout: `DAMAGED: entry ${index} was changed\n` });
  const json = await run('verify', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, finding: { damage: 'CHANGED', index: Number(index) } });
});

test('says what is wrong with what it was given', async () => {
  const bad = join(folder, 'bad');
  await writeFile(bad, 'nothing');
  expect(await run('verify', '--from', bad)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is no checkpoint'),
  });
  expect(await run('verify', join(folder, 'nowhere'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('holds no exported log'),
  });
  expect(await run('verify', '--key', bad)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--key: expected a key'),
  });
});
