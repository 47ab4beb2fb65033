import { actorName } from '../../../kernel/actor.ts';
import { isRetriable } from '../../../kernel/db.ts';
import { fault } from '../../../kernel/faults.ts';
import { lockMatching, shareMatching } from '../matching/gate.ts';
import type { KnownModel } from '../matching/models.ts';
import { findActiveModel } from '../matching/store.ts';
import { createBuilder } from './build.ts';
import { type Comparables, openComparables } from './comparables.ts';
import { type PairCounts, comparePairs } from './compare.ts';
import { deriveAgain } from './derive-again.ts';
import { nameProfiles } from './profiles.ts';
import { type ResolutionReport, createReport } from './report.ts';
import * as statements from './store.ts';
import { walkPeople } from './walk.ts';
import { type Work, alone } from './work.ts';

/** Which model to resolve all records under. */
export interface ResolveAll {
  /** The one in use, where it is left away. */
  modelId?: string | undefined;
  /** Tells what would change, and changes nothing. */
  dryRun: boolean;
}

/** People who are derived again in one transaction, with all that they are linked with. */
const BATCH = 40;
const ATTEMPTS = 5;

/**
 * Resolves all records under a model, while writes go on: builds the model's matches beside those in use, puts them in
 * their place in one moment in which writers wait, and derives those people again who are not what the matches say.
 * What an earlier run came to is not done again. One run at a time: the caller holds the lock of jobs.
 *
 * @throws BAD_REQUEST for a dry run where an earlier run has put another model in use, and people still follow
 */
export async function resolveAll(work: Work, { modelId, dryRun }: ResolveAll): Promise<ResolutionReport> {
  const { sql, context } = work;
  const activeId = await context.models.activeId();
  const target = modelId ?? activeId;
  const [active, known] = await Promise.all([context.models.get(activeId), context.models.get(target)]);
  const comparables = openComparables(context.vault);
  const earlier = await statements.findBuild(sql);
  if (earlier?.stage === 'APPLY') {
    if (dryRun) {
      throw fault({
        code: 'BAD_REQUEST',
        public: 'An earlier run was interrupted while people followed the model. Run again without the dry run first.',
      });
    }
    const report = await follow(work, active, active, comparables);
    if (target === activeId) return report;
  }
  await build(work, active, known, comparables, earlier?.stage === 'BUILD' ? earlier : undefined);
  work.onProgress('comparing models', 0);
  const pairs = await comparePairs(sql, context.models);
  if (dryRun) {
    const report = createReport(known);
    let records = 0;
    const counted = (counts: { records: number; people: number; alone: number }): void => {
      ({ records } = counts);
      report.begin(counts);
    };
    for await (const batch of walkPeople(work, 'match_next', known, comparables, counted)) batch.forEach(report.add);
    await statements.endBuild(sql);
    await alone(work, statements.clearNext);
    return describe(report, { known, before: active, records, pairs });
  }
  await takeOver(work, known, comparables);
  return follow(work, known, active, comparables, pairs);
}

/** Builds the matches of a model beside those in use. */
async function build(
  work: Work,
  active: KnownModel,
  known: KnownModel,
  comparables: Comparables,
  earlier: statements.Build | undefined,
): Promise<void> {
  const builder = createBuilder(work, known, comparables);
  const resumed = earlier?.modelId === known.id ? earlier : undefined;
  if (!resumed) {
    await alone(work, async (tx) => {
      await lockMatching(tx);
      await statements.beginBuild(tx, known.id);
    });
  }
  await builder.buildAll(resumed?.cursor ?? null);
  await nameProfiles(work, active);
  await builder.catchUp();
}

/** The moment in which the model comes into use. */
async function takeOver(work: Work, known: KnownModel, comparables: Comparables): Promise<void> {
  const { context } = work;
  const builder = createBuilder(work, known, comparables);
  await builder.catchUp();
  await alone(work, async (tx) => {
    await lockMatching(tx);
    await builder.finish(tx);
    await statements.swapMatches(tx, { modelId: known.id });
    await statements.activate(tx, known.id, actorName(context.actor), context.clock.now());
  });
}

/** Derives again, by the matches in use, who is not what they say. Each batch is a transaction; writes go on. */
async function follow(
  work: Work,
  known: KnownModel,
  before: KnownModel,
  comparables: Comparables,
  pairs?: PairCounts,
): Promise<ResolutionReport> {
  const { sql } = work;
  const report = createReport(known);
  let records = 0;
  const counted = (counts: { records: number; people: number; alone: number }): void => {
    ({ records } = counts);
    report.begin(counts);
  };
  for await (const batch of walkPeople(work, 'match', known, comparables, counted)) {
    let personIds: string[] = [];
    for (const walked of batch) {
      personIds.push(...(report.add(walked) ?? []));
      if (personIds.length < BATCH) continue;
      await followBatch(work, personIds);
      personIds = [];
    }
    if (personIds.length > 0) await followBatch(work, personIds);
  }
  await statements.endBuild(sql);
  await alone(work, statements.clearNext);
  return describe(report, { known, before, records, pairs });
}

/** One batch. Who is written meanwhile is derived by the write, and it may cross ours. */
async function followBatch({ sql, context }: Work, personIds: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sql.begin(async (tx) => {
        await shareMatching(tx);
        const known = await context.models.get((await findActiveModel(tx))!);
        const standing = await statements.listSurvivors(tx, personIds);
        await deriveAgain(tx, context, known, { profiles: [], recordIds: [], personIds: standing });
      });
      context.log.wake();
      return;
    } catch (error) {
      if (!isRetriable(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function describe(
  { people, samples }: ReturnType<typeof createReport>,
  {
    known,
    before,
    records,
    pairs,
  }: { known: KnownModel; before: KnownModel; records: number; pairs: PairCounts | undefined },
): ResolutionReport {
  return { model: known.model.version, before: before.model.version, records, people, pairs, samples };
}
