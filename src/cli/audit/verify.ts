import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderSource, readFolderKeys } from '../../audit/folder.ts';
import type { Checkpoint, NoteKey } from '../../audit/note.ts';
import type { Verdict } from '../../audit/verify/verdict.ts';
import { type VerifyOptions, readSigned, verifyLog } from '../../audit/verify/verify.ts';
import { type Bar, openProgress } from '../../evaluate/progress.ts';
import { fault } from '../../kernel/faults.ts';
import { openLogOfHub, readKeys, readText } from './open.ts';

/** What is verified, and against what. */
export interface VerifyInput {
  /** An exported log; the hub's own, where it is left away. */
  folder: string | undefined;
  /** The file of a checkpoint that was kept. */
  from: string | undefined;
  /** Keys, or files of them; those of the log itself, where none are given. */
  keys: readonly string[];
}

/** Verifies the log that the input names. */
export async function runVerify({ folder, from, keys }: VerifyInput, out: NodeJS.WriteStream): Promise<Verdict> {
  const given = await readKeys(keys);
  if (folder !== undefined) {
    await demandLog(folder);
    const source = await folderSource(folder);
    const known = given.length > 0 ? given : await readFolderKeys(folder);
    return verifyWith((options) => verifyLog(source, options), { keys: known, from, out });
  }
  await using log = await openLogOfHub();
  return await verifyWith(log.verify, { keys: given.length > 0 ? given : log.keys, from, out });
}

async function verifyWith(
  verify: (options: VerifyOptions) => Promise<Verdict>,
  { keys, from, out }: { keys: readonly NoteKey[]; from: string | undefined; out: NodeJS.WriteStream },
): Promise<Verdict> {
  const kept = from === undefined ? undefined : await readKept(from, keys);
  let bar: Bar | undefined;
  try {
    return await verify({
      keys,
      kept,
      progress(verified, size) {
        bar ??= openProgress(out).bar('entries', size);
        bar.update(verified);
      },
    });
  } finally {
    bar?.stop();
  }
}

async function readKept(path: string, keys: readonly NoteKey[]): Promise<Checkpoint> {
  const kept = readSigned(await readText(path, '--from'), keys);
  if (kept) return kept;
  throw fault({
    code: 'BAD_REQUEST',
    public: `--from: ${path} is no checkpoint that one of the keys of this log signed.`,
  });
}

async function demandLog(folder: string): Promise<void> {
  const found = await stat(join(folder, 'checkpoint')).catch(() => undefined);
  if (!found) throw fault({ code: 'BAD_REQUEST', public: `${folder} holds no exported log: it has no checkpoint.` });
}
