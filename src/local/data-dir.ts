import { chmod, stat } from 'node:fs/promises';
import { fault } from '../kernel/faults.ts';
import { makeFolder } from './folder.ts';

/** Others may pass through the data folder and see no names. What is secret in it has closed files. */
const PASSABLE = 0o711;

/**
 * Makes the data folder if it is absent. As root, the database server in it runs as another user, so that user must be able to pass.
 * @throws CONFIGURATION when it cannot be made
 */
export async function makeDataDir(path: string): Promise<void> {
  const made = await makeFolder(path).catch((cause: NodeJS.ErrnoException) => {
    throw fault({
      code: 'CONFIGURATION',
      public: `The data folder ${path} cannot be made (${cause.code}). Set DATA_DIR to a folder that can be written.`,
      cause,
    });
  });
  const { mode, uid } = await stat(path);
  const closed = process.getuid?.() === 0 && uid === 0 && (mode & 0o001) === 0;
  if (made) await chmod(path, PASSABLE);
  else if (closed) await chmod(path, (mode & 0o777) | 0o011);
}
