import type postgres from 'postgres';
import { type Fault, fault } from '../faults.ts';
import { isUnreachable } from './errors.ts';

/** The types that postgres.js is taught, beside its own. */
export type Types = { bigint: number };

declare const open: unique symbol;

/** The statements of one transaction. What comes when it is over is refused. */
export interface Transaction extends postgres.ISql<Types> {
  readonly [open]: true;
}

/** Connections for transactions. */
export interface TransactionPool {
  /** Runs `work` in a transaction: commits when it resolves, rolls back when it rejects. Rejects when the connection is lost. */
  begin<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
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
}

interface Waiter {
  take(client: Client): void;
  fail(error: Error): void;
}

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
 * @param connect makes such a pool, and calls `onClose` when its connection has ended
 */
export function openTransactionPool(
  connect: (onClose: () => void) => postgres.Sql<Types>,
  size: number,
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
  const free = (): Client | undefined => idle.pop() ?? (clients.size < size ? add() : undefined);
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
    if (clients.has(client)) idle.push(client);
    serve();
  };

  return {
    async begin(work) {
      const client = await take();
      let refusal: (() => Error) | undefined;
      const failure = new Promise<never>((_resolve, reject) => {
        client.fail = (error) => ((refusal = () => error), reject(error));
      });
      const run = async () => {
        await client.sql.unsafe('begin');
        client.isProven = true;
        const result = await work(statementsOf(client.sql, () => refusal?.()));
        refusal = over;
        const { command } = await client.sql.unsafe('commit');
        if (command !== 'COMMIT')
          throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: 'a failed statement was passed over' });
        return result;
      };
      try {
        return await Promise.race([failure, run()]);
      } catch (error) {
        refusal ??= over;
        if (isUnreachable(error)) {
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

/** `sql`, until there is a reason to refuse. */
function statementsOf(sql: postgres.Sql<Types>, refusal: () => Error | undefined): Transaction {
  const check = (): void => {
    const error = refusal();
    if (error) throw error;
  };
  const statement = (...args: Parameters<typeof sql>) => (check(), sql(...args));
  const unsafe: typeof sql.unsafe = (...args) => (check(), sql.unsafe(...args));
  const { array, file, json, notify, typed, types } = sql;
  return Object.assign(statement, { array, file, json, notify, typed, types, unsafe }) as unknown as Transaction;
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
