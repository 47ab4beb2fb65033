import type { Scope } from '../kernel/access.ts';

/** Every name of an event, with the scope that its reader needs beside `events:read`. */
export const EVENTS = {
  'system.registered': 'system:read',
  'residency.assigned': 'residency:admin',
  'residency.ruled': 'residency:admin',
  'access.broken': 'glass:read',
  'access.restored': 'glass:read',
  'access.reviewed': 'glass:read',
  'identity.created': 'person:read',
  'identity.updated': 'person:read',
  'identity.merged': 'person:read',
  'identity.split': 'person:read',
  'identity.deleted': 'person:read',
  'match.asked': 'match:read',
  'match.resolved': 'match:read',
  'match.dropped': 'match:read',
  'conflict.opened': 'match:review',
  'conflict.closed': 'match:review',
  'verification.requested': 'verification:read',
  'verification.started': 'verification:read',
  'verification.progressed': 'verification:read',
  'verification.completed': 'verification:read',
  'verification.expired': 'verification:read',
  'verification.cancelled': 'verification:read',
  'verification.moved': 'verification:read',
  'verification.rerouted': 'verification:read',
  'vendor.registered': 'vendor:read',
  'secret.added': 'vendor:admin',
  'secret.removed': 'vendor:admin',
  'webhook.refused': 'vendor:admin',
  'webhook.settled': 'vendor:admin',
  'webhook.dead': 'vendor:admin',
  'webhook.replayed': 'vendor:admin',
  'webhook.dropped': 'vendor:admin',
  'webhook.gone': 'vendor:admin',
  'watchlist.loaded': 'verification:read',
  'watchlist.removed': 'verification:read',
  'evidence.stored': 'verification:read',
  'evidence.refused': 'verification:read',
  'evidence.deleted': 'verification:read',
  'evidence.missing': 'verification:read',
  'evidence.read': 'evidence:read',
  'evidence.held': 'evidence:read',
  'evidence.released': 'evidence:read',
  'decision.made': 'decision:read',
  'decision.contested': 'decision:read',
  'decision.overridden': 'decision:read',
  'login.succeeded': 'decision:read',
  'login.failed': 'decision:read',
  'signal.recorded': 'decision:read',
  'policy.drafted': 'policy:read',
  'policy.submitted': 'policy:read',
  'policy.published': 'policy:read',
  'policy.retired': 'policy:read',
  'journey.published': 'declaration:read',
  'journey.retired': 'declaration:read',
  'journey.started': 'journey:read',
  'journey.moved': 'journey:read',
  'journey.ended': 'journey:read',
  'review.opened': 'review:read',
  'review.assigned': 'review:read',
  'review.released': 'review:read',
  'review.noted': 'review:read',
  'review.prioritised': 'review:read',
  'review.agreed': 'review:read',
  'review.overdue': 'review:read',
  'review.closed': 'review:read',
  'review.configured': 'review:read',
  'policy.shadowed': 'policy:read',
  'consent.granted': 'consent:read',
  'consent.withdrawn': 'consent:read',
  'consent.renewed': 'consent:read',
  'consent.refused': 'consent:read',
  'consent.outdated': 'consent:read',
  'consent.expired': 'consent:read',
  'purpose.registered': 'purpose:read',
  'purpose.retired': 'purpose:read',
  'erasure.requested': 'erasure:acknowledge',
  'erasure.done': 'erasure:acknowledge',
  'erasure.held': 'erasure:execute',
  'erasure.delayed': 'erasure:execute',
  'erasure.completed': 'erasure:acknowledge',
  'erasure.acknowledged': 'erasure:execute',
  'erasure.lifted': 'erasure:execute',
  'notice.published': 'purpose:read',
  'hold.placed': 'retention:read',
  'hold.released': 'retention:read',
  'retention.set': 'retention:read',
  'retention.asked': 'retention:read',
  'retention.done': 'retention:read',
  'case.opened': 'privacy:work',
  'case.identified': 'privacy:work',
  'case.advanced': 'privacy:work',
  'case.extended': 'privacy:work',
  'case.due': 'privacy:work',
  'case.overdue': 'privacy:work',
  'case.exported': 'privacy:work',
  'case.downloaded': 'privacy:work',
  'case.delivered': 'privacy:work',
  'case.noted': 'privacy:work',
  'case.refused': 'privacy:work',
  'case.completed': 'privacy:work',
  'case.lifted': 'privacy:work',
  'correction.asked': 'person:lineage',
  'correction.settled': 'person:lineage',
} as const satisfies Record<string, Scope>;
export type EventName = keyof typeof EVENTS;

/** An event with its place in the log (CloudEvents 1.0, with the `sequence` and `traceparent` extensions). */
export interface LogEvent {
  /** Gapless, from 1. Readers' cursors are positions. */
  position: number;
  id: string;
  /** The subgraph in which it happened. */
  source: string;
  /** `dev.selfsame.identity.created.v1` */
  type: string;
  /** `identity.created` */
  name: EventName;
  subject: string;
  /** Counts the subject's events, from 1, without a gap. */
  sequence: number;
  time: Date;
  data: Record<string, unknown>;
  actor: string;
  traceparent: string | null;
}

const PREFIX = 'dev.selfsame.';

/** The full type of an event: `identity.created` → `dev.selfsame.identity.created.v1`. */
export function eventType(name: EventName): string {
  return `${PREFIX}${name}.v1`;
}

/** The name in a full type, without prefix and version; a name stays as it is. */
export function eventName(type: string): string {
  return type.startsWith(PREFIX) ? type.slice(PREFIX.length).replace(/\.v\d+$/, '') : type;
}
