import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packBundle, unpackBundle } from '../../src/audit/bundle.ts';
import { exportLog, folderSource, readFolderKeys } from '../../src/audit/folder.ts';
import type { Checkpoint } from '../../src/audit/note.ts';
import { proveConsistency } from '../../src/audit/proofs.ts';
import { insertCosignatures } from '../../src/audit/store.ts';
import { HASH_BYTES, hashLeaf } from '../../src/audit/tree/hash.ts';
import { isConsistent } from '../../src/audit/tree/proof.ts';
import { Tiles, pathOf } from '../../src/audit/tree/tiles.ts';
import { databaseSource } from '../../src/audit/verify/source.ts';
import { readSigned, verifyLog } from '../../src/audit/verify/verify.ts';
import { type TestAudit, createAudit } from './support/audit.ts';

let shared: TestAudit;
let folder: string;
beforeAll(async () => {
  shared = await createAudit();
  folder = await mkdtemp(join(tmpdir(), 'selfsame-audit-'));
  await shared.fill(250);
  await shared.fill(350);
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const newest = async (): Promise<Checkpoint> =>
  readSigned((await databaseSource(shared.sql).head()).note, shared.keys)!;
const run = async () =>
  exportLog(databaseSource(shared.sql), folder, {
    keys: shared.keys,
    async continues(size, root) {
      const proof = (await proveConsistency(shared.sql, size))!;
      return isConsistent({ size, root }, await newest(), proof.hashes);
    },
  });
const verify = async (kept?: Checkpoint) =>
  verifyLog(await folderSource(folder), { keys: await readFolderKeys(folder), kept });

test('an exported log has the files of C2SP tlog-tiles, and is verified without the database', async () => {
  expect(await run()).toEqual({ size: 600, before: 0 });
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  expect(files.toSorted()).toEqual(
    [
      'checkpoint',
      'checkpoints/000.jsonl',
      'keys.txt',
      'tile/0/000',
      'tile/0/001',
      'tile/0/002.p/88',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/88',
    ].toSorted(),
  );
  expect(await verify(await newest())).toMatchObject({ size: 600, from: 600, finding: undefined });
});

test('exported again, what came since is added; and the older checkpoint still holds', async () => {
  const kept = await newest();
  await shared.fill(500);
  expect(await run()).toEqual({ size: 1100, before: 600 });
  expect(await verify(kept)).toMatchObject({ size: 1100, from: 600, finding: undefined });
});

test.each([
  ['a byte of an entry', 'tile/entries/001', 30, { damage: 'CHANGED', index: 256 }],
  ['a hash', 'tile/0/002', 30, { damage: 'HASH_CHANGED', index: 512 }],
  ['a hash above', 'tile/1/000.p/4', 30, { damage: 'HASH_CHANGED', index: 0 }],
  ['the checkpoint', 'checkpoint', 30, { damage: 'CHECKPOINT_CHANGED' }],
  ['an older checkpoint', 'checkpoints/000.jsonl', 60, { damage: 'CHECKPOINT_CHANGED', index: 249 }],
])('names where %s was changed in the folder', async (_what, file, place, found) => {
  const path = join(folder, file);
  const bytes = await readFile(path);
  const damaged = Buffer.from(bytes);
  damaged[place]! ^= 1;
  await writeFile(path, damaged);
  const { finding } = await verify();
  await writeFile(path, bytes);
  expect(finding).toMatchObject(found);
  expect((await verify()).finding).toBeUndefined();
});

test('a changed entry with all hashes over it lies behind the last checkpoint that still fits', async () => {
  const other = await mkdtemp(join(tmpdir(), 'selfsame-audit-'));
  await cp(folder, other, { recursive: true });
  const path = join(other, 'tile', 'entries', '001');
  const bodies = unpackBundle(await readFile(path));
  bodies[50] = bodies[50]!.replace('crm', 'hrm');
  await writeFile(path, packBundle(bodies));
  await rehash(other, 1100);
  const { finding } = await verifyLog(await folderSource(other), { keys: shared.keys });
  await rm(other, { recursive: true });
  expect(finding).toMatchObject({ damage: 'CHANGED', index: 250, last: 599 });
});

test('a line that is no checkpoint is told, and stays when it is exported again', async () => {
  const path = join(folder, 'checkpoints', '000.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/\n/, '\nnothing\n'));
  expect((await verify()).finding).toMatchObject({ damage: 'CHECKPOINT_CHANGED', index: 1099 });
  await run();
  expect((await verify()).finding).toMatchObject({ damage: 'CHECKPOINT_CHANGED', index: 1099 });
  await writeFile(path, text);
  expect((await verify()).finding).toBeUndefined();
});

test('holds what witnesses signed, also of a checkpoint that was exported before', async () => {
  const witness = `— witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}`;
  await insertCosignatures(shared.sql, 1100, [witness]);
  expect(await run()).toEqual({ size: 1100, before: 1100 });
  expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toContain(`${witness}\n`);
  expect(await readFile(join(folder, 'checkpoints', '000.jsonl'), 'utf8')).toContain(witness);
  expect((await verify()).finding).toBeUndefined();
});

test('exports nothing of a log that is no continuation of what was exported', async () => {
  const before = await readFile(join(folder, 'checkpoint'), 'utf8');
  await shared.admin`delete from audit.checkpoint where size > 600`;
  expect(await run()).toBe('NO_CONTINUATION');
  expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(before);
});

test('bundles hold what was put in', () => {
  const bodies = ['', 'ä', 'x'.repeat(65_535)];
  expect(unpackBundle(packBundle(bodies))).toEqual(bodies);
  expect(unpackBundle(packBundle(['abc', 'defg']).subarray(0, -1))).toEqual(['abc', 'def']);
});

/** Makes all hashes of an exported log fit its entries. */
async function rehash(exported: string, size: number): Promise<void> {
  const source = await folderSource(exported);
  const leaves = (await source.read(0, size)).flatMap(({ bodies }) => bodies.map(hashLeaf));
  for (const { level, number, bytes } of new Tiles().append(0, leaves)) {
    await writeFile(join(exported, 'tile', String(level), pathOf(number, bytes.length / HASH_BYTES)), bytes);
  }
}
