import { fault } from '../faults.ts';
import { isId } from '../ids.ts';

/** The most things of one list that a caller gets at once. */
const PAGE_MAX = 200;

/** The size of a page that a caller asked for. Throws BAD_REQUEST when it is not 1 to 200. */
export function pageSize(first: number): number {
  if (first < 1 || first > PAGE_MAX) throw fault({ code: 'BAD_REQUEST', public: `first: expected 1 to ${PAGE_MAX}.` });
  return first;
}

/** The id behind which a page begins, as a caller gave it; null for the first page. Throws BAD_REQUEST when it is no id. */
export function pageAfter(after: string | null | undefined): string | null {
  if (after != null && !isId(after)) {
    throw fault({ code: 'BAD_REQUEST', public: 'after: expected the id of the last one.' });
  }
  return after?.toLowerCase() ?? null;
}
