import type { Sql } from '../../src/kernel/db.ts';
import { type Row } from './copy.ts';
import type { PersonState } from './person-rows.ts';
import { checkInput, CHECK_KINDS, decisionInput } from './case.ts';
import type { ConsentRows } from './consent-rows.ts';
import type { DecisionRows } from './decision-rows.ts';
import type { VerificationRows } from './verification-rows.ts';

/**
 * The tables that somebody would design who has one source and nothing to seal: what the hub answers, as it answers it, in
 * the clear. Lists of values are JSON columns, so a person is one row for PostGraphile as it is for the hub.
 */
export async function createPlainTables(sql: Sql): Promise<void> {
  await sql`create schema plain`;
  await sql.unsafe(`
    create table plain.system (id text primary key, kind text not null);
    create table plain.person (
      id uuid primary key, status text not null, version integer not null, created_at timestamptz not null,
      updated_at timestamptz not null, name jsonb, birth_date text, nationalities text[] not null, emails jsonb not null,
      phones jsonb not null, addresses jsonb not null, identifiers jsonb not null, employer jsonb, locale text
    );
    create table plain.record (
      id uuid primary key, person_id uuid not null references plain.person, system_id text not null references plain.system,
      external_id text not null, version integer not null, asserted_at timestamptz not null, recorded_at timestamptz not null
    );
    create table plain.verification (
      id uuid primary key, person_id uuid not null references plain.person, status text not null, requested_by text not null,
      requested_at timestamptz not null, completed_at timestamptz, expires_at timestamptz
    );
    create table plain."check" (
      id uuid primary key, verification_id uuid not null references plain.verification, place integer not null,
      kind text not null, status text not null, vendor text, method text, score double precision,
      reason_codes text[] not null, trace_id text, completed_at timestamptz, valid_until timestamptz
    );
    create table plain.decision (
      id uuid primary key, person_id uuid not null references plain.person, subject text not null, outcome text not null,
      reasons jsonb not null, policy jsonb not null, decided_by text not null, decided_at timestamptz not null
    );
    create table plain.consent (
      id uuid primary key, person_id uuid not null references plain.person, purpose text not null, status text not null,
      expires_at timestamptz, changed_at timestamptz not null
    );
    create index on plain.record (person_id);
    create index on plain.verification (person_id, requested_at desc);
    create index on plain."check" (verification_id, place);
    create index on plain.decision (person_id, decided_at desc);
    create index on plain.consent (person_id, purpose);`);
}

/** The plain rows of a person, by table. */
export function plainRows(
  person: PersonState,
  updatedAt: Date,
  { verification, checks }: VerificationRows,
  { decision }: DecisionRows,
  consents: readonly ConsentRows[],
): Record<string, Row[]> {
  const { id, version, createdAt } = person;
  const {
    name,
    birthDate,
    nationalities = [],
    emails,
    phones,
    addresses,
    identifiers,
    employer,
    locale,
  } = person.content.values;
  const { reasons, policy } = decisionInput(id, verification.id, id);
  const { sealed: _, ...plainVerification } = verification;
  return {
    'plain.person': [
      {
        id,
        status: 'ACTIVE',
        version,
        createdAt,
        updatedAt,
        name: json(name),
        birthDate,
        nationalities,
        emails: json(emails ?? []),
        phones: json(phones ?? []),
        addresses: json(addresses ?? []),
        identifiers: json(identifiers ?? []),
        employer: json(employer),
        locale,
      },
    ],
    'plain.record': person.records.map((record) => ({
      id: record.id,
      personId: id,
      systemId: record.systemId,
      externalId: record.externalId,
      version: record.version,
      assertedAt: record.assertedAt,
      recordedAt: record.recordedAt,
    })),
    'plain.verification': [plainVerification],
    'plain."check"': checks.map((check, index) => {
      const { traceId } = checkInput(CHECK_KINDS[index]!, '', '', updatedAt);
      const { verificationId, place, kind, status, vendor, method, score, reasonCodes, completedAt, validUntil } =
        check;
      return {
        id: check['id'],
        verificationId,
        place,
        kind,
        status,
        vendor,
        method,
        score,
        reasonCodes,
        traceId,
        completedAt,
        validUntil,
      };
    }),
    'plain.decision': [
      {
        id: decision['id'],
        personId: id,
        subject: decision['subject'],
        outcome: decision['outcome'],
        reasons: json(reasons),
        policy: json(policy),
        decidedBy: decision['decidedBy'],
        decidedAt: decision['decidedAt'],
      },
    ],
    'plain.consent': consents.map(({ consent: { noticeEdition: _edition, ...row } }) => row),
  };
}

/** As text, since COPY takes a list for an array of Postgres. */
function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
