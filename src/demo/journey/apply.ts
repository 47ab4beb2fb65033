import { setTimeout as sleep } from 'node:timers/promises';
import type { Applicant } from './applicants.ts';
import type { Board } from './board.ts';
import type { PatientClient } from './patient.ts';
import { JOURNEY } from './prepare.ts';

/** One comes after another, so that journeys are at every step at once. */
const PACE_MS = 150;

const RECORD = {
  name: 'recordPerson',
  input: 'RecordPersonInput',
  hopedFor: 'PersonRecorded',
  fields: 'person { id }',
} as const;
const CONSENT = {
  name: 'grantConsent',
  input: 'GrantConsentInput',
  hopedFor: 'ConsentRecorded',
  fields: 'consentId',
} as const;
const START = {
  name: 'startJourney',
  input: 'StartJourneyInput',
  hopedFor: 'JourneyStarted',
  fields: 'journeyId',
} as const;

/** Applicants fill in the form, one after another: who they are, and that they may be verified. Their journeys begin. */
export async function applyAll(
  form: PatientClient,
  applicants: readonly Applicant[],
  { board, signal }: { board: Board; signal: AbortSignal },
): Promise<void> {
  for (const applicant of applicants) {
    await apply(form, applicant, board);
    await sleep(PACE_MS, undefined, { signal });
  }
}

async function apply(form: PatientClient, applicant: Applicant, board: Board): Promise<void> {
  const { externalId, record } = applicant;
  const key = (what: string): string => `${what}-${externalId}`;
  const { person } = await form.command<{ __typename: 'PersonRecorded'; person: { id: string } }>(RECORD, {
    ...record,
    idempotencyKey: key('record'),
  });
  board.add(person.id, applicant);
  await form.command<{ __typename: 'ConsentRecorded' }>(CONSENT, {
    personId: person.id,
    purpose: 'identity-verification',
    noticeVersion: '2026-01',
    language: 'en',
    method: 'web_form',
    idempotencyKey: key('consent'),
  });
  await form.command<{ __typename: 'JourneyStarted' }>(START, {
    personId: person.id,
    name: JOURNEY,
    idempotencyKey: key('journey'),
  });
}
