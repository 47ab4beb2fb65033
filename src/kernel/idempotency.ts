import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from './actor.ts';
import { type Sql, type Transaction, errorCode, isRetriable } from './db.ts';
import type { Vault } from './vault.ts';

/** One run of a command, as its caller named it. */
export interface Ticket {
  /** The system that calls. Keys of different systems never meet. */
  caller: string;
  /** Keyed digest of the client's key, which can name a person; without one the command simply runs. */
  key: string | undefined;
  /** Keyed digest of the command's name and input. */
  fingerprint: Buffer;
  now: Date;
  /** The check of the key that the command makes blind indexes with, where it makes some; see `LookUps`. */
  lookUps: string | undefined;
}

/** The ticket of a command of `actor`. `key` is the client's. */
export function ticketOf(
  { vault, actor, lookUps }: { vault: Vault; actor: { system: Pick<System, 'id'> }; lookUps?: string },
  { command, input, key, now }: { command: string; input: object; key: string | undefined; now: Date },
): Ticket {
  return {
    caller: actor.system.id,
    key: key === undefined ? undefined : vault.mark('idempotency', key),
    fingerprint: vault.fingerprint({ command, input }),
    now,
    lookUps,
  };
}

/** What a command needs before it can judge. */
export interface Look<Seen> {
  /** Names of which one command at a time holds each, until its end. Locked in their order by text. */
  locks?: readonly string[];
  /** Reads what is behind the locks. Sent with them, in one go, so it must not wait for anything in between. */
  read(tx: Transaction): Promise<Seen>;
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
export async function runOnce<Stored, Refused, Seen = undefined>(
  sql: Sql,
  ticket: Ticket,
  work: (tx: Transaction, seen: Seen) => Promise<Verdict<Stored, Refused>>,
  look?: Look<Seen>,
): Promise<Stored | Refused | IdempotencyConflict> {
  const run = (): Promise<Stored> =>
    sql.begin(
      async (tx, [claim, seen]) => {
        const earlier = earlierAnswer(ticket, claim);
        if (earlier) throw new RolledBack(earlier.answer);
        const verdict = await work(tx, seen as Seen);
        if ('refused' in verdict) throw new RolledBack(verdict.refused);
        const answer = asStored(verdict.stored);
        if (ticket.key !== undefined) tx.send(storeAnswer(tx, ticket, ticket.key, answer));
        return answer;
      },
      async (tx) => {
        const keep = keepLookUps(tx, [ticket.lookUps]);
        const [claim, seen] = await Promise.all([claimKey(tx, ticket, look?.locks ?? []), look?.read(tx), keep]);
        return [claim, seen] as [Claim, Seen];
      },
    );
  try {
    return await retry(run);
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as Stored | Refused | IdempotencyConflict;
    throw error;
  }
}

/**
 * Runs several commands in one transaction, each once per key, and answers in their order. `work` gets the places of those
 * that have not run yet, and answers for each of them. What it refuses must have written nothing: the others are stored.
 * Two commands with one key must not be among them. Of commands elsewhere with the same key, one waits for the other, and
 * gets its answer.
 */
export async function runEachOnce<Stored, Refused, Seen>(
  sql: Sql,
  tickets: readonly Ticket[],
  work: (tx: Transaction, due: readonly number[], seen: Seen) => Promise<readonly Verdict<Stored, Refused>[]>,
  look: Look<Seen>,
): Promise<(Stored | Refused | IdempotencyConflict)[]> {
  return retry(() =>
    sql.begin(
      async (tx, [earlier, seen]) => {
        const answers: (Stored | Refused | IdempotencyConflict | undefined)[] = [...earlier];
        const due = [...tickets.keys()].filter((place) => earlier[place] === undefined);
        const verdicts = await work(tx, due, seen);
        const stored: { ticket: Ticket; answer: Stored }[] = [];
        for (const [index, verdict] of verdicts.entries()) {
          const place = due[index]!;
          if ('stored' in verdict) stored.push({ ticket: tickets[place]!, answer: asStored(verdict.stored) });
          answers[place] = 'refused' in verdict ? verdict.refused : stored.at(-1)!.answer;
        }
        storeAnswers(tx, stored);
        return answers as (Stored | Refused | IdempotencyConflict)[];
      },
      async (tx) => {
        const keep = keepLookUps(
          tx,
          tickets.map(({ lookUps }) => lookUps),
        );
        const names = lockNames(tx, look.locks ?? []);
        const [earlier, seen] = await Promise.all([earlierAnswers<Stored>(tx, tickets), look.read(tx), names, keep]);
        return [earlier, seen] as [typeof earlier, Seen];
      },
    ),
  );
}

/**
 * Has the database keep to the key that blind indexes are made with, until the transaction ends.
 * Where it keeps to another one, the transaction fails; `isOutdated` tells.
 */
export async function keepLookUps(tx: Transaction, checks: readonly (string | undefined)[]): Promise<void> {
  // More than one: some were made before the key changed, some behind it. One of them fails.
  const asked = [...new Set(checks)].filter((check) => check !== undefined);
  await Promise.all(asked.map((check) => tx`select log.look_up_with(${check})`));
}

/** An answer as the first caller gets it: as a later one would. */
function asStored<Stored>(answer: Stored): Stored {
  return JSON.parse(JSON.stringify(answer)) as Stored;
}

async function retry<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(isRetriable(error) || isKeyTaken(error)) || attempt >= ATTEMPTS) throw error;
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

