import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { valuesOf } from '../matching/profile.ts';
import { listSamples } from '../matching/store.ts';
import { type Comparable, standardise } from '../../../resolution/standardise/index.ts';
import { openRecord } from '../unify.ts';

/** What profiles say in comparable form, read and opened when it is asked for. */
export interface Comparables {
  /** Those of the profiles that a record still has. */
  load(sql: Sql | Transaction, profiles: Iterable<bigint>): Promise<ReadonlyMap<bigint, Comparable>>;
  /** Keeps one that was opened elsewhere. */
  keep(profile: bigint, comparable: Comparable): void;
}

/** Kept at once: some 9 kB each. Opening one again takes a fifth of a millisecond. */
const MAX_KEPT = 50_000;
/** Read in one statement. */
const PAGE = 1_000;

/** Opens the comparable forms of profiles; the newest of those that were asked for stay in memory. */
export function openComparables(vault: Vault, maxKept = MAX_KEPT): Comparables {
  const kept = new Map<bigint, Comparable>();
  const keep = (profile: bigint, comparable: Comparable): void => {
    if (kept.size >= maxKept) kept.delete(kept.keys().next().value!);
    kept.set(profile, comparable);
  };
  return {
    keep,
    async load(sql, profiles) {
      const found = new Map<bigint, Comparable>();
      const missing: bigint[] = [];
      for (const profile of new Set(profiles)) {
        const known = kept.get(profile);
        if (known) found.set(profile, known);
        else missing.push(profile);
      }
      for (let start = 0; start < missing.length; start += PAGE) {
        for (const row of await listSamples(sql, missing.slice(start, start + PAGE))) {
          const { profile, facts } = openRecord(vault, row);
          const comparable = standardise(valuesOf(facts));
          keep(profile!, comparable);
          found.set(profile!, comparable);
        }
      }
      return found;
    },
  };
}
