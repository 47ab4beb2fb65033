import type { Sql } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Sweep, startSweep } from '../kernel/sweep.ts';

const BEAT_MS = 1_000;
/** Nobody is that long without a beat who lives. If one is, what it does is done twice, and has one effect. */
const DEAD_AFTER_MS = 5_000;

/**
 * Says that this process lives, and looks after those that do not any more: `takeOver` is called with each process that
 * was not heard of for five seconds, by one of those that live.
 */
export async function startBeating(options: {
  sql: Sql;
  logger: Logger;
  id: string;
  takeOver(executorId: string): Promise<void>;
}): Promise<Sweep> {
  const { sql, logger, id, takeOver } = options;
  const beat = async (): Promise<boolean> => {
    await sql`
      insert into executor (id, seen_at) values (${id}, now()) on conflict (id) do update set seen_at = now()`;
    const dead = await sql<{ id: string }[]>`
      select id from executor where seen_at < now() - ${DEAD_AFTER_MS} * interval '1 millisecond'`;
    for (const other of dead) {
      await takeOver(other.id);
      // Behind it: were this process to die in between, another one takes over again.
      await sql`delete from executor where id = ${other.id}`;
    }
    return false;
  };
  await beat();
  return startSweep({ name: 'journeys', everyMs: BEAT_MS, logger, batch: beat });
}
