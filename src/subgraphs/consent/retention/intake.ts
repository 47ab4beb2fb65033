import { durationMs } from '../../../kernel/input/durations.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { EVENTS } from '../../../log/event.ts';
import type { RetentionSubject } from '../schema.generated.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_MS = 36_500 * DAY_MS;

/** The shortest period of each subject; of those that are not named, a day. */
const MIN_MS: Partial<Record<RetentionSubject, number>> = { JOURNEY_WORK: HOUR_MS };

/** What can have a period of its own: nobody builds what they know of people from these. */
const FAMILIES = ['login', 'signal', 'webhook', 'evidence'];

/** How long something is kept, as a duration of ISO 8601; null for ever, which has to be said. */
export function cleanPeriod(
  problems: Problems,
  subject: RetentionSubject,
  { period: text, forever }: { period?: string | null; forever: boolean },
): string | null | undefined {
  if (forever) {
    if (text != null) return problems.add('forever', 'Expected it without a period.');
    if (subject !== 'IDEMPOTENCY_KEYS' && subject !== 'JOURNEY_WORK') return null;
    return problems.add('forever', 'Expected a period: these cannot be kept for ever.');
  }
  if (text == null) return problems.add('period', 'Expected a duration such as P90D, or forever.');
  const min = MIN_MS[subject] ?? DAY_MS;
  const period = durationMs(text);
  if (period !== undefined && period >= min && period <= MAX_MS) return text;
  const least = min === HOUR_MS ? 'PT1H' : 'P1D';
  return problems.add('period', `Expected a duration in days and hours from ${least} to P36500D, such as P90D.`);
}

/** The type of event that has a period of its own: `login.failed`. Empty for all. */
export function cleanEventType(
  problems: Problems,
  subject: RetentionSubject,
  text: string | null | undefined,
): string | undefined {
  if (text == null) return '';
  if (subject !== 'EVENTS') return problems.add('eventType', 'Expected it of EVENTS only.');
  const isKnown = Object.hasOwn(EVENTS, text);
  const [family = ''] = text.split('.', 1);
  if (isKnown && FAMILIES.includes(family)) return text;
  return problems.add(
    'eventType',
    `Expected an event such as login.failed: one of ${FAMILIES.map((name) => `${name}.*`).join(', ')}.`,
  );
}