/** What stands against a key. */
interface Claim {
  /** Whether nobody else is at it; null when an earlier run has ended. */
  isFree: boolean | null;
  fingerprint: Buffer | null;
  answer: unknown;
}

/**
 * Claims the key for this run, and then the other locks; or tells what an earlier run says. The lock tells a run under way
 * from one that ended. What has ended is found without it, so that those who ask again at once do not take each other for the
 * first. Only reads and locks: when the run ends, the answer takes the key.
 */
async function claimKey(tx: Transaction, { caller, key }: Ticket, locks: readonly string[]): Promise<Claim> {
  const [row] = await tx<Claim[]>`
    with earlier as materialized (
      select fingerprint, answer from idempotency where caller = ${caller} and key = ${key ?? null}
    ), claim as materialized (
      select ${key ?? null}::uuid is null or pg_try_advisory_xact_lock(
        hashtextextended(${key ?? null}::text, hashtextextended(${caller}, hashtextextended(current_schema(), 7)))
      ) as is_free
      where not exists (select from earlier)
    ), locked as materialized (
      select pg_advisory_xact_lock(hashtextextended(name, hashtextextended(current_schema(), 8)))
      from claim, unnest(${locks.toSorted()}::text[]) name
      where is_free
    )
    select (select is_free from claim) as is_free, fingerprint, answer
    from (select count(*) from locked) as always left join earlier on true`;
  return row!;
}

/** The same locks as those of one command. */
async function lockNames(tx: Transaction, names: readonly string[]): Promise<void> {
  await tx`
    select pg_advisory_xact_lock(hashtextextended(name, hashtextextended(current_schema(), 8)))
    from unnest(${names.toSorted()}::text[]) name`;
}

/** The answer that a claim leads to without a run. */
function earlierAnswer(ticket: Ticket, { isFree, fingerprint, answer }: Claim): { answer: unknown } | undefined {
  if (fingerprint?.equals(ticket.fingerprint)) return { answer };
  if (fingerprint) return { answer: conflict('This key was used with another input.', false) };
  return isFree ? undefined : { answer: conflict('The first use of this key has not ended yet.', true) };
}

/** What earlier runs of commands answered, in the order of the tickets; undefined where there was none. */
async function earlierAnswers<Answer>(
  tx: Transaction,
  tickets: readonly Ticket[],
): Promise<(Answer | IdempotencyConflict | undefined)[]> {
  const rows = await tx<{ caller: string; key: string; fingerprint: Buffer; answer: unknown }[]>`
    select earlier.caller, earlier.key, earlier.fingerprint, earlier.answer
    from unnest(
      ${tickets.map(({ caller }) => caller)}::text[], ${tickets.map(({ key }) => key ?? null)}::uuid[]
    ) asked (caller, key)
    -- By its key: as a join, what was planned while the table was empty reads all keys of the caller.
    cross join lateral (
      select * from idempotency where caller = asked.caller and key = asked.key limit 1
    ) earlier`;
  const byKey = new Map(rows.map((row) => [`${row.caller} ${row.key}`, row]));
  return tickets.map((ticket) => {
    const row = byKey.get(`${ticket.caller} ${ticket.key}`);
    return row && (earlierAnswer(ticket, { isFree: true, ...row })!.answer as Answer | IdempotencyConflict);
  });
}

/**
 * Stores the answers of several commands in one transaction. Where another run took one of the keys meanwhile, the
 * transaction fails and runs again.
 */
function storeAnswers(tx: Transaction, answers: readonly { ticket: Ticket; answer: unknown }[]): void {
  const rows = answers.flatMap(({ ticket: { caller, key, fingerprint, now }, answer }) =>
    key === undefined ? [] : [{ caller, key, fingerprint: fingerprint.toString('hex'), answer, created_at: now }],
  );
  if (rows.length === 0) return;
  // In one order by all, so that none waits for another that waits for it.
  rows.sort((x, y) => (x.key < y.key ? -1 : 1));
  tx.send(tx`
    insert into idempotency (caller, key, fingerprint, answer, created_at)
    select caller, key, decode(fingerprint, 'hex'), answer, created_at
    from jsonb_to_recordset(${tx.json(rows as never)})
      as row (caller text, key uuid, fingerprint text, answer jsonb, created_at timestamptz)`);
}

function storeAnswer(tx: Transaction, { caller, fingerprint, now }: Ticket, key: string, answer: unknown) {
  return tx`
    insert into idempotency (caller, key, fingerprint, answer, created_at)
    values (${caller}, ${key}, ${fingerprint}, ${tx.json(answer as never)}, ${now})`;
}

/** Another run ended between our look at the key and our lock. The next look sees it. */
function isKeyTaken(error: unknown): boolean {
  return errorCode(error) === '23505' && (error as { table_name?: string }).table_name === 'idempotency';
}

function conflict(message: string, inFlight: boolean): IdempotencyConflict {
  return { __typename: 'IdempotencyConflict', message, inFlight };
}
