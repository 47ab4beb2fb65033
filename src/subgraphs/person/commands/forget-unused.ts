import type { Transaction } from '../../../kernel/db.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { profileOfFacts } from '../matching/profile.ts';
import { forgetProfile } from '../matching/store-keys.ts';
import { searchKeys } from '../search/terms.ts';
import type { OpenRecord } from '../unify.ts';

/**
 * Takes away what records were found by and are not any more, unless others say the same. Returns the profiles that were
 * matched with it.
 */
export async function forgetUnused(
  tx: Transaction,
  vault: Vault,
  changes: readonly { before: OpenRecord | undefined; record?: Pick<OpenRecord, 'profile'> }[],
): Promise<bigint[]> {
  const left = changes.filter(
    ({ before, record }) => before?.profile !== undefined && before.profile !== record?.profile,
  );
  const recordIds = changes.flatMap(({ before }) => before?.id ?? []);
  const freed: bigint[] = [];
  for (const { before } of left) {
    const stored = storedProfile(vault, before!)!;
    if (changes.some(({ record }) => record?.profile === stored.id)) continue;
    freed.push(...(await forgetProfile(tx, { ...stored, recordIds })));
  }
  return freed;
}

/** What a record is found by. */
export interface StoredProfile {
  id: bigint;
  keys: readonly bigint[];
  searchKeys: readonly bigint[];
}

/**
 * What a record is found by as it is stored. One that another version of the program named, which standardised otherwise, has
 * keys that nobody can tell from its facts: they stay, and find nobody, since no record has the profile any more.
 */
export function storedProfile(
  vault: Vault,
  { profile: id, facts }: Pick<OpenRecord, 'profile' | 'facts'>,
): StoredProfile | undefined {
  if (id === undefined) return undefined;
  const named = profileOfFacts(vault, facts);
  if (named?.id !== id) return { id, keys: [], searchKeys: [] };
  return { id, keys: named.keys, searchKeys: searchKeys(vault, named.comparable) };
}
