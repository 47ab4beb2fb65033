import type { ConsentModel } from './models.ts';
import { holding, standingAt } from './rules.ts';
import type { ConsentRow } from './store.ts';

/**
 * A person's consents, one per purpose, in order of purpose. When people turn out to be one, the same purpose is there under
 * several ids: of what was said under them the newest holds, and the histories are one.
 */
export function combineConsents(personId: string, rows: readonly ConsentRow[], now: Date): ConsentModel[] {
  const byPurpose = Map.groupBy(rows, (row) => row.purpose);
  return [...byPurpose.keys()].toSorted().map((purpose) => {
    const same = byPurpose.get(purpose)!;
    const rowIds = consentIds(same);
    return { id: rowIds[0]!, rowIds, personId, purpose, ...standingAt(holding(same)!, now) };
  });
}

/** The ids of rows that make up one consent. The first one, which is the oldest, names it. */
export function consentIds(rows: readonly Pick<ConsentRow, 'id'>[]): string[] {
  return rows.map((row) => row.id).toSorted();
}
