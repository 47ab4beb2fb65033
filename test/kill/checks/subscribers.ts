import { toCursor } from '../../../src/log/cursor.ts';
import { eventName } from '../../../src/log/event.ts';
import type { Interest, Subscriber } from '../subscribers.ts';
import type { EventRow, Found } from './database.ts';
import type { Check } from './report.ts';

/** Whether each subscriber got every event that it asked for, once and in order, however often it was cut off. */
export function checkSubscribers(subscribers: readonly Subscriber[], { events, logId }: Found): Check[] {
  return [
    ...subscribers.map(({ interest, transport, cursors, resumed }): Check => {
      const expected = events
        .filter((event) => isMeant(interest, event))
        .map(({ position }) => toCursor(logId, position!));
      return {
        name: `${interest.name} over ${transport}: every event once and in order, resumed ${resumed} times`,
        looked: expected.length,
        missing: firstDifference(cursors, expected),
      };
    }),
    {
      name: 'streams ended with a clear word, or were cut, and nothing else',
      looked: subscribers.reduce((sum, { resumed }) => sum + resumed, 0),
      missing: subscribers.flatMap(({ interest, problems }) => problems.map((text) => `${interest.name}: ${text}`)),
    },
  ];
}

const FIELD_OF: Readonly<Record<Interest['field'], string>> = {
  events: '',
  personChanged: 'identity.',
  verificationStatusChanged: 'verification.',
  decisionMade: 'decision.',
  consentChanged: 'consent.',
};

/** Whether a subscriber asked for an event. */
function isMeant({ field, types }: Interest, { type, data }: EventRow): boolean {
  const name = eventName(type);
  // A statement that came late changed no consent.
  if (field === 'consentChanged' && data['late'] === true) return false;
  return name.startsWith(FIELD_OF[field]) && (types === undefined || types.includes(name));
}

function firstDifference(got: readonly string[], expected: readonly string[]): string[] {
  const place = expected.findIndex((cursor, index) => got[index] !== cursor);
  if (place === -1 && got.length === expected.length) return [];
  const at = place === -1 ? expected.length : place;
  const again = got.length - new Set(got).size;
  return [
    `${got.length} events instead of ${expected.length}, ${again} of them again; the first difference is number ${at + 1}: ` +
      `${readable(got[at])} instead of ${readable(expected[at])}`,
  ];
}

function readable(cursor: string | undefined): string {
  return cursor === undefined ? 'nothing' : `position ${Buffer.from(cursor, 'base64url').toString().split(':')[1]}`;
}
