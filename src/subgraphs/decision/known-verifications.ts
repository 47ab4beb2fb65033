import type { Transaction } from '../../kernel/db.ts';
import type { LogEvent } from '../../log/event.ts';
import { insertKnownVerifications } from './store.ts';

/** Notes the verifications that events tell of, so that decisions can cite them. */
export function noteVerifications(tx: Transaction, events: readonly LogEvent[]): void {
  const requested = events
    .filter((event) => event.name === 'verification.requested')
    .map(({ subject, data }) => ({ id: data['verificationId'] as string, personId: subject }));
  if (requested.length > 0) insertKnownVerifications(tx, requested);
}
