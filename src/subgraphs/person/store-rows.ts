import type { Transaction } from '../../kernel/db.ts';
import type { PersonField } from './fields.ts';
import type { HeldPersonRow, RecordRow } from './store.ts';

// What writes store, as many rows as there are by one statement a subject, sent and not waited for. One statement a
// row took Node and Postgres 0.3 ms of CPU more for each record of an import.

/** A record with all that hangs on it. */
export interface StoredRecord extends Omit<RecordRow, 'wrapped'> {
  externalBlind: string;
  /** The wrapped key, where it is new. */
  wrapped: Buffer | undefined;
  /** What is added to the history. */
  claims: readonly { id: string; field: string; sealed: Buffer; assertedAt: Date }[];
  actor: string;
  eventId: string;
  /** The blind keys by which `people` finds it from now on; undefined when they stay. */
  blinds: readonly string[] | undefined;
}

/** Stores records, their keys, their claims and what they are found by. */
export function storeRecords(tx: Transaction, records: readonly StoredRecord[]): void {
  const claims = records.flatMap(({ id, claims: said, actor, eventId, recordedAt }) =>
    said.map((claim) => ({ ...claim, recordId: id, actor, eventId, recordedAt })),
  );
  const found = records.flatMap(({ id, blinds = [] }) => blinds.map((blind) => ({ blind, id })));
  const changed = records.filter(({ blinds, wrapped }) => blinds !== undefined && wrapped === undefined);
  tx.send(tx`
    with new as materialized (
      select * from unnest(
        ${records.map(({ id }) => id)}::uuid[], ${records.map(({ wrapped }) => base64(wrapped))}::text[],
        ${records.map(({ systemId }) => systemId)}::text[], ${records.map(({ externalBlind }) => externalBlind)}::uuid[],
        ${records.map(({ personId }) => personId)}::uuid[], ${records.map(({ homeId }) => homeId)}::uuid[],
        ${records.map(({ profile }) => profile)}::text[], ${records.map(({ version }) => version)}::integer[],
        ${records.map(({ sealed }) => base64(sealed))}::text[], ${moments(records.map(({ assertedAt }) => assertedAt))}::text[],
        ${moments(records.map(({ recordedAt }) => recordedAt))}::text[]
      ) as row (id, wrapped, system_id, external_blind, person_id, home_id, profile, version, sealed, asserted_at, recorded_at)
    ), new_key as (
      insert into key (id, wrapped) select id, decode(wrapped, 'base64') from new where wrapped is not null
    ), stored as (
      insert into record
        (id, system_id, external_blind, person_id, home_id, profile, version, forgotten, sealed, asserted_at, recorded_at)
      select id, system_id, external_blind, person_id, home_id, profile::bigint, version, false, decode(sealed, 'base64'),
             asserted_at::timestamptz, recorded_at::timestamptz
      from new
      on conflict (id) do update
      set person_id = excluded.person_id, home_id = excluded.home_id, profile = excluded.profile,
          version = excluded.version, sealed = excluded.sealed, asserted_at = excluded.asserted_at,
          recorded_at = excluded.recorded_at
    ), added as (
      insert into claim (id, record_id, field, sealed, actor, asserted_at, recorded_at, event_id)
      select id, record_id, field, decode(sealed, 'base64'), actor, asserted_at::timestamptz, recorded_at::timestamptz, event_id
      from unnest(
        ${claims.map(({ id }) => id)}::uuid[], ${claims.map(({ recordId }) => recordId)}::uuid[],
        ${claims.map(({ field }) => field)}::text[], ${claims.map(({ sealed }) => base64(sealed))}::text[],
        ${claims.map(({ actor }) => actor)}::text[], ${moments(claims.map(({ assertedAt }) => assertedAt))}::text[],
        ${moments(claims.map(({ recordedAt }) => recordedAt))}::text[], ${claims.map(({ eventId }) => eventId)}::uuid[]
      ) as row (id, record_id, field, sealed, actor, asserted_at, recorded_at, event_id)
    ), found as materialized (
      select * from unnest(${found.map(({ blind }) => blind)}::uuid[], ${found.map(({ id }) => id)}::uuid[]) as row (blind, record_id)
    ), lost as (
      delete from match_key
      using unnest(${changed.map(({ id }) => id)}::uuid[]) changed (id)
      where match_key.record_id = changed.id
        and not exists (select from found where found.record_id = match_key.record_id and found.blind = match_key.blind)
    )
    insert into match_key (blind, record_id) select blind, record_id from found
    on conflict do nothing`);
}

/** A person to store: what it shows, and its wrapped key, where that is new; what an earlier one sealed cannot be read again. */
export interface StoredPerson extends Omit<HeldPersonRow, 'wrapped' | 'mergedInto'> {
  conflicts: PersonField[];
  wrapped: Buffer | undefined;
}

/** Stores what people show. */
export function storePeople(tx: Transaction, people: readonly StoredPerson[]): void {
  if (people.length === 0) return;
  tx.send(tx`
    with new as materialized (
      select * from unnest(
        ${people.map(({ id }) => id)}::uuid[], ${people.map(({ wrapped }) => base64(wrapped))}::text[],
        ${people.map(({ status }) => status)}::text[], ${people.map(({ version }) => version)}::integer[],
        ${people.map(({ mergedIds }) => `{${mergedIds.join(',')}}`)}::text[], ${people.map(({ sealed }) => base64(sealed))}::text[],
        ${people.map(({ conflicts }) => `{${conflicts.join(',')}}`)}::text[],
        ${moments(people.map(({ createdAt }) => createdAt))}::text[], ${moments(people.map(({ updatedAt }) => updatedAt))}::text[]
      ) as row (id, wrapped, status, version, merged_ids, sealed, conflicts, created_at, updated_at)
    ), new_key as (
      insert into key (id, wrapped) select id, decode(wrapped, 'base64') from new where wrapped is not null
      on conflict (id) do update set wrapped = excluded.wrapped
    )
    insert into person (id, status, version, merged_into, merged_ids, sealed, conflicts, created_at, updated_at)
    select id, status, version, null, merged_ids::uuid[], decode(sealed, 'base64'), conflicts::text[], created_at::timestamptz, updated_at::timestamptz
    from new
    on conflict (id) do update
    set status = excluded.status, version = excluded.version, merged_into = null, merged_ids = excluded.merged_ids,
        sealed = excluded.sealed, conflicts = excluded.conflicts, updated_at = excluded.updated_at`);
}

function base64(bytes: Buffer | undefined): string | null {
  return bytes === undefined ? null : bytes.toString('base64');
}

function moments(dates: readonly Date[]): string[] {
  return dates.map((date) => date.toISOString());
}
