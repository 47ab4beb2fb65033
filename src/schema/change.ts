import { createHash } from 'node:crypto';
import { type Place, comparePlaces } from './files.ts';

/**
 * `breaking`: somebody who does the right thing today stops working. `dangerous`: nobody is refused, but behaviour
 * changes, or rights do. `safe`: the rest.
 */
export type Level = 'breaking' | 'dangerous' | 'safe';

/** One difference between two schemas. */
export interface Change {
  /** Names the change for good, for an approval: `FIELD_REMOVED:Person.timeZone:5f1c2a9b`. */
  id: string;
  /** What kind of change: a type of GraphQL Inspector, or one of ours (`OWNER_REMOVED`, `SCOPES_ADDED`, …). */
  type: string;
  /** Schema coordinate of what changed: `Person.timeZone`, `Query.people(first:)`. */
  coordinate: string;
  level: Level;
  message: string;
  /** Why the level is not what the kind of change alone would say. */
  note?: string;
  /** Where it is in the SDL; for what was removed, where its type is. */
  place: Place;
}

/** A change before it has its id and place. `details` are what tells it from others of its kind at its coordinate. */
export interface Difference extends Omit<Change, 'id' | 'place'> {
  details: unknown;
}

/** The id of a change: the same for the same difference, whatever else changes and however a message is worded. */
export function changeId({ type, coordinate, details }: Difference): string {
  const digest = createHash('sha256').update(JSON.stringify(details)).digest('hex').slice(0, 8);
  return `${type}:${coordinate}:${digest}`;
}

const ORDER: Readonly<Record<Level, number>> = { breaking: 0, dangerous: 1, safe: 2 };

/** The worst first, then by place, then by id, so that a report is the same each time. */
export function compareChanges(a: Change, b: Change): number {
  if (a.level !== b.level) return ORDER[a.level] - ORDER[b.level];
  return comparePlaces(a.place, b.place) || (a.id < b.id ? -1 : Number(a.id > b.id));
}
