import { type Sweep, startSweep } from '../kernel/sweep.ts';
import { currentOf } from '../keys/epochs.ts';
import { type RotateOptions, destroyEpoch, rotate } from '../keys/rotate.ts';
import { listEpochs } from '../keys/store.ts';
import { findKeyTables } from './key-work.ts';
import { openKeyService } from './keys.ts';
import type { Parts } from './parts.ts';

const EVERY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
const WAIT_MS = 60_000;

/**
 * Rotates the wrapping key of a whole hub when it has been in use for `KEY_EPOCH_DAYS`, and destroys the old ones. A process that serves one
 * subgraph may not touch the keys of the others: there `keys rotate` does it.
 */
export function startKeySchedule(parts: Parts, epochDays: number): Sweep {
  const { config, clock, logger, vault, epochs } = parts;
  const sql = parts.pool('selfsame_keys', 1);
  const guard = config.keyDatabaseUrl ? parts.guard() : sql;
  const tables = findKeyTables({ sql, guard, pool: (role) => parts.pool(role, 1) });
  const batch = async (): Promise<false> => {
    const options: RotateOptions = {
      sql,
      guard,
      service: openKeyService(config),
      epochs,
      vault,
      tables: await tables,
      now: () => clock.now(),
      waitMs: WAIT_MS,
      tell: () => {},
    };
    await rotateWhenDue(options, epochDays);
    return false;
  };
  tables.catch(() => {});
  return startSweep({ name: 'key epochs', everyMs: EVERY_MS, logger, batch });
}

/** Rotates when the wrapping key is `epochDays` old, and destroys those that wrap nothing any more. Answers whether it did. */
export async function rotateWhenDue(options: RotateOptions, epochDays: number): Promise<boolean> {
  const current = currentOf(await listEpochs(options.sql))!;
  if (options.now().getTime() - current.currentAt!.getTime() < epochDays * DAY_MS) return false;
  await rotate(options);
  for (const { id, retiredAt, destroyedAt } of await listEpochs(options.sql)) {
    if (retiredAt && !destroyedAt) await destroyEpoch(options, id);
  }
  return true;
}
