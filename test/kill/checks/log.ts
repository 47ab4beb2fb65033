import { type Found } from './database.ts';
import { type Check, differences } from './report.ts';

/** What the log promises, whatever was written. */
export function checkLog({ events, head, streams }: Found): Check[] {
  const gaps = events.flatMap(({ position, event_id }, index) =>
    position === index + 1 ? [] : [`event ${event_id} has position ${position}, expected ${index + 1}`],
  );
  if (head !== events.length) gaps.push(`the head stands at ${head}, and there are ${events.length} events`);

  const reached = new Map<string, number>();
  const jumps: string[] = [];
  for (const { subject, sequence, position } of events) {
    const expected = (reached.get(subject) ?? 0) + 1;
    if (sequence !== expected) jumps.push(`${subject}: ${sequence} at position ${position}, expected ${expected}`);
    reached.set(subject, sequence);
  }
  const counts = (all: ReadonlyMap<string, number>): string[] =>
    [...all].map(([subject, count]) => `${subject}: ${count}`);

  return [
    { name: 'positions are gapless from 1, and no event is without one', looked: events.length, missing: gaps },
    {
      name: "each subject's events are contiguous from 1, in the order of positions",
      looked: reached.size,
      missing: [...jumps, ...differences(counts(reached), counts(streams))],
    },
    {
      name: 'no event is there twice',
      looked: events.length,
      missing: differences(
        events.map(({ event_id }) => event_id),
        new Set(events.map(({ event_id }) => event_id)),
      ),
    },
  ];
}
