import { readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { fault } from '../../kernel/faults.ts';
import { createOwnFile } from './own-file.ts';

/**
 * How far an import is: `<file>.progress.json`. Rows are settled in the order of the file, so one position says it all:
 * everything before it is in or in the rejects, nothing behind it counts.
 */
const progressSchema = z.object({
  version: z.literal(1),
  /** What is imported, and where to. A run with anything else does not go on here. */
  subject: z.object({
    file: z.object({ bytes: z.number(), sha256: z.string() }),
    mapping: z.string(),
    system: z.string(),
    /** As `identify` names it. */
    hub: z.string(),
  }),
  /** Empty, or drawn by chance where an import was begun anew on purpose. */
  run: z.string(),
  position: z.object({ offset: z.number(), line: z.number() }),
  counts: z.object({
    rows: z.number(),
    skipped: z.number(),
    created: z.number(),
    joined: z.number(),
    updated: z.number(),
    late: z.number(),
    unchanged: z.number(),
    rejected: z.number(),
  }),
  rejects: z.object({ file: z.string(), bytes: z.number() }),
  done: z.boolean(),
});

export type Progress = z.infer<typeof progressSchema>;
export type Subject = Progress['subject'];

/** The progress file of an import. */
export function progressFileOf(file: string): string {
  return `${file}.progress.json`;
}

/** The progress of an earlier run; undefined when there was none. Throws BAD_REQUEST when it is of something else. */
export async function findProgress(file: string, subject: Subject): Promise<Progress | undefined> {
  const path = progressFileOf(file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let progress: Progress;
  try {
    progress = progressSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw fault({ code: 'BAD_REQUEST', public: `${path} is no progress file. --fresh begins anew.`, cause });
  }
  const differs = difference(progress.subject, subject);
  if (differs === undefined) return progress;
  throw fault({ code: 'BAD_REQUEST', public: `${path} is of an earlier import ${differs}. --fresh begins anew.` });
}

/** Writes the progress file whole or not at all: a crash leaves the old one. */
export async function saveProgress(file: string, progress: Progress): Promise<void> {
  const path = progressFileOf(file);
  const draft = `${path}.${process.pid}.tmp`;
  const handle = await createOwnFile(draft);
  try {
    await handle.writeFile(`${JSON.stringify(progress, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
}

/** Forgets the progress. */
export async function removeProgress(file: string): Promise<void> {
  await rm(progressFileOf(file), { force: true });
}

function difference(before: Subject, now: Subject): string | undefined {
  if (before.file.sha256 !== now.file.sha256) return 'with another content of the file';
  if (before.mapping !== now.mapping) return 'with another mapping';
  if (before.system !== now.system) return `with system ${before.system}`;
  return before.hub === now.hub ? undefined : 'into another hub';
}
