import { isId } from '../kernel/ids.ts';
import { toCursor } from './cursor.ts';
import type { Directory } from './directory.ts';
import type { LogEvent } from './event.ts';
import { ofPerson } from './subscription.ts';
import type { Log } from './tail.ts';

/** What a subscription to one person's events, or to everybody's, begins with. */
export interface Following {
  /** The cursor behind which it begins. */
  after: string | null | undefined;
  /** Whether an event is about the person. It has to see every event: it learns from merges. */
  concerns(event: LogEvent): boolean;
}

/** Follows a person by any of its ids, and whoever it turns out to be; everybody when no id is given. */
export async function follow(
  { log, directory }: { log: Log; directory: Directory },
  personId: string | null | undefined,
  after: string | null | undefined,
): Promise<Following> {
  if (personId == null) return { after, concerns: () => true };
  // Taken before the person's ids are: a merge behind it comes as an event.
  const { logId, position } = log.head();
  await directory.projection.settle();
  // An id that leads to nobody leads to no event either.
  const ids = isId(personId) ? await directory.idsOf(personId.toLowerCase()) : [];
  return { after: after ?? toCursor(logId, position), concerns: ofPerson(ids) };
}
