import { type EventName, eventType } from '../../src/log/event.ts';
import type { SubgraphName } from '../../src/subgraphs/subgraph.ts';

/** A row of `log.event` that waits for its place. */
export type EventRow = {
  eventId: string;
  source: SubgraphName;
  type: string;
  subject: string;
  time: Date;
  data: Record<string, unknown>;
  actor: string;
};

/** Makes the row of an event. */
export function eventRow(event: {
  id: string;
  name: EventName;
  source: SubgraphName;
  subject: string;
  time: Date;
  data: Record<string, unknown>;
  actor: string;
}): EventRow {
  const { id, name, ...rest } = event;
  return { eventId: id, type: eventType(name), ...rest };
}

/** Gives events their place in the log and among their subject's, as the relay would: gapless, in the order given. */
export function placeEvents(
  events: readonly EventRow[],
  head: number,
): (EventRow & { position: number; sequence: number })[] {
  const sequences = new Map<string, number>();
  return events.map((event, index) => {
    const sequence = (sequences.get(event.subject) ?? 0) + 1;
    sequences.set(event.subject, sequence);
    return { ...event, position: head + index + 1, sequence };
  });
}
