import type { Sql, Transaction } from '../../kernel/db.ts';
import type { ConsentEventModel } from './models.ts';
import type { Statement } from './rules.ts';

/** The statement that holds among those recorded under one id of a person about one purpose. */
export interface ConsentRow extends Statement {
  id: string;
  personId: string;
  purpose: string;
}

/** What is recorded under each of the ids of people, whatever they lead to today. */
export async function listConsentsOf(sql: Sql, personIds: readonly string[]): Promise<ConsentRow[]> {
  return sql<ConsentRow[]>`
    select ${statementColumns(sql)}, consent.person_id
    from consent
    where consent.person_id = any(${personIds as string[]}::uuid[])`;
}

/**
 * Consents by their ids, each with what was recorded about the same purpose under the person's other ids. `askedId` is
 * the id that led to the row, `personId` the person that it leads to today.
 */
export async function listConsents(
  sql: Sql | Transaction,
  ids: readonly string[],
): Promise<(ConsentRow & { askedId: string })[]> {
  return sql<(ConsentRow & { askedId: string })[]>`
    select ${statementColumns(sql)}, coalesce(known_person.person_id, consent.person_id) as person_id, asked.id as asked_id
    from consent asked
    left join known_person pointer on pointer.id = asked.person_id
    left join known_person on known_person.person_id = pointer.person_id
    join consent on consent.person_id = coalesce(known_person.id, asked.person_id) and consent.purpose = asked.purpose
    where asked.id = any(${ids as string[]}::uuid[])`;
}

/** What is recorded of the purpose under any of the person's ids, locked in one order, so that two writes never wait for each other. */
export async function lockConsents(
  tx: Transaction,
  personIds: readonly string[],
  purpose: string,
): Promise<ConsentRow[]> {
  return tx<ConsentRow[]>`
    select ${statementColumns(tx)}, consent.person_id
    from consent
    where consent.person_id = any(${personIds as string[]}::uuid[]) and consent.purpose = ${purpose}
    order by consent.id
    for update`;
}

/**
 * Locks grants whose time has passed and whose end was not told yet, unless another hub has them. `personId` is the person
 * that each leads to today.
 */
export async function lockDue(tx: Transaction, now: Date, limit: number): Promise<ConsentRow[]> {
  return tx<ConsentRow[]>`
    select ${statementColumns(tx)}, coalesce(known_person.person_id, consent.person_id) as person_id
    from consent
    left join known_person on known_person.id = consent.person_id
    where consent.status = 'GRANTED' and consent.expires_at <= ${now}
    order by consent.expires_at
    limit ${limit}
    for update of consent skip locked`;
}

function statementColumns(sql: Sql | Transaction) {
  return sql`
    consent.id, consent.purpose, consent.expires_at, consent.changed_at as occurred_at,
    case consent.status when 'WITHDRAWN' then 'WITHDRAWN' else 'GRANTED' end as action`;
}

/** Inserts the first statement under an id of a person; answers false when another one came first. */
export async function insertConsent(tx: Transaction, row: ConsentRow): Promise<boolean> {
  const { count } = await tx`
    insert into consent (id, person_id, purpose, status, expires_at, changed_at)
    values (${row.id}, ${row.personId}, ${row.purpose}, ${row.action}, ${row.expiresAt}, ${row.occurredAt})
    on conflict (person_id, purpose) do nothing`;
  return count === 1;
}

/** Makes another statement the one that holds. */
export function updateConsent(tx: Transaction, row: ConsentRow): void {
  tx.send(tx`
    update consent
    set status = ${row.action}, expires_at = ${row.expiresAt}, changed_at = ${row.occurredAt}
    where id = ${row.id}`);
}

/** Notes that the end of grants was told. */
export function markExpired(tx: Transaction, ids: readonly string[]): void {
  tx.send(tx`update consent set status = 'EXPIRED' where id = any(${ids as string[]}::uuid[])`);
}

/** Adds an entry to the history of a consent. */
export function insertConsentEvent(tx: Transaction, event: ConsentEventModel & { consentId: string }): void {
  tx.send(tx`insert into consent_event ${tx(event)}`);
}

/** What a history is asked for: the rows that make up a consent, and how many entries it may have. */
export interface HistoryAsk {
  rowIds: readonly string[];
  first: number;
}

/** The newest entries of each history asked for, the newest first. `place` is the history's place among them, from 1. */
export async function listHistories(
  sql: Sql,
  asked: readonly HistoryAsk[],
): Promise<(ConsentEventModel & { place: number })[]> {
  return sql<(ConsentEventModel & { place: number })[]>`
    select asked.place, event.id, event.action, event.notice_version, event.language, event.method, event.jurisdiction,
           event.expires_at, event.occurred_at, event.recorded_at, event.recorded_by, event.late
    from unnest(${asked.map(({ rowIds }) => `{${rowIds.join()}}`)}::text[], ${asked.map(({ first }) => first)}::integer[])
      with ordinality as asked (ids, first, place)
    cross join unnest(asked.ids::uuid[]) as one (id)
    cross join lateral (
      select * from consent_event where consent_id = one.id order by occurred_at desc, id desc limit asked.first
    ) event
    order by asked.place, event.occurred_at desc, event.id desc`;
}
