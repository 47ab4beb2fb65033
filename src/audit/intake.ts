import type { Sql, Transaction } from '../kernel/db.ts';
import { createGather } from '../kernel/gather.ts';
import { type Access, type NewEntry, entriesOfAccess } from './entry.ts';

/** Where accesses are written down. */
export interface Audit {
  /**
   * Resolves when the access is on disk. What comes in one turn of the event loop, or while a write is under way, is written
   * by one statement.
   * @throws UNAVAILABLE when the database is gone or too slow: then what was read must not be given out
   */
  read(access: Access): Promise<void>;
}

/** Accesses in one statement, at most. */
const MOST = 500;
/** More than this wait for a database that hardly answers. */
const WAITING = 10_000;
const PATIENCE_MS = 3_000;

/** Opens the audit log for writing. Several processes may. */
export function openAudit(sql: Sql): Audit {
  const write = createGather<readonly NewEntry[], void>({
    async work(groups) {
      await insertIntake(sql, groups.flat());
      return groups.map(() => undefined);
    },
    keysOf: () => [],
    laneOf: () => '',
    most: MOST,
    // One more while one waits for the disk.
    runs: 2,
    waiting: WAITING,
    patienceMs: PATIENCE_MS,
  });
  return { read: (access) => write(entriesOfAccess(access)) };
}

/** Writes entries down, to be given their places a moment later. */
export async function insertIntake(sql: Sql | Transaction, entries: readonly NewEntry[]): Promise<void> {
  await sql`insert into intake (entries) values (${sql.json(entries as never)})`;
}
