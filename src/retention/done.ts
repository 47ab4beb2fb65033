import type { NewEvent } from '../log/append.ts';

/** What went of one subject in one pass. */
export interface Done {
  runId: string;
  subject: string;
  /** Empty for all. */
  eventType: string;
  version: number;
  before: Date;
  gone: number;
  /** What legal holds kept. */
  held: number;
  /** The requests that asked for it; empty for the schedule. */
  askIds: string[];
  startedAt: Date;
}

/** Tells what went. Its id is the pass's. */
export function doneEvent(done: Done, time: Date): NewEvent {
  const { runId, eventType, subject, version, before, gone, held, askIds, startedAt } = done;
  return {
    id: runId,
    name: 'retention.done',
    subject,
    time,
    data: { runId, subject, eventType: eventType || null, version, before, gone, held, askIds, startedAt },
    actor: 'selfsame',
    traceparent: undefined,
  };
}
