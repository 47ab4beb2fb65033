import { fault } from '../../kernel/faults.ts';
import type { ErasingOptions } from './carry-out.ts';
import { countDue, insertMissing } from './store.ts';

/**
 * Erases whom the tombstones name and the database does not know as erased: it was restored from a backup. Until that is done,
 * nobody is served.
 * @throws UNAVAILABLE when it cannot be done
 */
export async function eraseAgain(
  { sql, clock, logger, subgraph, steps, tombstones }: ErasingOptions,
  run: () => Promise<unknown>,
) {
  const missing = await insertMissing(sql, await tombstones.list(), clock.now());
  if (missing.length === 0) return;
  logger.warn({ subgraph, erasures: missing.length }, 'the database was restored: erasing again who was erased since');
  for (let left = missing.length; left > 0;) {
    await run();
    const due = await countDue(
      sql,
      missing.map(({ erasureId }) => erasureId),
    );
    if (due === left) {
      throw fault({
        code: 'UNAVAILABLE',
        public: 'The database was restored from a backup, and people who were erased since could not be erased again.',
        internal: `subgraph ${subgraph}`,
      });
    }
    left = due;
  }
  await steps.again?.(missing);
}
