import type { Transaction } from '../../../kernel/db.ts';
import type { LogEvent } from '../../../log/event.ts';
import type { Done } from '../../../retention/done.ts';
import { type RunModel, insertRuns } from './store.ts';

/** Writes down what went, in whichever subgraph it was. */
export function noteRuns(tx: Transaction, events: readonly LogEvent[]): void {
  const runs = events
    .filter(({ name }) => name === 'retention.done')
    .map(({ source: subgraph, time: endedAt, data }): RunModel => {
      const { runId: id, subject, eventType, version, before, gone, held, askIds, startedAt } = data as unknown as Told;
      return {
        id,
        subject: subject as RunModel['subject'],
        eventType: eventType ?? '',
        subgraph,
        version,
        before: new Date(before),
        gone,
        held,
        askIds,
        startedAt: new Date(startedAt),
        endedAt,
      };
    });
  if (runs.length > 0) insertRuns(tx, runs);
}

/** A run as an event tells it. */
interface Told extends Omit<Done, 'eventType'> {
  eventType: string | null;
}
