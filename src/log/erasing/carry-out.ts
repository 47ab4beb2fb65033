import type { Clock } from '../../kernel/clock.ts';
import { type Sql, isRetriable, toFault } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Tombstones } from '../../kernel/tombstone.ts';
import { append } from '../append.ts';
import type { EventName } from '../event.ts';
import type { Log } from '../tail.ts';
import type { ErasingPart, ErasureOrder, ErasurePass, ErasureSteps } from './steps.ts';
import { isHoldable, listHolds, lockWork, postponeWork, updateWork } from './store.ts';

/** How a subgraph takes part in erasures. */
export interface ErasingOptions {
  subgraph: ErasingPart;
  /** The subgraph's pool for transactions. */
  sql: Sql;
  log: Log;
  clock: Clock;
  logger: Logger;
  tombstones: Tombstones;
  /** Waits until the subgraph knows every hold that was placed before the call. */
  settle(): Promise<void>;
  steps: ErasureSteps;
}

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 60_000;
/** How often it is looked whether a hold was released. */
const HELD_MS = 5_000;
const ATTEMPTS = 5;
/** How the events that nobody causes name the one who acted. */
const ACTOR = 'selfsame';

/** Carries out an order as far as it goes now. Never rejects: what fails is noted, told and tried again. */
export async function carryOut(options: ErasingOptions, order: ErasureOrder): Promise<void> {
  const { log, steps, subgraph, logger } = options;
  try {
    // Who follows the log for holds may be behind who follows it for orders.
    if (isHoldable(subgraph)) await options.settle();
    // What a hold keeps stays as it is, with vendors too.
    const holds = await listHolds(options.sql, subgraph, order.personIds);
    if (holds.length === 0) await steps.before?.(order);
    if (await retried(() => runPass(options, order))) {
      await steps.after?.(order);
      await retried(() => runPass(options, order));
    }
  } catch (error) {
    const { code, internal } = toFault(error);
    logger.warn({ erasureId: order.erasureId, subgraph, code, internal }, 'an erasure cannot go on; trying again');
    await noteFailure(options, order, code).catch(() => {});
  }
  log.wake();
}

/** Erases, and notes what came of it, in one transaction. Answers whether something is left to do elsewhere. */
function runPass(options: ErasingOptions, order: ErasureOrder): Promise<boolean> {
  const { sql, clock, subgraph, steps } = options;
  return sql.begin(async (tx) => {
    const work = await lockWork(tx, order.erasureId);
    if (!work) return false;
    const holds = await listHolds(tx, subgraph, order.personIds);
    const pass: ErasurePass = holds.length > 0 ? { counts: {}, held: holds } : await steps.erase(tx, order);
    const { counts, held = [], isLeft = false, tell = {} } = pass;
    const now = clock.now();
    const sum = added(work.counts, counts);
    const say = (name: EventName, data: Record<string, unknown>): void =>
      append(tx, {
        id: newId(clock),
        name,
        subject: order.personIds[0]!,
        time: now,
        data: { erasureId: order.erasureId, subgraph, counts: sum, ...data },
        actor: ACTOR,
        traceparent: undefined,
      });
    if (held.length > 0) {
      const dueAt = new Date(now.getTime() + HELD_MS);
      updateWork(tx, order.erasureId, { state: 'HELD', dueAt, counts: sum });
      if (work.state !== 'HELD') say('erasure.held', { held });
    } else if (isLeft) updateWork(tx, order.erasureId, { state: 'WAITING', dueAt: now, counts: sum });
    else {
      updateWork(tx, order.erasureId, { state: 'DONE', dueAt: now, counts: sum });
      say('erasure.done', { personIds: order.personIds, ...tell });
    }
    return isLeft;
  });
}

async function noteFailure(options: ErasingOptions, order: ErasureOrder, code: string): Promise<void> {
  const { sql, clock, subgraph } = options;
  await sql.begin(async (tx) => {
    const work = await lockWork(tx, order.erasureId);
    if (!work) return;
    const now = clock.now();
    const dueAt = new Date(now.getTime() + Math.min(RETRY_MS * 2 ** work.attempts, RETRY_MAX_MS));
    postponeWork(tx, order.erasureId, code, dueAt);
    if (work.problem === code) return;
    append(tx, {
      id: newId(clock),
      name: 'erasure.delayed',
      subject: order.personIds[0]!,
      time: now,
      data: { erasureId: order.erasureId, subgraph, counts: work.counts, problem: code },
      actor: ACTOR,
      traceparent: undefined,
    });
  });
}

function added(before: Record<string, number>, more: Record<string, number>): Record<string, number> {
  const sum = { ...before };
  for (const [what, count] of Object.entries(more)) sum[what] = (sum[what] ?? 0) + count;
  return sum;
}

async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isRetriable(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}
