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
    if (changes.some(({ record }) => record?.profile === before!.profile)) continue;
    const { id, keys, comparable } = profileOfFacts(vault, before!.facts)!;
    freed.push(
      ...(await forgetProfile(tx, { profile: id, keys, searchKeys: searchKeys(vault, comparable), recordIds })),
    );
  }
  return freed;
}
