import type { Sql, Transaction } from '../../kernel/db.ts';

// What this subgraph knows of verifications and consents, fed by the log.

/** A verification as the log tells it. */
export interface KnownVerification {
  id: string;
  personId: string;
  status: string;
  expiresAt: string | null;
}

/** Notes verifications, whose they are and where they stand. */
export function storeKnownVerifications(tx: Transaction, verifications: readonly KnownVerification[]): void {
  const rows = verifications.map(({ id, personId, status, expiresAt }) => ({
    id,
    person_id: personId,
    status,
    expires_at: expiresAt,
  }));
  tx.send(tx`
    insert into known_verification as known (id, person_id, status, expires_at)
    select id, person_id, status, expires_at
    from jsonb_to_recordset(${tx.json(rows)}) as row (id uuid, person_id uuid, status text, expires_at timestamptz)
    on conflict (id) do update
    set person_id = excluded.person_id, status = excluded.status,
        expires_at = coalesce(excluded.expires_at, known.expires_at)`);
}

/** A consent as the log tells it. */
export interface KnownConsent {
  id: string;
  personId: string;
  purpose: string;
  status: string;
  since: string;
  expiresAt: string | null;
}

/** Notes where consents stand. Whose one is does not change: a merge moves nothing. */
export function storeKnownConsents(tx: Transaction, consents: readonly KnownConsent[]): void {
  const rows = consents.map(({ personId, expiresAt, ...rest }) => ({
    ...rest,
    person_id: personId,
    expires_at: expiresAt,
  }));
  tx.send(tx`
    insert into known_consent (id, person_id, purpose, status, since, expires_at)
    select id, person_id, purpose, status, since, expires_at
    from jsonb_to_recordset(${tx.json(rows)})
      as row (id uuid, person_id uuid, purpose text, status text, since timestamptz, expires_at timestamptz)
    on conflict (id) do update
    set status = excluded.status, since = excluded.since, expires_at = excluded.expires_at`);
}

/** A verification that a decision may cite. */
export interface OwnVerification {
  id: string;
  status: string;
  expiresAt: Date | null;
}

/** Those of the verifications that belong to the person, whichever of its ids they were requested for. */
export async function listOwnVerifications(
  sql: Sql,
  personId: string,
  ids: readonly string[],
): Promise<OwnVerification[]> {
  return sql<OwnVerification[]>`
    select verification.id, verification.status, verification.expires_at
    from known_verification verification
    join known_person requested on requested.id = verification.person_id
    join known_person asked on asked.person_id = requested.person_id
    where asked.id = ${personId} and verification.id = any(${ids as string[]}::uuid[])`;
}

/**
 * Those of the consents that are the person's and in force at `now`. Under several ids of one person the same purpose may
 * have been spoken of: what holds since last counts, and of one moment the withdrawal.
 */
export async function listConsentsInForce(
  sql: Sql,
  personId: string,
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select cited.id
    from known_consent cited
    join known_person given on given.id = cited.person_id
    join known_person asked on asked.person_id = given.person_id
    cross join lateral (
      select holding.status, holding.expires_at
      from known_person other
      join known_consent holding on holding.person_id = other.id and holding.purpose = cited.purpose
      where other.person_id = asked.person_id
      order by holding.since desc, holding.status = 'GRANTED'
      limit 1
    ) holding
    where asked.id = ${personId} and cited.id = any(${ids as string[]}::uuid[])
      and holding.status = 'GRANTED' and (holding.expires_at is null or holding.expires_at > ${now})`;
  return rows.map((row) => row.id);
}
