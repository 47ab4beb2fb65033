import type { Vault } from '../../../kernel/vault.ts';
import type { Facts } from '../choose.ts';
import { profileOfFacts } from '../matching/profile.ts';
import type { StoredProfile } from '../matching/store-keys.ts';
import { searchKeys } from '../search/terms.ts';
import type { OpenRecord } from '../unify.ts';

/** What records are found by and are not any more, each once. Others may still say the same. */
export function leftProfiles(
  vault: Vault,
  changes: readonly { before: OpenRecord | undefined; record?: Pick<OpenRecord, 'profile'> }[],
): StoredProfile[] {
  const kept = new Set(changes.map(({ record }) => record?.profile));
  const left = new Map(
    changes.flatMap(({ before }) =>
      before?.profile === undefined || kept.has(before.profile) ? [] : [[before.profile, before.facts] as const],
    ),
  );
  return [...left].map(([id, facts]) => storedProfile(vault, id, facts));
}

/**
 * What a record is found by as it is stored. One that another version of the program named, which standardised otherwise, has
 * keys that nobody can tell from its facts: they stay, and find nobody, since no record has the profile any more.
 */
function storedProfile(vault: Vault, id: bigint, facts: Facts): StoredProfile {
  const named = profileOfFacts(vault, facts);
  if (named?.id !== id) return { id, keys: [], searchKeys: [] };
  return { id, keys: named.keys, searchKeys: searchKeys(vault, named.comparable) };
}
