import type { Transaction } from '../../../kernel/db.ts';
import { texts } from './store.ts';

// The statements of what profiles are found by.

/** A key, and who has it. */
export interface KeyRow {
  key: bigint;
  profile: bigint;
}

/** Stores profiles' keys, which find them from now on: block keys, and those of `search`. */
export function storeKeys(tx: Transaction, rows: readonly KeyRow[], searched: readonly KeyRow[]): void {
  if (rows.length + searched.length === 0) return;
  tx.send(tx`
    with searched as (
      insert into search_key (key, profile)
      select * from unnest(${texts(searched.map(({ key }) => key))}::bigint[], ${texts(searched.map(({ profile }) => profile))}::bigint[])
      order by 1
      on conflict do nothing
    )
    insert into block_key (key, profile)
    select * from unnest(${texts(rows.map(({ key }) => key))}::bigint[], ${texts(rows.map(({ profile }) => profile))}::bigint[])
    order by 1
    on conflict do nothing`);
}

/** Makes keys find nobody. */
export function storeHotKeys(tx: Transaction, keys: readonly bigint[]): void {
  if (keys.length === 0) return;
  tx.send(tx`
    with hot as (
      insert into hot_key (key) select unnest(${texts(keys)}::bigint[]) on conflict do nothing
    )
    delete from block_key where key = any(${texts(keys)}::bigint[])`);
}

/** Takes a profile away, unless a record has it beside the given ones. Returns the profiles that it was matched with. */
export async function forgetProfile(
  tx: Transaction,
  {
    id: profile,
    keys,
    searchKeys,
    recordIds,
  }: { id: bigint; keys: readonly bigint[]; searchKeys: readonly bigint[]; recordIds: readonly string[] },
): Promise<bigint[]> {
  const rows = await tx<{ other: string }[]>`
    with holder as materialized (
      select from record where profile = ${String(profile)}::text::bigint and id <> all(${recordIds as string[]}::uuid[]) limit 1
    ), gone as (
      delete from block_key
      where key = any(${texts(keys)}::bigint[]) and profile = ${String(profile)}::text::bigint
        and not exists (select from holder)
    ), unsearched as (
      delete from search_key
      where key = any(${texts(searchKeys)}::bigint[]) and profile = ${String(profile)}::text::bigint
        and not exists (select from holder)
    )
    delete from match
    where (a = ${String(profile)}::text::bigint or b = ${String(profile)}::text::bigint) and not exists (select from holder)
    returning (case when a = ${String(profile)}::text::bigint then b else a end)::text as other`;
  return rows.map(({ other }) => BigInt(other));
}
