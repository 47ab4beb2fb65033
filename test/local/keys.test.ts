import { chmod, chown, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMasterKeys, readMasterKeys } from '../../src/local/keys.ts';
import { temporaryFolder } from './temporary.ts';

const asRoot = process.getuid?.() === 0;

describe('the key file', () => {
  test('is made once, closed to others, and read back the same', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'keys/master.jwks');
    expect(await createMasterKeys(path)).toBe(true);
    const keys = await readMasterKeys(path);
    expect(await createMasterKeys(path)).toBe(false);
    expect(await readMasterKeys(path)).toEqual(keys);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder.path, 'keys'))).mode & 0o777).toBe(0o700);
    expect(keys.wrapping.map(({ bytes }) => bytes.length)).toEqual([32]);
    expect(keys.blind.bytes).toHaveLength(32);
    expect(keys.blind.bytes).not.toEqual(keys.wrapping[0]?.bytes);
  });

  test('made by several at once is one file, whole', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'keys/master.jwks');
    const made = await Promise.all(Array.from({ length: 8 }, () => createMasterKeys(path)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readdir(join(folder.path, 'keys'))).toEqual(['master.jwks']);
  });

  test('keeps older wrapping keys, the newest first', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'master.jwks');
    await createMasterKeys(path);
    const file = JSON.parse(await readFile(path, 'utf8'));
    file.keys.unshift({ kty: 'oct', kid: 'newer', alg: 'A256GCMKW', k: Buffer.alloc(32, 7).toString('base64url') });
    await writeFile(path, JSON.stringify(file));
    expect((await readMasterKeys(path)).wrapping.map(({ id }) => id)).toEqual(['newer', expect.any(String)]);
  });

  test.each([0o640, 0o604, 0o660, 0o644])(
    'is refused with mode %o, and the error says how to mend it',
    async (mode) => {
      await using folder = await temporaryFolder();
      const path = join(folder.path, 'master.jwks');
      await createMasterKeys(path);
      await chmod(path, mode);
      await expect(readMasterKeys(path)).rejects.toMatchObject({
        code: 'CONFIGURATION',
        public: expect.stringContaining(`chmod 600 '${path}'`),
      });
    },
  );

  test.runIf(asRoot)('of another user is refused', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'master.jwks');
    await createMasterKeys(path);
    await chown(path, 65_534, 65_534);
    await expect(readMasterKeys(path)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      public: expect.stringContaining('belongs to user 65534'),
    });
  });

  test('that is missing says how to make one', async () => {
    await using folder = await temporaryFolder();
    await expect(readMasterKeys(join(folder.path, 'none'))).rejects.toMatchObject({
      code: 'CONFIGURATION',
      public: expect.stringContaining('keys create'),
    });
  });

  test.each([
    ['no JSON', '{'],
    ['no keys', '{"keys":[]}'],
    [
      'a short key',
      '{"keys":[{"kty":"oct","kid":"a","alg":"A256GCMKW","k":"AAAA"},{"kty":"oct","kid":"b","alg":"HS256","k":"AAAA"}]}',
    ],
    ['an empty file', ''],
  ])('with %s is called damaged, and is not repeated', async (_, text) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'master.jwks');
    await writeFile(path, text, { mode: 0o600 });
    await expect(readMasterKeys(path)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      public: expect.stringMatching(/is damaged: expected a JWK Set/),
    });
  });
});
