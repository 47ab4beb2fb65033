import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '../../kernel/db.ts';

/** Entries in one statement. */
const STEP = 8_192;

/**
 * The first entry from `start` to before `end` that is not opened by what should open it: by a commitment in the leaf to the actor's name
 * with its salt, and to each person's id with its own, but for people who were erased. Found in the database: to take all names and salts
 * from the socket would take longer than to verify the entries.
 * @param tell called now and then with up to where it has looked
 */
export async function findFalseOpening(
  sql: Sql,
  { start, end }: { start: number; end: number },
  tell?: (looked: number) => void,
): Promise<number | undefined> {
  for (let from = start; from < end; from += STEP) {
    const to = Math.min(from + STEP, end);
    const index = await findWithin(sql, from, to);
    if (index !== undefined) return index;
    tell?.(to);
  }
  return undefined;
}

async function findWithin(sql: Sql, start: number, end: number): Promise<number | undefined> {
  const opens = (before: string, salt: PendingQuery<Row[]>, text: PendingQuery<Row[]>): PendingQuery<Row[]> => sql`
    coalesce(strpos(body, ${before}::text || encode(sha256(uuid_send(${salt}) || convert_to(${text}, 'UTF8')), 'base64') || '"'), 0) > 0`;
  // Most are about nobody or one, and to unnest an array takes as long as all else: 2 µs of 4.
  const [row] = await sql<{ index: number | null }[]>`
    select min(entry.index) as index
    from entry left join opening on opening.index = entry.index and opening.index >= ${start} and opening.index < ${end}
    where entry.index >= ${start} and entry.index < ${end} and (
      opening.index is null or not ${opens('"actor":"', sql`actor_salt`, sql`actor`)}
      or case when cardinality(people) <= 1
        then people[1] is not null and not ${opens('"', sql`people_salts[1]`, sql`people[1]::text`)}
        else exists (
          select from unnest(people, people_salts) person (id, salt)
          where id is not null and not ${opens('"', sql`salt`, sql`id::text`)}
        ) end
    )`;
  return row!.index ?? undefined;
}
