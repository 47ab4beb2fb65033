import { newId } from '../../src/kernel/ids.ts';
import { ACTORS, PURPOSES, consentInput } from './case.ts';
import type { Row } from './copy.ts';
import { type EventRow, eventRow } from './events.ts';
import type { Materials } from './materials.ts';

/** The rows of a consent that was granted, by table. */
export interface ConsentRows {
  consent: Row;
  history: Row;
  event: EventRow;
}

/** What a `grantConsent` for each purpose leaves behind. */
export function consentRows({ clock }: Materials, personId: string): ConsentRows[] {
  const now = clock.now();
  return PURPOSES.map((purpose) => {
    const { noticeVersion, language, method, jurisdiction } = consentInput(personId, purpose);
    const [id, eventId] = [newId(clock), newId(clock)];
    return {
      consent: { id, personId, purpose, status: 'GRANTED', noticeEdition: 1, expiresAt: null, changedAt: now },
      history: {
        id: eventId,
        consentId: id,
        action: 'GRANTED',
        purposeVersion: 1,
        noticeVersion,
        noticeEdition: 1,
        language,
        method,
        jurisdiction,
        expiresAt: null,
        occurredAt: now,
        recordedAt: now,
        recordedBy: ACTORS.consent,
        actor: ACTORS.consent,
        late: false,
      },
      event: eventRow({
        id: newId(clock),
        name: 'consent.granted',
        source: 'consent',
        subject: personId,
        time: now,
        actor: ACTORS.consent,
        data: { consentId: id, eventId, purpose, status: 'GRANTED', since: now, expiresAt: null, late: false },
      }),
    };
  });
}
