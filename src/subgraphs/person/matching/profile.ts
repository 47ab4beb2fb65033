import type { Vault } from '../../../kernel/vault.ts';
import type { Facts } from '../choose.ts';
import { FIELD_NAMES, PERSON_FIELDS } from '../fields.ts';
import type { PersonValues } from '../../../resolution/values.ts';
import { blockTerms } from '../../../resolution/block.ts';
import { isSparse } from '../../../resolution/candidates.ts';
import { profileText } from '../../../resolution/profile.ts';
import { type Comparable, standardise } from '../../../resolution/standardise/index.ts';

/** What of a record is compared. Records that say the same of a person share a profile. */
export interface Profile {
  /** A blind number of the content; see `profileOf`. */
  id: bigint;
  /** The blind numbers by which others find it: at least one. */
  keys: readonly bigint[];
  comparable: Comparable;
}

/** The profile of what a record says; undefined where that finds nobody. */
export function profileOfFacts(vault: Vault, facts: Facts): Profile | undefined {
  const comparable = standardise(valuesOf(facts));
  const keys = vault.blindNumbers('block-key', blockTerms(comparable));
  if (keys.length === 0) return undefined;
  return { id: vault.blindFlagged('block-key', profileText(comparable), isSparse(keys)), keys, comparable };
}

/** What a record says, as values. */
export function valuesOf(facts: Facts): PersonValues {
  return Object.fromEntries(
    PERSON_FIELDS.flatMap((field) => {
      const value = facts[field]?.value;
      return value == null ? [] : [[FIELD_NAMES[field], value]];
    }),
  );
}
