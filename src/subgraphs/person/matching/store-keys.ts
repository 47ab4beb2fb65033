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

/** What a profile is found by. */
export interface StoredProfile {
  id: bigint;
  keys: readonly bigint[];
  searchKeys: readonly bigint[];
}

/** Takes profiles away that no record has beside the given ones: these, and those that they were matched with. */
export async function forgetProfiles(
  tx: Transaction,
  profiles: readonly StoredProfile[],
  recordIds: readonly string[],
): Promise<{ gone: bigint[]; freed: bigint[] }> {
  if (profiles.length === 0) return { gone: [], freed: [] };
  const keys = profiles.flatMap((profile) => profile.keys.map((key) => ({ key, profile: profile.id })));
  const searched = profiles.flatMap((profile) => profile.searchKeys.map((key) => ({ key, profile: profile.id })));
  const rows = await tx<{ profile: string; isGone: boolean }[]>`
    with gone as materialized (
      select asked.profile from unnest(${texts(profiles.map(({ id }) => id))}::bigint[]) asked (profile)
      where not exists (
        select from record where record.profile = asked.profile and record.id <> all(${recordIds as string[]}::uuid[])
      )
    ), unblocked as (
      delete from block_key
      using unnest(${texts(keys.map(({ key }) => key))}::bigint[], ${texts(keys.map(({ profile }) => profile))}::bigint[]) own (key, profile)
      join gone using (profile)
      where block_key.key = own.key and block_key.profile = own.profile
    ), unsearched as (
      delete from search_key
      using unnest(${texts(searched.map(({ key }) => key))}::bigint[], ${texts(searched.map(({ profile }) => profile))}::bigint[]) own (key, profile)
      join gone using (profile)
      where search_key.key = own.key and search_key.profile = own.profile
    ), below as (
      delete from match using gone where match.a = gone.profile returning match.b as other
    ), above as (
      delete from match using gone
      where match.b = gone.profile and match.a not in (select profile from gone)
      returning match.a as other
    )
    select profile::text, true as is_gone from gone
    union all
    select other::text, false from (select other from below union select other from above) freed`;
  const [gone, freed] = [true, false].map((which) =>
    rows.filter(({ isGone }) => isGone === which).map(({ profile }) => BigInt(profile)),
  );
  return { gone: gone!, freed: freed! };
}
