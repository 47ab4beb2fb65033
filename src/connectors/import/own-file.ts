import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';

// What an import writes lies beside the file that it reads, which may be a folder where others write too, such as /tmp.
// A link that somebody put there would lead personal data, or an end of somebody's file, wherever it points.

/** Makes a file that only its owner may read, in the place of whatever is there. */
export async function createOwnFile(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, 'wx', 0o600);
}

/** Opens a file that `createOwnFile` made. Rejects when it is gone, or is a link. */
export function reopenOwnFile(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
}

/** Whether anything has this name, be it a link to nothing. */
export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
