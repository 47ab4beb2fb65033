import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderSource, readFolderKeys } from '../../audit/folder.ts';
import type { Checkpoint, NoteKey } from '../../audit/note.ts';
import type { LogSource } from '../../audit/verify/source.ts';
import { type Verdict, finding } from '../../audit/verify/verdict.ts';
import { readSigned, verifyLog } from '../../audit/verify/verify.ts';
import { openProgress } from '../../evaluate/progress.ts';
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
export async function runVerify(input: VerifyInput, out: NodeJS.WriteStream): Promise<Verdict> {
  const given = await readKeys(input.keys);
  if (input.folder !== undefined) {
    await demandLog(input.folder);
    const keys = given.length > 0 ? given : await readFolderKeys(input.folder);
    return verifyWith(await folderSource(input.folder), keys, input.from, out);
  }
  await using log = await openLogOfHub();
  const verdict = await verifyWith(log.source, given.length > 0 ? given : log.keys, input.from, out);
  if (verdict.finding) return verdict;
  const index = await log.falseOpening(verdict.size);
  return index === undefined ? verdict : { ...verdict, finding: finding('OPENING_CHANGED', index) };
}

async function verifyWith(
  source: LogSource,
  keys: NoteKey[],
  from: string | undefined,
  out: NodeJS.WriteStream,
): Promise<Verdict> {
  const kept = from === undefined ? undefined : await readKept(from, keys);
  const { count } = await source.head();
  const bar = openProgress(out).bar('entries', count);
  try {
    return await verifyLog(source, { keys, kept, progress: (verified) => bar.update(verified) });
  } finally {
    bar.stop();
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
