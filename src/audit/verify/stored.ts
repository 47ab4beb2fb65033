import type { Sql } from '../../kernel/db.ts';
import { findFalseOpening } from './openings.ts';
import { databaseSource } from './source.ts';
import { type Verdict, finding } from './verdict.ts';
import { type VerifyOptions, verifyLog } from './verify.ts';

/**
 * Verifies the log in the database, and what opens its entries. `sql` is a pool of `selfsame_audit`. Both at once: the one is work for
 * this process, the other for PostgreSQL.
 */
export async function verifyStored(sql: Sql, options: VerifyOptions): Promise<Verdict> {
  const source = databaseSource(sql);
  const { count } = await source.head();
  const stopping = new AbortController();
  const done = { entries: 0, openings: 0 };
  const tell = (size: number): void => options.progress?.(Math.min(done.entries, done.openings), size);
  const opening = findFalseOpening(sql, { start: 0, end: count }, (looked) => {
    stopping.signal.throwIfAborted();
    done.openings = looked;
    tell(count);
  });
  opening.catch(() => {});
  try {
    const verdict = await verifyLog(source, {
      ...options,
      progress(verified, size) {
        done.entries = verified;
        tell(size);
      },
    });
    if (verdict.finding) return verdict;
    // The log may have grown meanwhile.
    const index = (await opening) ?? (await findFalseOpening(sql, { start: count, end: verdict.size }));
    return index === undefined ? verdict : { ...verdict, finding: finding('OPENING_CHANGED', index) };
  } finally {
    stopping.abort();
    await opening.catch(() => {});
  }
}
