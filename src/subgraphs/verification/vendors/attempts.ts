import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { CheckKind } from '../schema.generated.ts';

/** Where an attempt stands that is over. */
export type AttemptEnd = 'ENDED' | 'REFUSED' | 'SUPERSEDED' | 'CANCELLED';
/** Where an attempt stands: the vendor is being called, has the check, or had it. */
export type AttemptState = 'STARTING' | 'STARTED' | AttemptEnd;

/** A row of `check_attempt` with what is needed to speak to its vendor. */
export interface Attempt {
  id: string;
  checkId: string;
  verificationId: string;
  kind: CheckKind;
  vendor: string;
  number: number;
  state: AttemptState;
  reasonCode: string | null;
  /** The vendor's reference, sealed with the key of the verification. */
  sealed: Buffer | null;
  wrapped: Buffer | null;
}

/** The key that a vendor is called with for an attempt, however often. */
export function keyOf({ checkId, vendor, number }: Pick<Attempt, 'checkId' | 'vendor' | 'number'>): string {
  return `${checkId}:${vendor}:${number}`;
}

/** One attempt. */
export async function findAttempt(sql: Sql, id: string): Promise<Attempt | undefined> {
  const [row] = await sql<Attempt[]>`${columns(sql)} where attempt.id = ${id}`;
  return row;
}

/** The attempt by which a vendor has a check now, or had it last. */
export async function findAttemptOf(sql: Sql, checkId: string): Promise<Attempt | undefined> {
  const [row] = await sql<Attempt[]>`
    ${columns(sql)} where attempt.check_id = ${checkId} order by attempt.number desc limit 1`;
  return row;
}

function columns(sql: Sql) {
  return sql`
    select attempt.id, attempt.check_id, c.verification_id, c.kind, attempt.vendor, attempt.number, attempt.state,
           attempt.reason_code, attempt.sealed, key.wrapped
    from check_attempt attempt
    join check_result c on c.id = attempt.check_id
    left join key on key.id = c.verification_id`;
}

/** Stores an attempt that begins: its number is the next one of the check. */
export function insertAttempt(
  tx: Transaction,
  { id, checkId, vendor, createdAt }: { id: string; checkId: string; vendor: string; createdAt: Date },
): void {
  tx.send(tx`
    insert into check_attempt (id, check_id, vendor, number, state, cost, created_at)
    select ${id}, ${checkId}, ${vendor}, count(*) + 1, 'STARTING', 0, ${createdAt}
    from check_attempt where check_id = ${checkId}`);
}

/**
 * Takes the right to call the vendor for an attempt, until a moment at which whoever calls has ended or died. Answers how
 * often it was called, this time included; undefined when somebody else is at it, or when there is nothing to call for.
 */
export async function claimCall(sql: Sql, id: string, now: Date, until: Date): Promise<number | undefined> {
  const [row] = await sql<{ calls: number }[]>`
    update check_attempt set calls = calls + 1, called_until = ${until}
    where id = ${id} and state = 'STARTING' and (called_until is null or called_until <= ${now})
    returning calls`;
  return row?.calls;
}

/** Gives that right back. */
export async function releaseCall(sql: Sql, id: string): Promise<void> {
  await sql`update check_attempt set called_until = null where id = ${id} and state = 'STARTING'`;
}

/** Notes under which reference a vendor has a check; one that went to another vendor meanwhile stays so. */
export function startAttempt(
  tx: Transaction,
  started: { id: string; reference: string; sealed: Buffer | null; cost: number; now: Date },
): void {
  tx.send(tx`
    update check_attempt
    set state = case state when 'STARTING' then 'STARTED' else state end, called_until = null,
        reference = ${started.reference}, sealed = ${started.sealed}, cost = ${started.cost}, started_at = ${started.now}
    where id = ${started.id}`);
}

/** Notes that an attempt is over. */
export function endAttempt(tx: Transaction, id: string, state: AttemptEnd, now: Date, reasonCode?: string): void {
  tx.send(tx`
    update check_attempt set state = ${state}, ended_at = ${now}, reason_code = ${reasonCode ?? null}
    where id = ${id} and state in ('STARTING', 'STARTED')`);
}

/** Notes that vendors need not go on with a verification; answers the attempts by which they had its checks. */
export async function cancelAttempts(tx: Transaction, verificationId: string, now: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update check_attempt set state = 'CANCELLED', ended_at = ${now}
    where check_id in (select id from check_result where verification_id = ${verificationId})
      and state in ('STARTING', 'STARTED')
    returning id`;
  return rows.map(({ id }) => id);
}
