import { setImmediate as turn } from 'node:timers/promises';
import { type Sql, type Transaction, errorCode } from '../../../kernel/db.ts';
import { fault } from '../../../kernel/faults.ts';
import { pause } from '../../../kernel/pause.ts';
import type { Context } from '../context.ts';

/** What work on all records needs. */
export interface Work {
  /** A pool of its own: its statements may take long. */
  sql: Sql;
  context: Context;
  /** Ends the work between two steps. What is done stays, and the next run goes on from there. */
  signal: AbortSignal;
  /** Told often what is done, and what share of it is. */
  onProgress(step: string, share: number): void;
}

/** Thrown where work was told to end. */
export function interrupted(): Error {
  return fault({ code: 'UNAVAILABLE', public: 'Interrupted. Run again, it goes on from here.' });
}

/** Ends work that was told to. */
export function mayGoOn({ signal }: Pick<Work, 'signal'>): void {
  if (signal.aborted) throw interrupted();
}

const TURN_EVERY_MS = 8;
let turnedMs = 0;

/** Lets others of this process have their turn, if it has been long: a hub answers meanwhile. */
export async function giveWay(): Promise<void> {
  const now = performance.now();
  if (now - turnedMs < TURN_EVERY_MS) return;
  await turn();
  turnedMs = performance.now();
}

/** How long a step waits for its locks, while writes wait behind it; and until it tries again. */
const LOCK_MS = 1_000;
const AGAIN_MS = 2_000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * A transaction that needs tables for itself. A dump of the database holds all of them until its end; whoever waited for that
 * would hold up all writes meanwhile. So this waits for a moment only, gives way, and tries again.
 */
export async function alone(work: Work, run: (tx: Transaction) => Promise<void>): Promise<void> {
  for (;;) {
    mayGoOn(work);
    try {
      return await work.sql.begin(async (tx) => {
        await tx`select set_config('lock_timeout', ${String(LOCK_MS)}, true)`;
        await run(tx);
      });
    } catch (error) {
      if (errorCode(error) !== LOCK_NOT_AVAILABLE) throw error;
      work.onProgress('waiting for others who use the tables', 0);
      await pause(AGAIN_MS, work.signal);
    }
  }
}
