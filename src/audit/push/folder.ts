import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Target, proofFrom } from './target.ts';

/** A folder, best one that only grows: each checkpoint is a file, `<size>.checkpoint`. */
export function folderTarget(folder: string): Target {
  return {
    name: 'folder',
    async send(push) {
      const { size, checkpoint } = await proofFrom(push, push.older);
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${String(size).padStart(12, '0')}.checkpoint`);
      await writeFile(`${path}.new`, checkpoint, { flush: true });
      await rename(`${path}.new`, path);
      return { size };
    },
  };
}
