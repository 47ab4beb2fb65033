import { fault } from '../faults.ts';

/** The most things of one list that a caller gets at once. */
const PAGE_MAX = 200;

/** The size of a page that a caller asked for. Throws BAD_REQUEST when it is not 1 to 200. */
export function pageSize(first: number): number {
  if (first < 1 || first > PAGE_MAX) throw fault({ code: 'BAD_REQUEST', public: `first: expected 1 to ${PAGE_MAX}.` });
  return first;
}
