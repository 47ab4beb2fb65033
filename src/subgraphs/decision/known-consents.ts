import type { Transaction } from '../../kernel/db.ts';
import type { LogEvent } from '../../log/event.ts';
import { type KnownConsent, storeKnownConsents } from './store-known.ts';

/** What the consent subgraph says in its events, as far as this one reads it. */
interface ConsentEventData {
  consentId: string;
  purpose: string;
  status: string;
  since?: string;
  expiresAt?: string | null;
}

/** Notes where the consents stand that events tell of, so that decisions can cite them. */
export function noteConsents(tx: Transaction, events: readonly LogEvent[]): void {
  const told = new Map<string, KnownConsent>();
  for (const { name, subject, time, data } of events) {
    if (!name.startsWith('consent.')) continue;
    const {
      consentId,
      purpose,
      status,
      since = time.toISOString(),
      expiresAt = null,
    } = data as unknown as ConsentEventData;
    told.set(consentId, { id: consentId, personId: subject, purpose, status, since, expiresAt });
  }
  if (told.size > 0) storeKnownConsents(tx, [...told.values()]);
}
