import { chmod, mkdir } from 'node:fs/promises';
import { fault } from '../kernel/faults.ts';

/**
 * Makes the data folder if it is absent.
 * Others may pass through it and see no names (0711): as root, the database server below is another user. What is secret has closed files.
 * @throws CONFIGURATION when it cannot be made
 */
export async function makeDataDir(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw fault({ code: 'CONFIGURATION', public: `The data folder ${path} cannot be made (${cause.code}). Set DATA_DIR to a folder that can be written.`, cause });
  });
  if (made) await chmod(path, 0o711);
}
