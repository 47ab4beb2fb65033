import postgres from 'postgres';
import { type Fault, fault } from '../faults.ts';
import { errorCode, isUnreachable } from './errors.ts';

/** The types that postgres.js is taught, beside its own. */
export type Types = { bigint: number };

declare const open: unique symbol;

/** The statements of one transaction. What comes when it is over is refused. */
export interface Transaction extends postgres.ISql<Types> {
  readonly [open]: true;
  /** Sends a statement whose answer nobody reads. Without it the transaction does not commit: its failure is that of the whole. */
  send(statement: Statement): void;
}

type Statement = Promise<unknown> & { execute(): Promise<unknown> };

interface Sent {
  statement: Promise<unknown>;
  failure?: { error: unknown };
}

/**
 * Runs `work` in a transaction: commits when it resolves, rolls back when it rejects. Rejects when the connection is lost.
 *
 * @param look what `work` is to know first. It goes out together with BEGIN, before anybody knows that this went well, so
 * it only reads and locks.
 */
export interface Begin {
  <Result>(work: (tx: Transaction) => Result | Promise<Result>): Promise<Result>;
  <Result, Seen>(
    work: (tx: Transaction, seen: Seen) => Result | Promise<Result>,
    look: (tx: Transaction) => Promise<Seen>,
  ): Promise<Result>;
}

/** Connections for transactions. */
export interface TransactionPool {
  begin: Begin;
  /** Lets transactions under way end, for `timeoutMs`. */
  end(timeoutMs: number): Promise<void>;
}

/** One connection, for one transaction at a time. */
interface Client {
  sql: postgres.Sql<Types>;
  openedMs: number;
  /** Whether it reached the server. */
  isProven: boolean;
  /** Ends the transaction under way. */
  fail?: ((error: Error) => void) | undefined;
  /** Closes it when no transaction comes for a while. */
  closing?: NodeJS.Timeout;
}

interface Waiter {
  take(client: Client): void;
  fail(error: Error): void;
}

/** What Postgres says of a statement behind one that failed (SQLSTATE). */
const FAILED_BEFORE = '25P02';
/** How long a transaction waits for a connection. */
const WAIT_MS = 3_000;
/** Connections are renewed, so that after a failover none stays with the old server. */
const LIFETIME_MS = 30 * 60_000;

/**
 * Transactions over postgres.js 3.4.9 without its `begin`. That writes its ROLLBACK to the socket of a connection that was
 * just lost, which is null by then: an uncaught error ends the process (each time Postgres is killed under writes), and
 * the connection hangs for ever. It also sends late statements of a failed transaction outside of any, and answers
 * early when a pool has `max_pipeline` 1. Here each connection is a pool of its own that connects once: when
 * it is lost, whatever still waits on it fails.
 *
 * @param connect makes such a pool, and calls `onClose` when its connection has ended. It closes none by itself: by its
 * `idle_timeout` it did, and failed the transaction that came until the server had closed too.
 * @param idleMs after so long without a transaction a connection is closed
 */
