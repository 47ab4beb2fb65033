import type { Hub } from './hub.ts';
import { type Prepared, withColumns } from './prepare.ts';
import type { Reason } from './rejects.ts';
import type { Counts } from './summary.ts';
import type { Transform } from './transform.ts';

/** What became of a row for good. */
export interface Settled {
  readonly outcome: Exclude<keyof Counts, 'rows'>;
  /** Why it was rejected. */
  readonly reasons?: readonly Reason[];
  /** Whether the hub failed on it, which may say more about the hub than about the row. */
  readonly hubFailed?: boolean;
}

/** Sends a row, unless it is settled already. Throws what stops the import. */
export async function settle(
  prepared: Prepared,
  hub: Hub,
  keyOf: (line: number) => string,
  transform: Transform,
): Promise<Settled> {
  if (prepared.kind === 'skipped') return { outcome: 'skipped' };
  if (prepared.kind === 'rejected') return { outcome: 'rejected', reasons: prepared.reasons };
  const answer = await hub.record(prepared.input, keyOf(prepared.row.line));
  switch (answer.kind) {
    case 'recorded':
      return { outcome: answer.outcome };
    case 'refused':
      return { outcome: 'rejected', reasons: withColumns(answer.reasons, prepared.row, transform) };
    case 'failed':
      return {
        outcome: 'rejected',
        reasons: [{ message: `the hub failed on it: ${answer.message}` }],
        hubFailed: true,
      };
  }
}
