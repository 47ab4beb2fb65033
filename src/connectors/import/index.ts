import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fault } from '../../kernel/faults.ts';
import { digestFile, digestMapping } from './digest.ts';
import { dryRun } from './dry-run.ts';
import { identify } from './identity.ts';
import { type ImportOptions, concurrencyOf, endpointOf, tokenOf } from './options.ts';
import { isThere } from './own-file.ts';
import { type Progress, type Subject, findProgress, removeProgress, saveProgress } from './progress.ts';
import { rejectsFileOf } from './rejects.ts';
import { send } from './send.ts';
import { type Source, openSource } from './source.ts';
import { type Counts, type ImportSummary, NO_COUNTS } from './summary.ts';

export type { PersonInput } from './canonical.ts';
export type { ImportOptions } from './options.ts';
export { type Counts, type ImportSummary, describeImport, exitCodeOf } from './summary.ts';

/**
 * Imports a file through the hub's public API: one `recordPerson` for each row. Rejected rows do not stop it; they are
 * written to a file with their reasons. It goes on where an earlier run stopped, and a row that is sent twice is stored once.
 * Throws a `Fault`: CONFIGURATION for the mapping and the options, BAD_REQUEST for the file and the endpoint, UNAVAILABLE,
 * UNAUTHENTICATED and FORBIDDEN for the hub. `public` may have several lines, one for each thing that is wrong.
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const started = performance.now();
  await using source = await openSource(options.file, options.map);
  const summary = (status: ImportSummary['status'], counts: Counts, rowsBefore: number): ImportSummary => ({
    status,
    ...counts,
    rowsThisRun: counts.rows - rowsBefore,
    durationMs: performance.now() - started,
  });
  if (options.dryRun) {
    const counts = await dryRun(source, options);
    return summary(options.signal.aborted ? 'INTERRUPTED' : 'DRY_RUN', counts, 0);
  }

  checkOptions(options);
  const sha256 = await digestFile(source.handle, options.signal);
  if (sha256 === undefined) return summary('INTERRUPTED', NO_COUNTS, 0);
  const progress = await begin(options, source, sha256);
  const rowsBefore = progress.counts.rows;
  const status = progress.done
    ? 'ALREADY_COMPLETE'
    : (await send(options, source, progress))
      ? 'COMPLETE'
      : 'INTERRUPTED';
  const result = summary(status, progress.counts, rowsBefore);
  return result.rejected > 0 ? { ...result, rejectsFile: progress.rejects.file } : result;
}

/** Throws CONFIGURATION before the file is read through. */
function checkOptions(options: ImportOptions): void {
  endpointOf(options);
  concurrencyOf(options);
  tokenOf(options);
  const rejects = options.rejects && resolve(options.rejects);
  if (rejects === resolve(options.file) || rejects === resolve(options.map)) {
    throw fault({ code: 'CONFIGURATION', public: 'rejects: expected a file of its own, not one that is read.' });
  }
}

/** The progress to go on from: that of an earlier run, or a new one, which is written before anything is sent. */
async function begin(options: ImportOptions, source: Source, sha256: string): Promise<Progress> {
  const { file, fresh = false } = options;
  const subject: Subject = {
    file: { bytes: source.bytes, sha256 },
    mapping: digestMapping(source.mapping),
    system: options.system,
    hub: await identify(endpointOf(options), options.retry, options.signal),
  };
  const rejects = resolve(options.rejects ?? rejectsFileOf(file, source.mapping.format));
  if (fresh) {
    await removeProgress(file);
    await rm(rejects, { force: true });
  }
  const earlier = await findProgress(file, subject);
  if (earlier) return withRejects(earlier, rejects);
  if (await isThere(rejects)) {
    throw fault({
      code: 'CONFIGURATION',
      public: `${rejects} is there already. --rejects names another file; --fresh replaces it.`,
    });
  }
  const progress: Progress = {
    version: 1,
    subject,
    run: fresh ? randomUUID() : '',
    position: source.first,
    counts: { ...NO_COUNTS },
    rejects: { file: rejects, bytes: 0 },
    done: false,
  };
  await saveProgress(file, progress);
  return progress;
}

/** Goes on with the rejects file of the earlier run, or takes another one if nothing was rejected yet. */
function withRejects(earlier: Progress, rejects: string): Progress {
  if (earlier.rejects.bytes === 0) return { ...earlier, rejects: { file: rejects, bytes: 0 } };
  if (earlier.rejects.file === rejects) return earlier;
  throw fault({
    code: 'CONFIGURATION',
    public: `The rejects of this import are in ${earlier.rejects.file} already. --fresh begins anew.`,
  });
}
