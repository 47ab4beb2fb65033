import { fault } from '../kernel/faults.ts';
import { type Resolution, resolveSet } from '../resolution/resolve.ts';
import type { Progress } from './progress.ts';
import { type LabelledRecords, readRecords } from './records.ts';
import { type EvaluationReport, reportOf } from './report.ts';
import { openTruth } from './truth.ts';

/** What to evaluate on. */
export interface EvaluateOptions {
  files: readonly string[];
  /** One mapping for all files, or one for each. */
  maps: readonly string[];
  /** A column of the records, or a CSV file. */
  truth: string;
  defaultCountry: string;
  now: Date;
  progress: Progress;
}

/** What was found, and what it was found from. */
export interface Evaluated {
  report: EvaluationReport;
  records: LabelledRecords;
  resolution: Resolution;
}

/**
 * Resolves records without looking at the truth, and then compares. Throws CONFIGURATION for mappings and truth that do not fit,
 * BAD_REQUEST for files without a record that can be read, and LIMIT_EXCEEDED for more records than memory holds.
 */
export async function runEvaluation(options: EvaluateOptions): Promise<Evaluated> {
  const { files, maps, truth, now, defaultCountry, progress } = options;
  if (maps.length !== 1 && maps.length !== files.length) {
    throw fault({
      code: 'CONFIGURATION',
      public: `--map: expected one mapping, or one for each of the ${files.length} files in their order; found ${maps.length}`,
    });
  }
  const records = await readRecords(
    files.map((file, index) => ({ file, map: maps.length === 1 ? maps[0]! : maps[index]! })),
    await openTruth(truth),
    { now, defaultCountry },
    progress,
  );
  mustHaveRecords(records, files, truth);
  const { values, counts } = records;
  const bar = progress.bar(`resolving ${values.length} records`, 100);
  const started = performance.now();
  const resolution = resolveSet(values, (share) => bar.update(Math.round(share * 100)));
  const seconds = (performance.now() - started) / 1000;
  bar.stop();
  return { report: reportOf(resolution, records.truth, counts, seconds), records, resolution };
}

function mustHaveRecords({ counts }: LabelledRecords, files: readonly string[], truth: string): void {
  if (counts.read > 0) return;
  if (counts.unlabelled + counts.ambiguous > 0) {
    throw fault({
      code: 'CONFIGURATION',
      public: `--truth: ${truth} says of none of the ${counts.unlabelled + counts.ambiguous} records who it is`,
    });
  }
  const why = counts.skipped > 0 ? `: the mapping leaves out all ${counts.skipped} rows` : '';
  throw fault({ code: 'BAD_REQUEST', public: `${files.join(', ')}: no record to evaluate${why}` });
}
