import type { Clock } from '../../kernel/clock.ts';
import type { Sql } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { type Sweep, startSweep } from '../../kernel/sweep.ts';
import { proveConsistency } from '../proofs.ts';
import { claimPush, findCheckpoint, insertCosignatures, updatePush } from '../store.ts';
import type { Target } from './target.ts';

const EVERY_MAX_MS = 5_000;

/** What pushes checkpoints, and where to. */
export interface PushOptions {
  sql: Sql;
  targets: readonly Target[];
  /** How often to each. */
  seconds: number;
  clock: Clock;
  logger: Logger;
}

/** Starts to take checkpoints to targets, each when it is due, whichever hub comes first. */
export function startPushing(options: PushOptions): Sweep {
  const { seconds } = options;
  return startSweep({
    ...options,
    name: 'checkpoints of the audit log',
    everyMs: Math.min(seconds * 1000, EVERY_MAX_MS),
    async batch() {
      await Promise.all(options.targets.map((target) => pushWhenDue(options, target)));
      return false;
    },
  });
}

/** Takes what was signed last to a target, if it is due and the target does not have it. What fails is tried again when it is next due. */
export async function pushWhenDue({ sql, seconds, clock, logger }: PushOptions, target: Target): Promise<void> {
  const now = clock.now();
  const older = await claimPush(sql, target.name, now, new Date(now.getTime() + seconds * 1000));
  if (older === undefined || (await findCheckpoint(sql))?.size === older) return;
  try {
    const { size, cosignatures = [] } = await target.send({ older, prove: (from) => proveConsistency(sql, from) });
    if (cosignatures.length > 0) await insertCosignatures(sql, size, cosignatures);
    await updatePush(sql, target.name, size);
  } catch (error) {
    // Of our own words, or those of the network: nothing of anybody's.
    const why = error instanceof Error ? error.message : String(error);
    logger.warn({ target: target.name, why }, 'a checkpoint of the audit log did not arrive');
  }
}
