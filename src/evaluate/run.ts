import { fault } from '../kernel/faults.ts';
import { type Evaluation, type Quality, blockingRecall, evaluate } from '../subgraphs/person/resolution/evaluate.ts';
import { resolveSet } from '../subgraphs/person/resolution/resolve.ts';
import { readRecords } from './records.ts';
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
  /** Told what is done, as it is done. */
  say(text: string): void;
}

/** How well records were resolved. Shares are 0 to 1. */
export interface EvaluationReport {
  records: { read: number; skipped: number; rejected: number; unlabelled: number };
  people: { found: number; true: number };
  /** Pairs of records in one person, against pairs that truly are one. */
  pairs: Quality;
  /** Whole people: found with all of their records and no other. */
  clusters: Quality;
  /** B³: for each record, how pure and how whole its person is. */
  bCubed: Quality;
  pairsCompared: number;
  /** The share of the true pairs that were compared at all. */
  blockingRecall: number;
  links: number;
  reviews: number;
  largestCluster: number;
  recordsPerSecond: number;
  modelVersion: string;
}

/** Resolves records without looking at the truth, and then compares. Throws CONFIGURATION for files, mappings and truth that do not fit. */
export async function runEvaluation(options: EvaluateOptions): Promise<EvaluationReport> {
  const { files, maps, truth, now, defaultCountry, say } = options;
  if (maps.length !== 1 && maps.length !== files.length) {
    throw fault({
      code: 'CONFIGURATION',
      public: `--map: expected one mapping, or one for each of the ${files.length} files in their order; found ${maps.length}`,
    });
  }
  say('reading');
  const records = await readRecords(
    files.map((file, index) => ({ file, map: maps.length === 1 ? maps[0]! : maps[index]! })),
    await openTruth(truth),
    { now, defaultCountry },
  );
  const { values, skipped, rejected, unlabelled } = records;
  if (values.length === 0) {
    throw fault({
      code: 'BAD_REQUEST',
      public: `--truth: none of the records has a truth in ${truth}: it names neither a column of theirs nor a file that knows their ids.`,
    });
  }
  say(`resolving ${values.length} records`);
  const started = performance.now();
  const resolution = resolveSet(values);
  const seconds = (performance.now() - started) / 1000;
  const found: Evaluation = evaluate(resolution.people, records.truth);
  return {
    records: { read: values.length, skipped, rejected, unlabelled },
    people: { found: found.people, true: found.truePeople },
    pairs: found.pairs,
    clusters: found.exact,
    bCubed: found.bCubed,
    pairsCompared: resolution.pairs.length / 2,
    blockingRecall: blockingRecall(resolution.pairs, records.truth),
    links: resolution.links.length,
    reviews: resolution.reviews.length,
    largestCluster: found.largestGroup,
    recordsPerSecond: Math.round(values.length / seconds),
    modelVersion: resolution.model.version,
  };
}
