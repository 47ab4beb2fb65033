import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fault } from '../kernel/faults.ts';
import type { KeyService } from '../keys/epochs.ts';
import type { MasterKey, MasterKeys } from '../kernel/master-keys.ts';
import { createSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts';

const KEY_BYTES = 32;

const SecretKey = z.object({
  kty: z.literal('oct'),
  // Stands before everything the key wraps, in a field of 16 bytes.
  kid: z.string().regex(/^[\w-]{1,16}$/),
  alg: z.enum(['A256GCMKW', 'HS256']),
  k: z.base64url().refine((text) => Buffer.from(text, 'base64url').length === KEY_BYTES),
});
type SecretKey = z.infer<typeof SecretKey>;

/**
 * The key file: a JWK Set (RFC 7517 §5) of secret keys. Those for `A256GCMKW` (RFC 7518 §4.7) wrap data keys, the newest first;
 * older ones stay for what they wrapped. The last one for `HS256` is what blind indexes are HMACs under; those before it cover them,
 * the newest first.
 */
const KeyFile = z
  .object({ keys: z.array(SecretKey) })
  .refine(({ keys }) => keys.some(({ alg }) => alg === 'A256GCMKW') && keys.some(({ alg }) => alg === 'HS256'))
  .refine(({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length);
type KeyFile = z.infer<typeof KeyFile>;

/**
 * Reads the master keys. Whoever has this file and the database has everything; who loses it has lost what was sealed.
 * @throws CONFIGURATION when the file is missing, damaged, or open to others, with how to mend it
 */
export async function readMasterKeys(path: string): Promise<Required<MasterKeys>> {
  const { keys } = await readFile(path);
  const covers = ofKind(keys, 'HS256');
  const blind = covers.pop()!;
  return { wrapping: ofKind(keys, 'A256GCMKW'), blind, covers };
}

/**
 * Makes a key file with new random keys.
 * @returns false when there is one already: it is left as it is
 */
export async function createMasterKeys(path: string): Promise<boolean> {
  return createSecretFile(path, print([randomKey('A256GCMKW'), randomKey('HS256')]));
}

/** The key file as what keeps wrapping keys. A new key is the first in it. */
export function openKeyFile(path: string): KeyService {
  return {
    name: 'key file',
    place: path,
    open: async () => (await readMasterKeys(path)).wrapping,
    create: () => add(path, 'A256GCMKW'),
    async openCovers(rows) {
      const { covers } = await readMasterKeys(path);
      return covers.filter((key) => rows.some(({ id }) => id === key.id));
    },
    // One that is there and that the database does not name may have been left before: it is not taken again.
    createCover: () => add(path, 'HS256'),
    async forget(ids) {
      const { keys } = await readFile(path);
      const left = keys.filter(({ kid }) => !ids.includes(kid));
      if (left.length === keys.length) return false;
      await replaceSecretFile(path, print(left));
      return true;
    },
    renew: async () => [],
    closeCopies: async () => false,
  };
}

async function add(path: string, alg: SecretKey['alg']): Promise<{ key: MasterKey; wrapped: null }> {
  const made = randomKey(alg);
  const { keys } = await readFile(path);
  await replaceSecretFile(path, print([made, ...keys]));
  return { key: masterKey(made), wrapped: null };
}

async function readFile(path: string): Promise<KeyFile> {
  const text = await readSecretFile(path);
  if (text === undefined) {
    throw refused(
      `There is no key file ${path}. Check KEY_FILE, or restore the file from a backup; for a new hub make one with: npm run -s selfsame -- keys create '${path}'`,
    );
  }
  const file = parse(text);
  if (file) return file;
  throw refused(
    `The key file ${path} is damaged: expected a JWK Set with keys for A256GCMKW and one for HS256. Restore it from a backup.`,
  );
}

function ofKind(keys: KeyFile['keys'], alg: SecretKey['alg']): MasterKey[] {
  return keys.filter((key) => key.alg === alg).map(masterKey);
}

function masterKey({ kid, k }: SecretKey): MasterKey {
  return { id: kid, bytes: Buffer.from(k, 'base64url') };
}

function randomKey(alg: SecretKey['alg']): SecretKey {
  return { kty: 'oct', kid: randomBytes(6).toString('hex'), alg, k: randomBytes(KEY_BYTES).toString('base64url') };
}

function print(keys: KeyFile['keys']): string {
  return `${JSON.stringify({ keys }, undefined, 2)}\n`;
}

function parse(text: string): KeyFile | undefined {
  try {
    return KeyFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function refused(text: string): Error {
  return fault({ code: 'CONFIGURATION', public: text });
}
