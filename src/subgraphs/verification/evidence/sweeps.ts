import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../../kernel/logger.ts';
import { type Sweep, startSweep } from '../../../kernel/sweep.ts';
import type { Services } from '../context.ts';
import { discard } from './discard.ts';
import { tellMissing } from './missing.ts';
import * as statements from './rows-write.ts';

/** Few at a time: an upload to the verification of one of them waits for the batch that holds it. */
const BATCH = 100;
const LEFT_EVERY_MS = 60_000;
const CHECK_EVERY_MS = 10 * 60_000;

/** Longer than any upload takes: a request must be here within 30 s, and the store and the scanner have their own time. */
const UPLOAD_MS = 15 * 60_000;
/** How often each object is looked for. */
const CHECKED_FOR_MS = 7 * 86_400_000;

/** Removes what deleted files and uploads that broke off left in the store, at most 100; answers whether there may be more. */
export async function removeLeft(services: Pick<Services, 'pools' | 'clock' | 'evidence'>): Promise<boolean> {
  const before = new Date(services.clock.now().getTime() - UPLOAD_MS);
  const left = await statements.listLeft(services.pools.read, before, BATCH);
  for (const file of left) await discard(services, file);
  return left.length === BATCH;
}

/** Removes drafts of uploads that broke off with their process. Their age is that of the file system. */
export async function removeDrafts({ evidence }: Pick<Services, 'evidence'>): Promise<false> {
  for (const name of await readdir(evidence.draftFolder)) {
    const path = join(evidence.draftFolder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > UPLOAD_MS) await rm(path, { force: true });
  }
  return false;
}

/**
 * Looks whether the objects of files are there, each once a week, at most 100 at a time, and tells of those that are not. It does
 * not open them: that a reader does.
 */
export async function checkObjects(
  services: Pick<Services, 'pools' | 'clock' | 'log' | 'evidence'>,
  logger: Logger,
): Promise<boolean> {
  const { pools, clock, evidence } = services;
  const now = clock.now();
  const files = await statements.listUnchecked(pools.read, new Date(now.getTime() - CHECKED_FOR_MS), BATCH);
  if (files.length === 0) return false;
  const found: string[] = [];
  for (const file of files) if (await evidence.storeOf(file.store).has(file.object)) found.push(file.id);
  const missing = files.filter(({ id }) => !found.includes(id));
  if (missing.length > 0) {
    await tellMissing(services, missing);
    logger.error({ files: missing.map(({ id }) => id) }, 'stored files are missing');
  }
  await statements.markChecked(pools.write, { ids: files.map(({ id }) => id), found, now });
  return files.length === BATCH;
}

/** Starts all of it in the background. */
export function startEvidenceSweeps(services: Services, logger: Logger): Sweep {
  const sweeps = [
    { name: 'evidence objects', everyMs: LEFT_EVERY_MS, batch: () => removeLeft(services) },
    { name: 'evidence drafts', everyMs: UPLOAD_MS, batch: () => removeDrafts(services) },
    { name: 'evidence check', everyMs: CHECK_EVERY_MS, batch: () => checkObjects(services, logger) },
  ].map((sweep) => startSweep({ ...sweep, logger }));
  return {
    async stop() {
      await Promise.all(sweeps.map((sweep) => sweep.stop()));
    },
  };
}
