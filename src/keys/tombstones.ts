import { open, readFile } from 'node:fs/promises';
import type { Sql } from '../kernel/db.ts';
import type { Tombstone, Tombstones } from '../kernel/tombstone.ts';

const OWNER_ONLY = 0o600;

/**
 * Keeps tombstones twice: in schema `keys`, which can be a database of its own, and in a file beside the key file. Where keys and
 * data share a database, a restored backup has only those that are older than it, and the file tells the others.
 *
 * @param sql a pool of `selfsame_keys`
 */
export function openTombstones(sql: Sql, path: string): Tombstones {
  /** Those that were there when this process began. */
  const old = new Set<string>();
  return {
    async add(tombstone) {
      // From a restored database less can be told of somebody than was known at the time, and what was lifted is there again.
      if (old.has(tombstone.erasureId)) return;
      await appendLine(path, tombstone);
      await insertTombstone(sql, tombstone);
    },
    async lift(erasureId) {
      await appendLine(path, { erasureId, lifted: true });
      await sql`update tombstone set suppressions = '[]' where erasure_id = ${erasureId}`;
    },
    async list() {
      const found = new Map((await listTombstones(sql)).map((one) => [one.erasureId, one]));
      // The file has the newer word: it is written first.
      for (const one of readLines(await readOwn(path))) {
        const { erasureId } = one;
        const known = found.get(erasureId);
        if ('personIds' in one) found.set(erasureId, { ...one, at: new Date(one.at) });
        else if (known) found.set(erasureId, { ...known, suppressions: [] });
      }
      for (const erasureId of found.keys()) old.add(erasureId);
      return [...found.values()];
    },
  };
}

type Line = (Omit<Tombstone, 'at'> & { at: string }) | { erasureId: string; lifted: true };

/** The lines that were written whole: what a crash left of the last one was never acknowledged. */
function readLines(text: string): Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line): Line[] => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });
}

async function readOwn(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

async function appendLine(path: string, line: object): Promise<void> {
  const file = await open(path, 'a', OWNER_ONLY);
  try {
    // Behind what a crash may have left of a line, a new one begins.
    const { size } = await file.stat();
    await file.appendFile(`${size > 0 ? '\n' : ''}${JSON.stringify(line)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function insertTombstone(sql: Sql, { erasureId, personIds, at, suppressions }: Tombstone): Promise<void> {
  await sql`
    insert into tombstone (erasure_id, person_ids, at, suppressions)
    values (${erasureId}, ${personIds}, ${at}, ${sql.json(suppressions)})
    on conflict (erasure_id) do update
    set person_ids = excluded.person_ids, at = excluded.at, suppressions = excluded.suppressions`;
}

async function listTombstones(sql: Sql): Promise<Tombstone[]> {
  return sql<Tombstone[]>`select erasure_id, person_ids, at, suppressions from tombstone order by at`;
}
