import { randomInt } from 'node:crypto';
import { v7, validate } from 'uuid';
import type { Clock } from './clock.ts';
import { drawBytes } from './random.ts';

let lastMs = 0;
let sequence = 0;

/**
 * A new UUIDv7 (RFC 9562 §5.7) of the time of `clock`. Ids of one process and one millisecond count up from a random
 * number (§6.2, method 1), so ids sort in the order in which they were made and index pages fill in order.
 */
export function newId(clock: Clock): string {
  const msecs = clock.now().getTime();
  sequence = msecs === lastMs ? sequence + 1 : randomInt(2 ** 30);
  lastMs = msecs;
  return v7({ msecs, seq: sequence, random: drawBytes(16) });
}

/** Whether `text` has the form of a UUID. Ids from outside are tested before they reach SQL. */
export function isId(text: string): boolean {
  return validate(text);
}
