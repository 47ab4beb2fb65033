import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packBundle, unpackBundle } from '../../src/audit/bundle.ts';
import { exportLog, folderSource, readFolderKeys } from '../../src/audit/folder.ts';
import type { Checkpoint } from '../../src/audit/note.ts';
import { proveConsistency } from '../../src/audit/proofs.ts';
import { isConsistent } from '../../src/audit/tree/proof.ts';
import { databaseSource } from '../../src/audit/verify/source.ts';
import { readSigned, verifyLog } from '../../src/audit/verify/verify.ts';
import { type TestAudit, createAudit } from './support/audit.ts';

let shared: TestAudit;
let folder: string;
beforeAll(async () => {
  shared = await createAudit();
  folder = await mkdtemp(join(tmpdir(), 'selfsame-audit-'));
  await shared.fill(600);
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
  ['a byte of an entry', 'tile/entries/001', { damage: 'CHANGED', index: 256 }],
  ['a hash', 'tile/0/002', { damage: 'HASH_CHANGED', index: 512 }],
  ['a hash above', 'tile/1/000.p/4', { damage: 'HASH_CHANGED', index: 0 }],
  ['the checkpoint', 'checkpoint', { damage: 'CHECKPOINT_CHANGED' }],
])('names where %s was changed in the folder', async (_what, file, found) => {
  const path = join(folder, file);
  const bytes = await readFile(path);
  const damaged = Buffer.from(bytes);
  damaged[30]! ^= 1;
  await writeFile(path, damaged);
  const { finding } = await verify();
  await writeFile(path, bytes);
  expect(finding).toMatchObject(found);
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
