import { startSweep } from '../../kernel/sweep.ts';
import type { EventName, LogEvent } from '../event.ts';
import { startProjection } from '../projection.ts';
import { eraseAgain } from './again.ts';
import { type ErasingOptions, carryOut } from './carry-out.ts';
import type { ErasureOrder } from './steps.ts';
import { insertOrders, listDue } from './store.ts';

/** The share of one subgraph in all erasures. */
export interface Erasing {
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;

/**
 * Starts to erase what the log asks for. Who was erased, and is there again since a backup was restored, is erased first. The order is noted first, so that nothing but the cursor can fail to move; then it is
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
  await eraseAgain(options, run);
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
