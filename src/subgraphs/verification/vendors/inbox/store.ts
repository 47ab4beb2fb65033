import type { Sql, Transaction } from '../../../../kernel/db.ts';
import type { VendorMessageSource, VendorMessageState } from '../../schema.generated.ts';
import type { AdapterName } from '../adapters.ts';

/** A message to store. */
export interface NewMessage {
  id: string;
  vendor: string;
  source: VendorMessageSource;
  message: string;
  reference: string | null;
  receivedAt: Date;
  owner: string;
  dueAt: Date;
  sealed: Buffer;
}

/** What became of a message that came: stored, a copy of one that is there, or about somebody who was erased, and not kept. */
export type Arrival = 'STORED' | 'COPY' | 'DROPPED';

/** Stores a message with its key, at once and for good, unless it is a copy or about somebody who was erased. */
export async function insertMessage(sql: Sql, message: NewMessage, wrapped: Buffer): Promise<Arrival> {
  const [row] = await sql<{ arrival: Arrival }[]>`
    with erased as materialized (
      select attempt.id
      from check_attempt attempt
      join check_result c on c.id = attempt.check_id
      join verification on verification.id = c.verification_id
      join erased_person on erased_person.person_id = verification.person_id
      where attempt.vendor = ${message.vendor} and attempt.reference = ${message.reference}
    ), stored as (
      insert into vendor_message
        (id, vendor, source, message, reference, received_at, state, owner, attempts, due_at, sealed)
      select ${message.id}::uuid, ${message.vendor}, ${message.source}, ${message.message}::uuid, ${message.reference}::uuid,
             ${message.receivedAt}::timestamptz, 'RECEIVED', ${message.owner}, 0, ${message.dueAt}::timestamptz, ${message.sealed}::bytea
      where not exists (select from erased)
      on conflict (vendor, message) do nothing
      returning id
    ), keyed as (
      insert into key (id, wrapped) select id, ${wrapped}::bytea from stored
    )
    select case when exists (select from erased) then 'DROPPED' when exists (select from stored) then 'STORED' else 'COPY' end
      as arrival`;
  return row!.arrival;
}

/** Takes from a message what it said. */
export function emptyMessage(tx: Transaction, id: string): void {
  tx.send(tx`delete from key where id = ${id}`);
  tx.send(tx`update vendor_message set sealed = ''::bytea where id = ${id}`);
}

/** A message that waits, and the attempt that its reference leads to, as far as that is known. */
export interface WaitingMessage {
  id: string;
  vendor: string;
  adapter: AdapterName;
  source: VendorMessageSource;
  reference: string | null;
  receivedAt: Date;
  attempts: number;
  diedAt: Date | null;
  sealed: Buffer;
  /** Null once it was destroyed. */
  wrapped: Buffer | null;
  attemptId: string | null;
  checkId: string | null;
  /** Whether the vendor is just being given a check, whose reference is not known yet. */
  isStarting: boolean;
}

/** Locks a message that waits, unless somebody else is at it. Undefined when there is no such message. */
export async function lockWaiting(tx: Transaction, id: string): Promise<WaitingMessage | undefined> {
  const [row] = await tx<WaitingMessage[]>`
    select message.id, message.vendor, vendor.adapter, message.source, message.reference, message.received_at,
           message.attempts, message.died_at, message.sealed, key.wrapped,
           attempt.id as attempt_id, attempt.check_id,
           exists (select from check_attempt where vendor = message.vendor and state = 'STARTING') as is_starting
    from vendor_message message
    join vendor on vendor.id = message.vendor
    left join key on key.id = message.id
    left join check_attempt attempt on attempt.vendor = message.vendor and attempt.reference = message.reference
    where message.id = ${id} and message.state = 'RECEIVED'
    for update of message skip locked`;
  return row;
}

/** How a message ends. */
export interface Settled {
  state: Exclude<VendorMessageState, 'RECEIVED'>;
  reason: string | null;
}

