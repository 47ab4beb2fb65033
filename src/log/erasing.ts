import type { Clock } from '../kernel/clock.ts';
import { type Sql, type Transaction, isRetriable, toFault } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { startSweep } from '../kernel/sweep.ts';
import { append } from './append.ts';
import type { EventName, LogEvent } from './event.ts';
import { startProjection } from './projection.ts';
import type { Log } from './tail.ts';

/** Somebody to erase: all ids that led to the person. */
export interface ErasureOrder {
  erasureId: string;
  personIds: string[];
}

/** What a legal hold keeps: a kind, such as `evidence`, and an id. */
export interface Held {
  kind: string;
  id: string;
}

/** What a pass over a subgraph did. */
export interface ErasurePass {
  /** How many of what were destroyed. */
  counts: Record<string, number>;
  /** What a legal hold keeps; the subgraph is not done until it is released. */
  held?: readonly Held[];
  /** Whether something is left that lies elsewhere, so that `after` has to be run, and a pass behind it. */
  isLeft?: boolean;
  /** What the others must know once it is done. */
  tell?: Record<string, unknown>;
}

/** How a subgraph erases somebody. Every part may run again. */
export interface ErasureSteps {
  /** What is to be said elsewhere while it can still be read. Outside of a transaction. */
  before?(order: ErasureOrder): Promise<void>;
  /** Destroys all that lies in the database, in one transaction. */
  erase(tx: Transaction, order: ErasureOrder): Promise<ErasurePass>;
  /** Removes what lies elsewhere. Throws while it cannot. */
  after?(order: ErasureOrder): Promise<void>;
}

/** How a subgraph takes part in erasures. */
export interface ErasingOptions {
  subgraph: 'person' | 'verification' | 'decision' | 'consent';
  /** The subgraph's pool for transactions. */
  sql: Sql;
  log: Log;
  clock: Clock;
  logger: Logger;
  steps: ErasureSteps;
}

/** The share of one subgraph in all erasures. */
export interface Erasing {
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 60_000;
/** How often it is looked whether a hold was released. */
const HELD_MS = 5_000;
const ATTEMPTS = 5;
/** How the events that nobody causes name the one who acted. */
const ACTOR = 'selfsame';

/**
 * Starts to erase what the log asks for. The order is noted first, so that nothing but the cursor can fail to move; then it is
 * carried out, again and again until nothing is left, by whichever hub is there. Person comes first, since it alone knows
 * whose the ids are at that moment: what it tells is the order for the others.
 */
export async function startErasing(options: ErasingOptions): Promise<Erasing> {
  const { subgraph, sql, log, clock, logger } = options;
  let running: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const pass = async (): Promise<boolean> => {
    const due = await listDue(sql, clock.now());
    for (const order of due) {
      if (isStopped) return false;
      await carryOut(options, order);
    }
    return false;
  };
  /** One pass at a time in this process. */
  const run = (): Promise<boolean> => {
    const next = running.then(pass);
    running = next.catch(() => {});
    return next;
  };
  const projection = await startProjection({
    sql,
    log,
    logger,
    name: 'erasure',
    begin: 'oldest',
    apply(tx, events) {
      const orders = events.flatMap((event) => orderOf(subgraph, event) ?? []);
      if (orders.length > 0) insertOrders(tx, orders, clock.now());
    },
    applied(events) {
      if (events.some((event) => orderOf(subgraph, event))) run().catch(() => {});
    },
  });
  const sweep = startSweep({ name: 'erasures', everyMs: EVERY_MS, logger, batch: run });
  return {
    async stop() {
      isStopped = true;
      await projection.stop();
      await sweep.stop();
      await running;
    },
  };
}

function orderOf(subgraph: ErasingOptions['subgraph'], { name, source, data }: LogEvent): ErasureOrder | undefined {
  const asked: [EventName, string] =
    subgraph === 'person' ? ['erasure.requested', 'consent'] : ['erasure.done', 'person'];
  return name === asked[0] && source === asked[1] ? (data as unknown as ErasureOrder) : undefined;
}

async function carryOut(options: ErasingOptions, order: ErasureOrder): Promise<void> {
  const { log, steps, subgraph, logger } = options;
  try {
    await steps.before?.(order);
    let isLeft = await retried(() => runPass(options, order));
    if (isLeft) {
      await steps.after?.(order);
      isLeft = await retried(() => runPass(options, order));
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
    const { counts, held = [], isLeft = false, tell = {} } = await steps.erase(tx, order);
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
    tx.send(tx`
      update erasure_work set attempts = attempts + 1, problem = ${code}, due_at = ${dueAt} where id = ${order.erasureId}`);
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

interface Work {
  state: 'DUE' | 'WAITING' | 'HELD';
  attempts: number;
  problem: string | null;
  counts: Record<string, number>;
}

function insertOrders(tx: Transaction, orders: readonly ErasureOrder[], now: Date): void {
  const rows = orders.map(({ erasureId, personIds }) => ({ id: erasureId, person_ids: personIds }));
  tx.send(tx`
    insert into erasure_work (id, person_ids, state, due_at, attempts, counts)
    select id, person_ids, 'DUE', ${now}, 0, '{}' from jsonb_to_recordset(${tx.json(rows)}) as row (id uuid, person_ids uuid[])
    on conflict (id) do nothing`);
}

async function listDue(sql: Sql, now: Date): Promise<ErasureOrder[]> {
  return sql<ErasureOrder[]>`
    select id as erasure_id, person_ids from erasure_work where state <> 'DONE' and due_at <= ${now} order by due_at limit 100`;
}

/** Undefined when it is done, or another hub is at it. */
async function lockWork(tx: Transaction, id: string): Promise<Work | undefined> {
  const [work] = await tx<Work[]>`
    select state, attempts, problem, counts from erasure_work where id = ${id} and state <> 'DONE' for update skip locked`;
  return work;
}

function updateWork(
  tx: Transaction,
  id: string,
  { state, dueAt, counts }: { state: string; dueAt: Date; counts: Record<string, number> },
): void {
  tx.send(tx`
    update erasure_work
    set state = ${state}, due_at = ${dueAt}, counts = ${tx.json(counts)}, attempts = 0, problem = null,
        done_at = case when ${state} = 'DONE' then ${dueAt}::timestamptz end
    where id = ${id}`);
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
