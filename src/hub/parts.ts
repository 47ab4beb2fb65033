import { dirname, join } from 'node:path';
import { type Audit, openAudit } from '../audit/intake.ts';
import type { Config } from '../config.ts';
import type { Glass } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Pools, type Role, type Sql, closeSql, connect } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import { migrate } from '../kernel/migrate.ts';
import type { Vault } from '../kernel/vault.ts';
import { openDatabase, startFault } from '../local/database.ts';
import { makeFolder } from '../local/folder.ts';
import type { Tombstones } from '../kernel/tombstone.ts';
import type { Epochs } from '../keys/epochs.ts';
import { openTombstones } from '../keys/tombstones.ts';
import { type Signers, openSigners } from '../keys/signers.ts';
import { openKeyDatabase } from './key-database.ts';
import { openKeys } from './keys.ts';
import { type Sweep, startSweep } from '../kernel/sweep.ts';
import { followGlass } from '../log/glass.ts';
import { type Log, openLog } from '../log/tail.ts';
import { type Gate, openGate } from '../gate/gate.ts';

/** A hub, or a part of one, that answers. */
export interface Hub {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Ends what is under way and stops everything, in order. */
  stop(): Promise<void>;
}

/** What all subgraphs of a process stand on. */
export interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly databaseUrl: string;
  readonly vault: Vault;
  /** The wrapping keys: when what was destroyed is gone for good. */
  readonly epochs: Epochs;
  readonly tombstones: Tombstones;
  readonly signers: Signers;
  readonly log: Log;
  /** Who has taken scopes beyond the own roles. */
  readonly glass: Glass;
  /** Where reads of personal data are written down, before their answers go out. */
  readonly audit: Audit;
  readonly gate: Gate;
  /** Opens the pools of a subgraph's role; they are closed with the parts. */
  pools(role: Role): Pools;
  /** Opens one pool of a role; it is closed with the parts. */
  pool(role: Role, connections: number): Sql;
  /** Opens a pool of `selfsame_keys` in the database of the data, where that is another one. */
  guard(): Sql;
  /** Whether the database answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** A second later the database is taken for gone. A client is told so within five. */
const STATEMENT_TIMEOUT_MS = 3_000;
/** The relay, readers that are far behind, and the probe. */
const LOG_CONNECTIONS = 3;
/** Groups of accesses, two at once, and who reads the audit log. */
const AUDIT_CONNECTIONS = 3;
const KEY_CONNECTIONS = 1;
/** How soon a process knows of keys that another one made. */
const KEYS_EVERY_MS = 1_000;

/**
 * Opens database, keys and log, in that order. Migrates the database if need be.
 * @throws CONFIGURATION or UNAVAILABLE saying what is wrong and how to mend it
 */
export async function openParts(config: Config, { clock, logger }: { clock: Clock; logger: Logger }): Promise<Parts> {
  const database = await openDatabase(config, logger);
  const opened: Sql[] = [];
  const sweeps: Sweep[] = [];
  const closings: (() => Promise<void>)[] = [];
  let log: Log | undefined;
  let gate: Gate | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(sweeps.map((sweep) => sweep.stop()));
    for (const closing of closings) await closing().catch(() => {});
    await log?.close();
    await gate?.stop();
    await Promise.all(opened.map((sql) => closeSql(sql)));
    await database.stop();
  };
  try {
    await migrate(database.url);
    const keyDatabaseUrl = await openKeyDatabase(database.url, config);
    const pool = (role: Role, connections: number, beside = role !== 'selfsame_keys'): Sql => {
      const url = beside ? database.url : keyDatabaseUrl;
      const opening = connect({ url, statementTimeoutMs: STATEMENT_TIMEOUT_MS }, { role, connections });
      opened.push(opening);
      return opening;
    };
    const sql = pool('selfsame_log', LOG_CONNECTIONS);
    const keySql = pool('selfsame_keys', KEY_CONNECTIONS);
    const { vault, epochs } = await openKeys({ log: sql, sql: keySql, config, clock, logger });
    // With a key service there need be no folder of a key file, and tombstones are kept there.
    if (config.transit) await makeFolder(dirname(config.keyFile), 0o700);
    const signers = await openSigners({ sql: keySql, vault, clock });
    const follow = async (): Promise<false> => (await epochs.refresh()) || signers.refresh();
    sweeps.push(startSweep({ name: 'keys', everyMs: KEYS_EVERY_MS, logger, batch: follow }));
    closings.push(() => epochs.close());
    log = await openLog(sql, logger);
    gate = await openGate({ sql: pool('selfsame_log', config.pool.reads), log, clock, logger, region: config.region });
    const glass = await followGlass({ sql, log, clock, logger });
    closings.push(() => glass.stop());
    return {
      config,
      clock,
      logger,
      databaseUrl: database.url,
      vault,
      epochs,
      signers,
      tombstones: openTombstones(keySql, join(dirname(config.keyFile), 'erasures.jsonl')),
      log,
      glass,
      audit: openAudit(pool('selfsame_audit', AUDIT_CONNECTIONS)),
      gate,
      pools(role) {
        const { reads, writes } = config.pool;
        return { read: pool(role, reads), write: pool(role, writes) };
      },
      pool,
      guard: () => pool('selfsame_keys', 1, true),
      ready: async () => (await sql`select 1`).length === 1,
      close,
    };
  } catch (error) {
    await close();
    throw startFault(config, error);
  }
}
