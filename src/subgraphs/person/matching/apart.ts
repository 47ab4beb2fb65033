import type { Regrouped } from './regroup.ts';
import type { TouchedMatch } from './store.ts';

/** Links of which it changed whether their records are of two people. */
export interface ApartChange {
  a: bigint;
  b: bigint;
  apart: boolean;
}

/** Finds links that made one person of two or did not, other than it is stored. A profile may have records of several people. */
export function findApart(
  matches: readonly TouchedMatch[],
  groups: readonly Pick<Regrouped, 'id' | 'records'>[],
): ApartChange[] {
  const links = matches.filter(({ decision }) => decision === 'LINK');
  if (links.length === 0) return [];
  const holder = new Map<bigint, string | undefined>();
  for (const { id, records } of groups) {
    for (const { profile } of records) {
      if (profile === undefined) continue;
      holder.set(profile, holder.has(profile) && holder.get(profile) !== id ? undefined : id);
    }
  }
  return links.flatMap(({ a, b, apart: was = false }) => {
    if (!holder.has(a) || !holder.has(b)) return [];
    const apart = holder.get(a) === undefined || holder.get(a) !== holder.get(b);
    return apart === was ? [] : [{ a, b, apart }];
  });
}
