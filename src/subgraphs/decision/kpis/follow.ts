import type { Sql, Transaction } from '../../../kernel/db.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { LogEvent } from '../../../log/event.ts';
import { type Projection, startProjection } from '../../../log/projection.ts';
import type { Log } from '../../../log/tail.ts';
import { readState, writeDeltas, writeState } from './store.ts';
import { tally } from './tally.ts';

/**
 * Counts what the log tells. It reads with a cursor of its own: were it to stand still, decisions would go on.
 */
export function followKpis(options: { sql: Sql; log: Log; logger: Logger }): Promise<Projection> {
  return startProjection({ ...options, name: 'kpis', apply: count });
}

/** Adds some events to the KPIs, in their order. */
async function count(tx: Transaction, events: readonly LogEvent[]): Promise<void> {
  const idsOf = (family: string, id: (event: LogEvent) => unknown): string[] => [
    ...new Set(
      events.flatMap((event) => {
        const found = event.name.startsWith(`${family}.`) ? id(event) : undefined;
        return typeof found === 'string' && isId(found) ? [found] : [];
      }),
    ),
  ];
  const verified = idsOf('verification', ({ subject }) => subject);
  const state = await readState(tx, {
    people: [...new Set([...verified, ...idsOf('identity', ({ subject }) => subject)])],
    verifications: idsOf('verification', ({ data }) => data['verificationId']),
    checked: verified,
    decisions: idsOf('decision', ({ data }) => data['decisionId']),
  });
  writeDeltas(tx, tally(events, state));
  writeState(tx, state);
}
