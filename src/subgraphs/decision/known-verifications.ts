import type { Transaction } from '../../kernel/db.ts';
import type { EventName, LogEvent } from '../../log/event.ts';
import { storeKnownVerifications } from './store.ts';

/** Events that say whose a verification is. */
const TELLING: ReadonlySet<EventName> = new Set<EventName>(['verification.requested', 'verification.moved']);

/** Notes whose the verifications are that events tell of, so that decisions about these people can cite them. */
export function noteVerifications(tx: Transaction, events: readonly LogEvent[]): void {
  // Of several events about one, the last holds.
  const people = new Map(
    events
      // Of one that moved, the person whom it left is told too.
      .filter(({ name, data }) => TELLING.has(name) && data['into'] === undefined)
      .map(({ subject, data }) => [data['verificationId'] as string, subject]),
  );
  if (people.size > 0)
    storeKnownVerifications(
      tx,
      [...people].map(([id, personId]) => ({ id, personId })),
    );
}
