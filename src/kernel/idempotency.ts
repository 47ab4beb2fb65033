import { setTimeout as sleep } from 'node:timers/promises';
import { type Sql, type Transaction, isRetriable } from './db.ts';

/** One run of a command, as its caller named it. */
export interface Ticket {
  /** The system that calls. Keys of different systems never meet. */
  caller: string;
  /** The client's key; without one the command simply runs. */
  key: string | null | undefined;
  /** Keyed digest of the command's name and input. */
  fingerprint: Buffer;
  now: Date;
}

/** What a command answers: stored with its key, or refused with nothing stored. */
export type Verdict<Stored, Refused> = { stored: Stored } | { refused: Refused };

/** The key was used with another input, or its first use has not ended. */
export interface IdempotencyConflict {
  __typename: 'IdempotencyConflict';
  message: string;
  inFlight: boolean;
}

const ATTEMPTS = 5;
/** Two that met in a deadlock shall not meet again at once. */
const RETRY_MAX_MS = 20;

/**
 * Runs a command in one transaction, once per key. The answer is stored beside what the command wrote, so a retry
 * gets the same answer. `work` answers `stored` (commit) or `refused` (roll back: nothing is kept, the key is free).
 * The stored answer must hold ids only, never personal data. It goes through JSON, so that the first caller
 * gets what a later one would.
 *
 * Deadlocks and rows that moved are run again, up to five times.
 */
export async function runOnce<Stored, Refused>(
  sql: Sql,
  ticket: Ticket,
  work: (tx: Transaction) => Promise<Verdict<Stored, Refused>>,
): Promise<Stored | Refused | IdempotencyConflict> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await sql.begin(async (tx) => {
        const earlier = ticket.key == null ? undefined : await claimKey(tx, ticket, ticket.key);
        if (earlier) throw new RolledBack(earlier.answer);
        const verdict = await work(tx);
        if ('refused' in verdict) throw new RolledBack(verdict.refused);
        const answer = JSON.parse(JSON.stringify(verdict.stored)) as Stored;
        if (ticket.key != null) await storeAnswer(tx, ticket, ticket.key, answer);
        return answer;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.answer as Stored | Refused | IdempotencyConflict;
      if (!isRetriable(error) || attempt >= ATTEMPTS) throw error;
      await sleep(Math.random() * RETRY_MAX_MS);
    }
  }
}

/** Carries an answer out of a transaction that must not commit. */
class RolledBack extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('rolled back');
    this.answer = answer;
  }
}

/**
 * Claims the key for this run; or answers what an earlier run says. The lock tells a run under way from one that ended. What
 * has ended is found without it, so that those who ask again at once do not take each other for the first.
 */
async function claimKey(tx: Transaction, ticket: Ticket, key: string): Promise<{ answer: unknown } | undefined> {
  for (;;) {
    const [row] = await tx<{ free: boolean | null; claimed: boolean; fingerprint: Buffer | null; answer: unknown }[]>`
      with earlier as materialized (
        select fingerprint, answer from idempotency where caller = ${ticket.caller} and key = ${key}
      ), free as materialized (
        select pg_try_advisory_xact_lock(
          hashtextextended(${key}, hashtextextended(${ticket.caller}, hashtextextended(current_schema(), 7)))
        ) as ok
        where not exists (select from earlier)
      ), claimed as (
        insert into idempotency (caller, key, fingerprint, created_at)
        select ${ticket.caller}, ${key}, ${ticket.fingerprint}, ${ticket.now} from free where ok
        on conflict do nothing
        returning true
      )
      select (select ok from free) as free, exists (select from claimed) as claimed, fingerprint, answer
      from (select) as always left join earlier on true`;
    const { free, claimed, fingerprint, answer } = row!;
    if (claimed) return undefined;
    if (fingerprint?.equals(ticket.fingerprint)) return { answer };
    if (fingerprint) return { answer: conflict('This key was used with another input.', false) };
    if (!free) return { answer: conflict('The first use of this key has not ended yet.', true) };
    // It ended between our snapshot and our lock. The next look sees it.
  }
}

async function storeAnswer(tx: Transaction, ticket: Ticket, key: string, answer: unknown): Promise<void> {
  await tx`
    update idempotency set answer = ${tx.json(answer as never)}
    where caller = ${ticket.caller} and key = ${key}`;
}

function conflict(message: string, inFlight: boolean): IdempotencyConflict {
  return { __typename: 'IdempotencyConflict', message, inFlight };
}
