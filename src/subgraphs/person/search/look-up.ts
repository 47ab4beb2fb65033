import type { Sql } from '../../../kernel/db.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { type WeighedKey, countKeys, rankProfiles } from './store.ts';
import { type Asked, askedTerms, blindTerms } from './terms.ts';

/** Profiles up to which a key finds all who have it. Of one that more have, it is only asked who of those found has it too. */
const RARE = 2_000;
/** Profiles that are read of a key where every key is common. */
const COMMON = 20_000;
/** Keys that are asked of each profile then, so that a search reads a bounded number of rows: COMMON times this. */
const COMMON_ASKED = 3;

/**
 * The profiles that share most with what is asked, the best first. However many records there are, it reads at most 2,000 rows for
 * each of the rare keys and asks 2,000 profiles for the others; or where there is no rare key, 20,000 of the rarest one, and asks
 * those for three others.
 */
export async function lookUp(sql: Sql, vault: Vault, asked: Asked, first: number): Promise<bigint[]> {
  const keys = blindTerms(vault, [...new Set(askedTerms(asked).flat())]);
  const counts = await countKeys(sql, keys, RARE + 1);
  const rare = [...counts.values()].some((count) => count <= RARE);
  if (counts.size === 0) return [];
  if (rare) return rankProfiles(sql, weigh(counts, RARE), { tried: RARE, first });
  const common = weigh(await countKeys(sql, [...counts.keys()], COMMON), COMMON)
    .toSorted((x, y) => y.weight - x.weight)
    .slice(0, COMMON_ASKED + 1)
    .map((one, place) => ({ ...one, finds: place === 0 ? COMMON : 0 }));
  return rankProfiles(sql, common, { tried: COMMON, first });
}

/** Each key with what it tells: the fewer have it, the more. */
function weigh(counts: ReadonlyMap<bigint, number>, most: number): WeighedKey[] {
  return [...counts].map(([key, count]) => ({
    key,
    weight: 1 + Math.log2((most + 1) / count),
    finds: count <= most ? count : 0,
  }));
}
