import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fault } from '../../../../kernel/faults.ts';
import type { FileStore } from './store.ts';

const OWNER_ONLY = 0o700;

/**
 * Keeps files in a folder that only the hub's user may enter, in up to 256 folders by the beginning of their names. Drafts must
 * lie on the same file system.
 */
export function openFolderStore(folder: string): FileStore {
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name);
  return {
    kind: 'FOLDER',
    async put(name, draft) {
      const path = pathOf(name);
      try {
        await makeShard(folder, dirname(path));
        await rename(draft.path, path);
        await sync(dirname(path));
      } catch (error) {
        throw unavailable(error);
      }
    },
    async get(name) {
      try {
        const file = await open(pathOf(name), constants.O_RDONLY | constants.O_NOFOLLOW);
        return file.createReadStream();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw unavailable(error);
      }
    },
    async has(name) {
      // A folder that is gone is a disk that is not there, and tells nothing of its files.
      await access(folder).catch((error: unknown) => {
        throw unavailable(error);
      });
      return access(pathOf(name)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw unavailable(error);
        },
      );
    },
    async remove(name) {
      await rm(pathOf(name), { force: true }).catch((error: unknown) => {
        throw unavailable(error);
      });
    },
  };
}

async function makeShard(folder: string, shard: string): Promise<void> {
  try {
    await mkdir(shard, { mode: OWNER_ONLY });
    await sync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes the names in a folder survive a loss of power. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function unavailable(cause: unknown): Error {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  return fault({
    code: 'UNAVAILABLE',
    public: 'The store of files does not answer. Try again later.',
    internal: `the folder of evidence: ${code}`,
    cause,
  });
}