/** Notes what became of a message. */
export function settleRow(
  tx: Transaction,
  message: Pick<WaitingMessage, 'id' | 'checkId'>,
  { state, reason }: Settled,
  now: Date,
): void {
  tx.send(tx`
    update vendor_message
    set state = ${state}, reason = ${reason}, check_id = ${message.checkId}, attempts = attempts + 1, due_at = null,
        processed_at = ${now}, died_at = coalesce(died_at, ${state === 'DEAD' ? now : null}::timestamptz)
    where id = ${message.id}`);
}

/** Notes when a message is tried again; `attempts` counts tries that failed, not waiting. */
export function postponeRow(tx: Transaction, id: string, dueAt: Date, { attempts }: { attempts: number }): void {
  tx.send(tx`update vendor_message set due_at = ${dueAt}, attempts = ${attempts} where id = ${id}`);
}

/** Messages that are due, the longest first. */
export async function listDue(sql: Sql, now: Date, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from vendor_message where state = 'RECEIVED' and due_at <= ${now} order by due_at limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Lets messages wait no longer that came before it was known what they are about. */
export async function reopenByReference(
  tx: Transaction,
  vendor: string,
  reference: string,
  now: Date,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update vendor_message set state = 'RECEIVED', due_at = ${now}
    where vendor = ${vendor} and reference = ${reference} and state in ('RECEIVED', 'UNKNOWN')
    returning id`;
  return rows.map(({ id }) => id);
}

/** Locks any message until the commit. */
export async function lockMessage(
  tx: Transaction,
  id: string,
): Promise<{ vendor: string; state: VendorMessageState } | undefined> {
  const [row] = await tx<{ vendor: string; state: VendorMessageState }[]>`
    select vendor, state from vendor_message where id = ${id} for update`;
  return row;
}

/** Makes a message wait again. */
export function reopenRow(tx: Transaction, id: string, owner: string, dueAt: Date): void {
  tx.send(tx`
    update vendor_message
    set state = 'RECEIVED', reason = null, owner = ${owner}, attempts = 0, due_at = ${dueAt}, processed_at = null
    where id = ${id}`);
}

/** A message as it is listed, still sealed. */
export interface MessageRow {
  id: string;
  vendor: string;
  source: VendorMessageSource;
  state: VendorMessageState;
  reason: string | null;
  owner: string;
  attempts: number;
  receivedAt: Date;
  processedAt: Date | null;
  checkId: string | null;
}

/** Which messages are asked for. */
export interface MessageQuery {
  state: VendorMessageState | undefined;
  vendor: string | undefined;
  /** The last one of the page before. */
  after: string | undefined;
  limit: number;
}

const STATES: readonly VendorMessageState[] = ['RECEIVED', 'APPLIED', 'OTHER', 'LATE', 'UNKNOWN', 'DEAD'];

/** One page of messages, the newest first. Each state is read from its end of an index, so nothing is passed over. */
export async function listMessages(sql: Sql, { state, vendor, after, limit }: MessageQuery): Promise<MessageRow[]> {
  const states = state === undefined ? STATES : [state];
  return sql<MessageRow[]>`
    select found.* from unnest(${states as string[]}::text[]) as wanted (state)
    cross join lateral (
      select ${columns(sql)} from vendor_message message
      where message.state = wanted.state
        ${vendor === undefined ? sql`` : sql`and message.vendor = ${vendor}`}
        ${after === undefined ? sql`` : sql`and message.id < ${after}`}
      order by message.id desc limit ${limit}
    ) found
    order by found.id desc limit ${limit}`;
}

/** Messages by their ids. */
export async function listMessagesById(sql: Sql, ids: readonly string[]): Promise<MessageRow[]> {
  return sql<
    MessageRow[]
  >`select ${columns(sql)} from vendor_message message where id = any(${ids as string[]}::uuid[])`;
}

function columns(sql: Sql) {
  return sql`message.id, message.vendor, message.source, message.state, message.reason, message.owner, message.attempts,
    message.received_at, message.processed_at, message.check_id`;
}

/** What came, sealed. */
export async function listSealed(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; sealed: Buffer; wrapped: Buffer | null }[]> {
  return sql<{ id: string; sealed: Buffer; wrapped: Buffer | null }[]>`
    select message.id, message.sealed, key.wrapped
    from vendor_message message left join key on key.id = message.id
    where message.id = any(${ids as string[]}::uuid[])`;
}
