import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatKey } from '../../src/audit/note.ts';
import { openTargets } from '../../src/audit/push/open.ts';
import { pushWhenDue } from '../../src/audit/push/push.ts';
import type { Target } from '../../src/audit/push/target.ts';
import { listCosignatures } from '../../src/audit/store.ts';
import { databaseSource } from '../../src/audit/verify/source.ts';
import { readSigned, verifyLog } from '../../src/audit/verify/verify.ts';
import { createHub } from '../support/hub.ts';
import { ORIGIN, type TestAudit, createAudit } from './support/audit.ts';
import { startWitness } from './support/witness.ts';

let shared: TestAudit;
let folder: string;
beforeAll(async () => {
  [shared, folder] = await Promise.all([createAudit(), mkdtemp(join(tmpdir(), 'selfsame-push-'))]);
  await shared.fill(300);
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

let now = Date.now();
const warned: object[] = [];
const logger = { warn: (what: object) => warned.push(what) } as never;
/** A day later, so that it is due. */
const push = async (target: Target | undefined): Promise<void> => {
  now += 86_400_000;
  const clock = { now: () => new Date(now) };
  await pushWhenDue({ sql: shared.sql, targets: [], seconds: 60, clock, logger }, target!);
};
const NONE = { folder: undefined, webhookUrl: undefined, witness: undefined };

test('a folder gets each checkpoint as a file, by which the log is verified', async () => {
  const [target] = openTargets({ ...NONE, folder });
  await push(target);
  await push(target);
  await shared.fill(10);
  await push(target);
  expect((await readdir(folder)).toSorted()).toEqual(['000000000300.checkpoint', '000000000310.checkpoint']);
  const kept = readSigned(await readFile(join(folder, '000000000300.checkpoint'), 'utf8'), shared.keys);
  expect(await verifyLog(databaseSource(shared.sql), { keys: shared.keys, kept })).toMatchObject({
    from: 300,
    finding: undefined,
  });
});

test('a webhook gets what was signed last, once by however many hubs, and again when it did not arrive', async () => {
  const heard: string[] = [];
  let status = 500;
  const server = createServer((request, response) => {
    const take = (body: string): void => {
      heard.push(body);
      response.writeHead(status).end();
    };
    text(request).then(take, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const [target] = openTargets({ ...NONE, webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
  await push(target);
  expect(warned.at(-1)).toEqual({ target: 'webhook', why: 'it answered 500' });
  status = 204;
  now += 86_400_000;
  const clock = { now: () => new Date(now) };
  await Promise.all(
    [1, 2, 3].map(() => pushWhenDue({ sql: shared.sql, targets: [], seconds: 60, clock, logger }, target!)),
  );
  await push(target);
  server.closeAllConnections();
  server.close();
  expect(heard).toHaveLength(2);
  expect(readSigned(heard[1], shared.keys)).toMatchObject({ size: 310 });
});

test('a witness is shown that the log only grew, and signs it too', async () => {
  await using witness = await startWitness(ORIGIN, shared.keys);
  const [target] = openTargets({ ...NONE, witness: `${formatKey(witness.key)}@${witness.url}` });
  await push(target);
  expect(witness.last.size).toBe(310);
  await shared.fill(700);
  await push(target);
  expect(witness.last.size).toBe(1010);
  const note = (await databaseSource(shared.sql).head()).note!;
  const lines = await listCosignatures(shared.sql, 1010);
  expect(readSigned(`${note}${lines.join('\n')}\n`, shared.keys)).toMatchObject({ size: 1010 });
  // A hub that forgot how far the witness is learns it from the witness.
  await shared.admin`update audit.push set size = 5 where target like 'witness%'`;
  await shared.fill(1);
  await push(target);
  expect(witness.last.size).toBe(1011);
  expect(witness.statuses).toEqual([200, 200, 409, 200]);
});

test('a witness signs nothing that is no continuation, and who signs in its name is not believed', async () => {
  await using witness = await startWitness(ORIGIN, shared.keys);
  await using other = await startWitness(ORIGIN, shared.keys);
  const [target] = openTargets({ ...NONE, witness: `${formatKey(witness.key)}@${witness.url}` });
  const [forged] = openTargets({ ...NONE, witness: `${formatKey(witness.key)}@${other.url}` });
  await shared.admin`delete from audit.push where target like 'witness%'`;
  await push(forged);
  expect(warned.at(-1)).toMatchObject({ why: 'its signature is not that of its key' });
  await push(target);
  expect(witness.last.size).toBe(1011);
  witness.last = { size: 500, root: Buffer.alloc(32, 7) };
  await shared.fill(1);
  await push(target);
  expect(warned.at(-1)).toMatchObject({ why: 'it was shown no continuation of what it signed' });
  witness.last = { size: 5_000, root: Buffer.alloc(32, 7) };
  await push(target);
  expect(warned.at(-1)).toMatchObject({ why: 'it knows the log with 5000 entries, and there are fewer' });
  expect(witness.last.size).toBe(5_000);
});

test('a hub pushes by itself where its settings say so', async () => {
  const own = join(folder, 'hub');
  await using hub = await createHub({ env: { AUDIT_FOLDER: own, AUDIT_PUSH_SECONDS: '1' } });
  await expect.poll(async () => (await readdir(own).catch(() => [])).length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(hub.config.audit.folder).toBe(own);
});

test('the key of a witness must be one', () => {
  expect(() => openTargets({ ...NONE, witness: `${formatKey(shared.keys[0]!)}@http://127.0.0.1` })).toThrow(
    'AUDIT_WITNESS',
  );
});
