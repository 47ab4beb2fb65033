import type { Sql, Transaction } from '../kernel/db.ts';
import { createGather } from '../kernel/gather.ts';
import { type Access, type NewEntry, entriesOfAccess } from './entry.ts';

/** Where accesses are written down. */
export interface Audit {
  /** Tells of an operation that may soon have something to write down, until `read` or `release` is called with it. */
  expect(operation: object): void;
  release(operation: object): void;
  /**
   * Resolves when the access is on disk. What comes in one turn of the event loop, or while a write is under way, is written
   * by one statement; in a crowd, what comes within moments too, unless nobody else is expected.
   * @throws UNAVAILABLE when the database is gone or too slow: then what was read must not be given out
   */
  read(access: Access, operation?: object): Promise<void>;
}

/** Accesses in one statement, at most. */
const MOST = 500;
/** More than this wait for a database that hardly answers. */
const WAITING = 10_000;
const PATIENCE_MS = 3_000;
/**
 * How long an access waits for company where others just had some: a part of as long as its operation took, within these bounds. A
 * statement with its commit costs a third of a whole read, in Node and in PostgreSQL, so it is to be shared.
 */
const SHARE = 1 / 4;
const SHORTEST_MS = 4;
const LONGEST_MS = 25;

/** Opens the audit log for writing. Several processes may. */
export function openAudit(sql: Sql): Audit {
  /** When each began. */
  const expected = new Map<object, number>();
  let held: { go(): void; gone: Promise<void> } | undefined;
  let isCrowd = false;
  const write = createGather<readonly NewEntry[], void>({
    async work(groups) {
      isCrowd = groups.length > 1;
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
  const hold = (ms: number): { go(): void; gone: Promise<void> } => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const go = (): void => {
      clearTimeout(timer);
      held = undefined;
      resolve();
    };
    const timer = setTimeout(go, ms);
    return { go, gone: promise };
  };
  const release = (operation: object): void => {
    if (expected.delete(operation) && expected.size === 0) held?.go();
  };
  return {
    expect: (operation) => void expected.set(operation, performance.now()),
    release,
    read(access, operation = access) {
      const tookMs = performance.now() - (expected.get(operation) ?? performance.now());
      release(operation);
      const entries = entriesOfAccess(access);
      if (!isCrowd || expected.size === 0) return write(entries);
      held ??= hold(Math.min(Math.max(SHORTEST_MS, tookMs * SHARE), LONGEST_MS));
      return held.gone.then(() => write(entries));
    },
  };
}

/** Writes entries down, to be given their places a moment later. */
export async function insertIntake(sql: Sql | Transaction, entries: readonly NewEntry[]): Promise<void> {
  await sql`
    insert into intake (body, actor, actor_salt, people, people_salts)
    select body, actor, "actorSalt", people, "peopleSalts"
    from jsonb_to_recordset(${sql.json(entries as never)})
      as written (body text, actor text, "actorSalt" uuid, people uuid[], "peopleSalts" uuid[])`;
}
