import { randomUUID } from 'node:crypto';
import { link, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault } from '../kernel/faults.ts';
import { makeFolder } from './folder.ts';

const WINDOWS = process.platform === 'win32';

/**
 * Reads a file that only its owner may read.
 * As PostgreSQL does with its server key: one's own file is closed to group and others; a file of root's,
 * as secrets are mounted in containers, may be open to the group.
 * @returns the text, or undefined when there is no such file
 * @throws CONFIGURATION when others could read it, or it cannot be read, with how to mend it
 */
export async function readSecretFile(path: string): Promise<string | undefined> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw refused(
      `${path} cannot be read (${error.code}). Run Selfsame as its owner, or make it readable for this user only.`,
    );
  });
  if (!file) return undefined;
  try {
    const { mode, uid } = await file.stat();
    const own = process.getuid?.();
    if (!WINDOWS && uid !== own && uid !== 0) {
      throw refused(`${path} belongs to user ${uid} and this is user ${own}. Mend it with: chown ${own} '${path}'`);
    }
    const forbidden = uid === own ? 0o077 : 0o037;
    if (!WINDOWS && (mode & forbidden) !== 0) {
      throw refused(
        `${path} can be read by others (mode ${(mode & 0o777).toString(8).padStart(4, '0')}). Mend it with: chmod 600 '${path}'`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/**
 * Writes a new file that only its owner may read, in a folder closed to others, whole or not at all, and on disk before it returns.
 * @returns false when there is one already: it is left as it is
 * @throws CONFIGURATION when it cannot be made, with how to mend it
 */
export async function createSecretFile(path: string, text: string): Promise<boolean> {
  const cannot = ({ code }: NodeJS.ErrnoException): never => {
    throw refused(`${path} cannot be made (${code}). Make ${dirname(path)} writable for this user.`);
  };
  await makeFolder(dirname(path), 0o700).catch(cannot);
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600).catch(cannot);
  try {
    await file.writeFile(text);
    await file.sync();
    // A link, since a rename would overwrite what another process has just made and already uses.
    await link(draft, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await file.close();
    await rm(draft);
  }
}

/**
 * Writes such a file anew, whole or not at all, and on disk before it returns.
 * @throws CONFIGURATION when it cannot be written, with how to mend it
 */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  // A link may lead to where the file is kept.
  const target = await realpath(path);
  const draft = `${target}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    const { code } = error as NodeJS.ErrnoException;
    throw refused(`${path} cannot be written (${code}). Make it and its folder writable for this user.`);
  }
}

async function syncFolder(path: string): Promise<void> {
  if (WINDOWS) return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function refused(text: string): Error {
  return fault({ code: 'CONFIGURATION', public: text });
}
