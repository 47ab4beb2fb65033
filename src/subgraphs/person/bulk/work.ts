import { setImmediate as turn } from 'node:timers/promises';
import type { Sql } from '../../../kernel/db.ts';
import { fault } from '../../../kernel/faults.ts';
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
