import type { Transaction } from '../../kernel/db.ts';
import type { LogEvent } from '../../log/event.ts';
import { type KnownVerification, storeKnownVerifications } from './store-known.ts';

/** What the verification subgraph says in its events, as far as this one reads it. */
interface VerificationEventData {
  verificationId?: string;
  status?: string;
  expiresAt?: string | null;
  into?: string;
}

/** Notes whose the verifications are that events tell of, and where they stand, so that decisions can cite them. */
export function noteVerifications(tx: Transaction, events: readonly LogEvent[]): void {
  const told = new Map<string, KnownVerification>();
  for (const { name, subject, data } of events) {
    const { verificationId, status = 'PENDING', expiresAt, into } = data as VerificationEventData;
    // Of one that moved, the person whom it left is told too.
    if (!name.startsWith('verification.') || verificationId === undefined || into !== undefined) continue;
    const before = told.get(verificationId);
    // Of several about one, the last holds. Only one that is verified has an end, and it never loses it.
    told.set(verificationId, {
      id: verificationId,
      personId: subject,
      status,
      expiresAt: expiresAt ?? before?.expiresAt ?? null,
    });
  }
  if (told.size > 0) storeKnownVerifications(tx, [...told.values()]);
}
