import type { Author } from '../../../kernel/actor.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { newId } from '../../../kernel/ids.ts';
import type { NewEvent } from '../../../log/append.ts';
import type { EventName } from '../../../log/event.ts';

/** How the events that time alone causes name the one who acted. */
export const BY_ITSELF: Author = { actor: 'selfsame', traceparent: undefined };

/** What an event about a file is about. */
export interface Told {
  name: Extract<EventName, `evidence.${string}`>;
  file: { personId: string; verificationId: string };
  data: Record<string, unknown>;
}

/** An event about a file. */
export function eventOf(clock: Clock, author: Author, { name, file, data }: Told): NewEvent {
  const { personId: subject, verificationId } = file;
  return { id: newId(clock), name, subject, time: clock.now(), data: { verificationId, ...data }, ...author };
}
