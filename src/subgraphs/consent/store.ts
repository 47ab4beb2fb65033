import type { Sql, Transaction } from '../../kernel/db.ts';
import { behind } from '../../kernel/db/behind.ts';
import type { ConsentEventModel } from './models.ts';
import type { Shown } from './rules.ts';

/** The statement that holds among those recorded under one id of a person about one purpose. */
export interface ConsentRow extends Shown {
  id: string;
  personId: string;
  purpose: string;
}

/** A row of `consent_event`. */
export interface ConsentEventRow extends Omit<ConsentEventModel, 'personId' | 'purpose' | 'wrapped'> {
  consentId: string;
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

/** What is recorded of the purposes under any of the person's ids, locked in one order, so that two writes never wait for each other. */
export async function lockConsents(
  tx: Transaction,
  personIds: readonly string[],
  purposes: readonly string[],
): Promise<ConsentRow[]> {
  return tx<ConsentRow[]>`
    select ${statementColumns(tx)}, consent.person_id
    from consent
    where consent.person_id = any(${personIds as string[]}::uuid[]) and consent.purpose = any(${purposes as string[]}::text[])
    order by consent.id
    for update of consent`;
}

/**
 * Locks grants that are over and were not told of yet, unless another hub has them: their time has passed, or, with
 * `outdated`, their notice says something new since. `personId` is the person that each leads to today.
 */
export async function lockDue(
  tx: Transaction,
  due: 'expired' | 'outdated',
  { now, limit }: { now: Date; limit: number },
): Promise<ConsentRow[]> {
  const ids = due === 'expired' ? expiredIds(tx, now, limit) : outdatedIds(tx, limit);
  return tx<ConsentRow[]>`
    with due as materialized (${ids})
    select ${statementColumns(tx)}, coalesce(known_person.person_id, consent.person_id) as person_id
    from due join consent on consent.id = due.id
    left join known_person on known_person.id = consent.person_id`;
}

function expiredIds(tx: Transaction, now: Date, limit: number) {
  return tx`
    select id from consent where status in ('GRANTED', 'RENEWAL_DUE') and expires_at <= ${now}
    order by expires_at limit ${limit} for update skip locked`;
}

function outdatedIds(tx: Transaction, limit: number) {
  return tx`
    select outdated.id
    from purpose
    cross join lateral (
      select id from consent
      where consent.purpose = purpose.id and status = 'GRANTED' and notice_edition < purpose.material_edition
      limit ${limit} for update skip locked
    ) outdated
    where purpose.material_edition > 0
    limit ${limit}`;
}

function statementColumns(sql: Sql | Transaction) {
  return sql`
    consent.id, consent.purpose, consent.expires_at, consent.changed_at as occurred_at, consent.notice_edition,
    case when consent.status in ('WITHDRAWN', 'REFUSED') then consent.status else 'GRANTED' end as action,
    (select min(published_at) from notice
     where notice.purpose = consent.purpose and is_material and edition > consent.notice_edition) as outdated_at`;
}

/** Inserts the first statement under an id of a person; answers false when another one came first. */
export async function insertConsent(tx: Transaction, row: ConsentRow): Promise<boolean> {
  const { count } = await tx`
    insert into consent (id, person_id, purpose, status, notice_edition, expires_at, changed_at)
    values (${row.id}, ${row.personId}, ${row.purpose}, ${row.action}, ${row.noticeEdition}, ${row.expiresAt},
            ${row.occurredAt})
    on conflict (person_id, purpose) do nothing`;
  return count === 1;
}

/** Makes another statement the one that holds. */
export function updateConsent(tx: Transaction, row: ConsentRow): void {
  tx.send(tx`
    update consent
    set status = ${row.action}, notice_edition = ${row.noticeEdition}, expires_at = ${row.expiresAt},
        changed_at = ${row.occurredAt}
    where id = ${row.id}`);
}

/** Notes that it was told what became of grants. */
export function markTold(tx: Transaction, ids: readonly string[], status: 'EXPIRED' | 'RENEWAL_DUE'): void {
  tx.send(tx`update consent set status = ${status} where id = any(${ids as string[]}::uuid[])`);
}

/** Adds entries to histories of consents. */
export function insertConsentEvents(tx: Transaction, events: readonly ConsentEventRow[]): void {
  if (events.length > 0) tx.send(tx`insert into consent_event ${tx(events as ConsentEventRow[])}`);
}

/** What a history is asked for: the rows that make up a consent, and how many entries it may have. */
export interface HistoryAsk {
  rowIds: readonly string[];
  first: number;
  /** The last entry that is known already. */
  after: string | null;
}

/** The newest entries of each history asked for, the newest first. `place` is the history's place among them, from 1. */
export async function listHistories(
  sql: Sql,
  asked: readonly HistoryAsk[],
): Promise<(ConsentEventModel & { place: number })[]> {
  return sql<(ConsentEventModel & { place: number })[]>`
    select asked.place, event.*, consent.person_id, consent.purpose, key.wrapped
    from unnest(${asked.map(({ rowIds }) => `{${rowIds.join()}}`)}::text[], ${asked.map(({ first }) => first)}::integer[],
                ${asked.map(({ after }) => after)}::uuid[]) with ordinality as asked (ids, first, after, place)
    left join consent_event last on last.id = asked.after
    cross join unnest(asked.ids::uuid[]) as one (id)
    cross join lateral (
      select * from consent_event
      where consent_id = one.id and (occurred_at, id) < ${behind(sql, sql`last.occurred_at`)}
      order by occurred_at desc, id desc
      limit asked.first
    ) event
    join consent on consent.id = one.id
    left join key on key.id = one.id
    order by asked.place, event.occurred_at desc, event.id desc`;
}

/** The wrapped key of a consent, if it has one. */
export async function findKey(tx: Transaction, consentId: string): Promise<Buffer | undefined> {
  const [row] = await tx<{ wrapped: Buffer }[]>`select wrapped from key where id = ${consentId}`;
  return row?.wrapped;
}

/** Stores the key of a consent. */
export function insertKey(tx: Transaction, consentId: string, wrapped: Buffer): void {
  tx.send(tx`insert into key (id, wrapped) values (${consentId}, ${wrapped})`);
}
