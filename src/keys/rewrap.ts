import { type Sql, type Transaction, errorCode, isRetriable } from '../kernel/db.ts';
import { type Vault, epochOf } from '../kernel/vault.ts';
import { prefixOf } from './store.ts';

/** The keys of one schema, as the role that may read and write them. */
export interface KeyTable {
  schema: string;
  sql: Sql;
}

/** How many keys each epoch wraps in one schema. */
export interface Count {
  schema: string;
  epoch: string;
  keys: number;
}

/** How far keys have been wrapped anew. */
export interface Rewrap {
  schema: string;
  epoch: string;
  cursor: string | null;
  done: number;
  endedAt: Date | null;
}

const BATCH = 1_000;
const ATTEMPTS = 20;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Counts what each epoch wraps. Reads the whole table. */
export async function countKeys({ schema, sql }: KeyTable): Promise<Count[]> {
  const rows = await sql<{ prefix: Buffer; keys: number }[]>`
    select substring(wrapped from 1 for 16) as prefix, count(*) as keys from key group by 1 order by 1`;
  return rows.map(({ prefix, keys }) => ({ schema, epoch: epochOf(prefix), keys }));
}

/** How far the keys of all schemas are. `sql` is a pool of `selfsame_keys`. */
export function listRewraps(sql: Sql): Promise<Rewrap[]> {
  return sql<Rewrap[]>`select schema, epoch, cursor, done, ended_at from rewrap order by schema`;
}

/**
 * Wraps all keys of a table with the key that wraps now, a batch at a time, in the order of their ids. A key that was destroyed or
 * replaced meanwhile stays so. What was done is noted, so that a run that was killed goes on there.
 *
 * @returns how many were wrapped anew, and how many could not be, since this process cannot open them
 */
export async function rewrapKeys(options: {
  table: KeyTable;
  /** A pool of `selfsame_keys`. */
  state: Sql;
  vault: Vault;
  epoch: string;
  now: () => Date;
  /** Told how many more keys were looked at. */
  tell?: (keys: number) => void;
}): Promise<{ done: number; lost: number }> {
  const { table, state, vault, epoch, now, tell = () => {} } = options;
  const { schema, sql } = table;
  const [begun] = await state<Rewrap[]>`
    insert into rewrap (schema, epoch, done) values (${schema}, ${epoch}, 0)
    on conflict (schema) do update set
      epoch = excluded.epoch,
      cursor = case when rewrap.epoch = excluded.epoch and rewrap.ended_at is null then rewrap.cursor end,
      done = case when rewrap.epoch = excluded.epoch and rewrap.ended_at is null then rewrap.done else 0 end,
      ended_at = null
    returning schema, epoch, cursor, done, ended_at`;
  let { done, cursor } = begun!;
  let lost = 0;
  for (;;) {
    const rows = await sql<{ id: string; wrapped: Buffer }[]>`
      select id, wrapped from key where id > ${cursor ?? FIRST} order by id limit ${BATCH}`;
    if (rows.length === 0) break;
    const old = rows.filter(({ wrapped }) => epochOf(wrapped) !== epoch);
    const anew = old.flatMap(({ id, wrapped }) => {
      try {
        return [{ id, wrapped, anew: vault.rewrap(id, wrapped) }];
      } catch {
        return [];
      }
    });
    lost += old.length - anew.length;
    done += await replace(sql, anew);
    cursor = rows.at(-1)!.id;
    await state`update rewrap set cursor = ${cursor}, done = ${done} where schema = ${schema} and epoch = ${epoch}`;
    tell(rows.length);
  }
  await state`update rewrap set ended_at = ${now()} where schema = ${schema} and epoch = ${epoch}`;
  return { done, lost };
}

/** Notes that the keys of these schemas are to be wrapped by an epoch. */
export async function beginRewraps(tx: Transaction, schemas: readonly string[], epoch: string): Promise<void> {
  await tx`
    insert into rewrap (schema, epoch, done) select name, ${epoch}, 0 from unnest(${schemas}::text[]) as schema (name)
    on conflict (schema) do update set epoch = excluded.epoch, cursor = null, done = 0, ended_at = null
    where rewrap.epoch <> excluded.epoch`;
}

/** Whether a schema has keys that an epoch wraps. */
export async function isWrapping({ sql }: KeyTable, epoch: string): Promise<boolean> {
  const [row] = await sql<[{ found: boolean }]>`
    select exists (select from key where substring(wrapped from 1 for 16) = ${prefixOf(epoch)}) as found`;
  return row.found;
}

async function replace(sql: Sql, rows: readonly { id: string; wrapped: Buffer; anew: Buffer }[]): Promise<number> {
  if (rows.length === 0) return 0;
  const column = (of: 'wrapped' | 'anew'): string[] => rows.map((row) => row[of].toString('base64'));
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { count } = await sql`
        update key set wrapped = decode(row.anew, 'base64')
        from unnest(${rows.map(({ id }) => id)}::uuid[], ${column('wrapped')}::text[], ${column('anew')}::text[])
          as row (id, wrapped, anew)
        where key.id = row.id and key.wrapped = decode(row.wrapped, 'base64')`;
      return count;
    } catch (error) {
      // Commands lock keys in another order than this does.
      if (!isRetriable(error) || attempt === ATTEMPTS || errorCode(error) === '') throw error;
    }
  }
}
