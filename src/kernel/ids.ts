import { v7, validate } from 'uuid';
import type { Clock } from './clock.ts';

/** A new UUIDv7 (RFC 9562 §5.7): sorted by the time of `clock`, so that index pages fill in order. */
export function newId(clock: Clock): string {
  return v7({ msecs: clock.now().getTime() });
}

/** Whether `text` has the form of a UUID. Ids from outside are tested before they reach SQL. */
export function isId(text: string): boolean {
  return validate(text);
}
