import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Role, type Sql, type Transaction, closeSql, connect } from '../../../src/kernel/db.ts';
import { type Logger, silentLogger } from '../../../src/kernel/logger.ts';
import { type NewEvent, append } from '../../../src/log/append.ts';
import type { LogEvent } from '../../../src/log/event.ts';
import { type Log, openLog } from '../../../src/log/tail.ts';
import { createDatabase } from '../../support/database.ts';

/** A log on a database of its own, and somebody who writes to it. */
export interface TestLog extends AsyncDisposable {
  url: string;
  log: Log;
  /** The pool of the log's role. */
  logSql: Sql;
  /** The pool of the person subgraph. */
  sql: Sql;
  /** The login itself, which may do all. */
  admin: Sql;
  /** Opens one more pool, closed with the rest. */
  pool(role: Role | undefined, connections?: number): Sql;
  /** Opens one more log, as another hub would, closed with the rest. */
  another(logger?: Logger): Promise<Log>;
  /** Appends one event in a transaction of its own, and wakes the log. */
  write(event?: Partial<NewEvent>): Promise<void>;
}

export async function createLog(): Promise<TestLog> {
  const database = await createDatabase();
  const pools: Sql[] = [];
  const logs: Log[] = [];
  const pool = (role: Role | undefined, connections = 4): Sql => {
    const sql = connect({ url: database.url, statementTimeoutMs: 10_000 }, { ...(role ? { role } : {}), connections });
    pools.push(sql);
    return sql;
  };
  const another = async (logger = silentLogger): Promise<Log> => {
    const log = await openLog(pool('selfsame_log', 3), logger);
    logs.push(log);
    return log;
  };
  const log = await another();
  const sql = pool('selfsame_person', 16);
  /** A pool of the subgraph that may tell an event of this name, as the database has it. */
  const admin = pool(undefined, 2);
  const others = new Map<string, Sql>([['person', sql]]);
  const appender = async (name: string): Promise<Sql> => {
    const [teller] = await admin<{ name: string }[]>`
      select name from unnest(array['person', 'verification', 'decision', 'consent']) name
      where ${name.split('.')[0]!} = any(log.families_of(name))`;
    const subgraph = teller!.name;
    const known = others.get(subgraph) ?? pool(`selfsame_${subgraph}` as Role, 2);
    others.set(subgraph, known);
    return known;
  };
  return {
    url: database.url,
    log,
    logSql: pools[0]!,
    sql,
    admin,
    pool,
    another,
    async write(event) {
      const appended = newEvent(event);
      const subgraph = await appender(appended.name);
      await subgraph.begin((tx) => append(tx, appended));
      log.wake();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(logs.map((one) => one.close()));
      await Promise.all(pools.map((one) => closeSql(one, 500)));
      await database[Symbol.asyncDispose]();
    },
  };
}

export function newEvent(event: Partial<NewEvent> = {}): NewEvent {
  return {
    id: randomUUID(),
    name: 'identity.updated',
    subject: 'somebody',
    time: new Date(),
    data: {},
    actor: 'crm',
    traceparent: undefined,
    ...event,
  };
}

/** Appends `count` events by one statement: many, fast. They wait for their positions. */
export async function appendMany(tx: Sql | Transaction, count: number, data: object = {}): Promise<void> {
  await tx`
    select log.append(
      gen_random_uuid(), 'dev.selfsame.identity.updated.v1', 'subject ' || number % 100, now(), ${tx.json(data as never)}, 'crm', null
    )
    from generate_series(1, ${count}::int) number`;
}

/** Reads on from `after` until `enough` says so. */
export async function readUntil(
  log: Log,
  after: number,
  enough: (events: readonly LogEvent[]) => boolean,
): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  while (!enough(events)) events.push(...(await log.read(events.at(-1)?.position ?? after)));
  return events;
}

/** Reads what comes behind `after` in the background. */
export function startReader(
  log: Log,
  after: number,
): { events: readonly LogEvent[]; upTo(position: number): Promise<readonly LogEvent[]> } {
  const events: LogEvent[] = [];
  const stopping = new AbortController();
  const reading = (async () => {
    while (!stopping.signal.aborted)
      events.push(...(await log.read(events.at(-1)?.position ?? after, stopping.signal)));
  })();
  return {
    events,
    /** Waits until it has come so far, and ends it. */
    async upTo(position) {
      while ((events.at(-1)?.position ?? after) < position) await sleep(2);
      stopping.abort();
      await reading;
      return events;
    },
  };
}

/** The numbers from `from` to `to`. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
