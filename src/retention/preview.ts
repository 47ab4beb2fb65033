import type { Clock } from '../kernel/clock.ts';
import type { Pools } from '../kernel/db.ts';
import { durationMs } from '../kernel/input/durations.ts';
import type { Due } from './retained.ts';
import type { Retention } from './sweep.ts';

/** What is tried: a subject and a period. As an id, it is what all subgraphs are asked with. */
export interface Trial {
  subject: string;
  /** Empty for all. */
  eventType: string;
  /** A duration of ISO 8601; empty for ever. */
  period: string;
}

/** The id of what is tried. */
export function trialId({ subject, eventType, period }: Trial): string {
  return [subject, eventType, period].join('/');
}

/** What is tried, from its id. */
export function readTrial(id: string): Trial {
  const [subject = '', eventType = '', period = ''] = id.split('/');
  return { subject, eventType, period };
}

/** What a subgraph would destroy, and what it passes over. */
export interface PreviewModel extends Due {
  before: Date;
}

/** What would go in this subgraph; null when it keeps nothing of the kind. */
export async function previewRetention(
  { pools, clock, retention }: { pools: Pools; clock: Clock; retention: Retention },
  id: string,
): Promise<PreviewModel | null> {
  const { subject, eventType, period } = readTrial(id);
  const found = retention.retained.find((one) => one.subject === subject);
  const periodMs = durationMs(period);
  if (!found || periodMs === undefined) return null;
  await retention.settle();
  const now = clock.now();
  const before = new Date(now.getTime() - periodMs);
  return { before, ...(await found.look(pools.read, { before, now, version: 0, eventType })) };
}