export function openTransactionPool(
  connect: (onClose: () => void) => postgres.Sql<Types>,
  { size, idleMs }: { size: number; idleMs: number },
): TransactionPool {
  /** Those that have, or are to have, a connection. */
  const clients = new Set<Client>();
  const idle: Client[] = [];
  const waiting: Waiter[] = [];
  let drained: (() => void) | undefined;

  const add = (): Client => {
    const client: Client = { sql: connect(() => remove(client)), openedMs: Date.now(), isProven: false };
    clients.add(client);
    return client;
  };
  /** Forgets a client that is lost or not needed. */
  const remove = (client: Client): void => {
    if (!clients.delete(client)) return;
    clearTimeout(client.closing);
    const place = idle.indexOf(client);
    if (place >= 0) idle.splice(place, 1);
    client.fail?.(lost());
    client.sql.end({ timeout: 0 }).catch(() => {});
    serve();
  };
  /** A server that cannot be reached serves none of those who wait either. */
  const giveUp = (error: unknown): void => {
    if ([...clients].some((client) => client.isProven)) return;
    for (const waiter of waiting.splice(0)) waiter.fail(error as Error);
  };
  const free = (): Client | undefined => {
    const client = idle.pop();
    clearTimeout(client?.closing);
    return client ?? (clients.size < size ? add() : undefined);
  };
  const serve = (): void => {
    if (drained && clients.size === 0) drained();
    while (waiting.length > 0) {
      const client = free();
      if (!client) return;
      waiting.shift()!.take(client);
    }
  };
  const wait = (): Promise<Client> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        take: (client) => (clearTimeout(timer), resolve(client)),
        fail: (error) => (clearTimeout(timer), reject(error)),
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(
          fault({
            code: 'UNAVAILABLE',
            public: 'The hub is busy. Try again in a moment.',
            internal: 'no free connection',
          }),
        );
      }, WAIT_MS);
      waiting.push(waiter);
    });
  const take = async (): Promise<Client> => {
    if (drained) throw fault({ code: 'UNAVAILABLE', public: 'The hub is stopping.' });
    return (waiting.length === 0 && free()) || wait();
  };
  const give = (client: Client): void => {
    client.fail = undefined;
    if (drained || Date.now() - client.openedMs > LIFETIME_MS) return remove(client);
    if (clients.has(client)) {
      client.closing = setTimeout(() => remove(client), idleMs).unref();
      idle.push(client);
    }
    serve();
  };

  return {
    async begin<Result, Seen>(
      work: (tx: Transaction, seen: Seen) => Result | Promise<Result>,
      look?: (tx: Transaction) => Promise<Seen>,
    ) {
      const client = await take();
      let refusal: (() => Error) | undefined;
      const loss = new Promise<never>((_resolve, reject) => {
        client.fail = (error) => ((refusal = () => error), reject(error));
      });
      const sent: Sent[] = [];
      const failures: unknown[] = [];
      const run = async () => {
        const tx = statementsOf(client.sql, { sent, failures }, () => refusal?.());
        const [, seen] = await Promise.all([client.sql.unsafe('begin').execute(), look?.(tx)]);
        client.isProven = true;
        const result = await work(tx, seen as Seen);
        refusal = over;
        await commit(client.sql, sent);
        return result;
      };
      try {
        return await Promise.race([loss, run()]);
      } catch (last) {
        refusal ??= over;
        // Statements behind one that failed only say that there was one.
        const first = sent.find(({ failure }) => failure)?.failure;
        const error = first?.error ?? (errorCode(last) === FAILED_BEFORE ? failures[0] : last);
        // When it cannot write one of several statements, postgres.js loses count of them.
        const isBroken = first && !(error instanceof postgres.PostgresError);
        if (isBroken || isUnreachable(error)) {
          remove(client);
          if (!client.isProven) giveUp(error);
        } else await client.sql.unsafe('rollback').catch(() => remove(client));
        throw error;
      } finally {
        give(client);
      }
    },
    async end(timeoutMs) {
      const empty = new Promise<void>((resolve) => (drained = resolve));
      for (const waiter of waiting.splice(0)) waiter.fail(lost());
      while (idle.length > 0) remove(idle[0]!);
      const timer = setTimeout(() => {
        for (const client of clients) remove(client);
      }, timeoutMs);
      serve();
      await empty;
      clearTimeout(timer);
    },
  };
}

/** What postgres.js 3.4.9 notes at a statement. */
interface Noted {
  /** It had been prepared on this connection when it was written, so all of it was written at once. */
  prepared?: boolean;
}

/**
 * Commits behind what was sent. Where all of it has been written, that waits for no answer: behind a statement that failed,
 * Postgres answers COMMIT with a rollback.
 */
async function commit(sql: postgres.Sql<Types>, sent: readonly Sent[]): Promise<void> {
  // By the next tick postgres.js has written what it can, or refused it.
  await new Promise((resolve) => process.nextTick(resolve));
  const statements = sent.map(({ statement }) => statement);
  if (sent.every(({ statement, failure }) => (statement as Noted).prepared && !failure)) {
    // postgres.js would run some again that fail, by then outside of the transaction.
    for (const statement of statements) (statement as Noted).prepared = false;
  } else await Promise.all(statements);
  const [{ command }] = await Promise.all([sql.unsafe('commit').execute(), ...statements]);
  if (command !== 'COMMIT')
    throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: 'a failed statement was passed over' });
}

/** `sql`, until there is a reason to refuse. */
function statementsOf(
  sql: postgres.Sql<Types>,
  { sent, failures }: { sent: Sent[]; failures: unknown[] },
  refusal: () => Error | undefined,
): Transaction {
  const check = (): void => {
    const error = refusal();
    if (error) throw error;
  };
  const statement = (...args: Parameters<typeof sql>) => (check(), watch(sql(...args), failures));
  const unsafe: typeof sql.unsafe = (...args) => (check(), watch(sql.unsafe(...args), failures));
  const send = (query: Statement): void => {
    const noted: Sent = { statement: query.execute() };
    noted.statement.catch((error: unknown) => (noted.failure = { error }));
    sent.push(noted);
  };
  const { array, file, json, notify, typed, types } = sql;
  return Object.assign(statement, { array, file, json, notify, typed, types, unsafe, send }) as unknown as Transaction;
}

/** Notes why a statement failed before its caller hears of it: of several that are waited for together, any can be heard first. */
function watch<Query>(query: Query, failures: unknown[]): Query {
  const watched = query as { reject?: (error: unknown) => void };
  const { reject } = watched;
  if (reject) watched.reject = (error) => (failures.push(error), reject(error));
  return query;
}

function lost(): Error {
  return Object.assign(new Error('The connection was lost.'), { code: 'CONNECTION_CLOSED' });
}

function over(): Fault {
  return fault({
    code: 'INTERNAL',
    public: 'Internal error.',
    internal: 'a statement came when its transaction was over',
  });
}
