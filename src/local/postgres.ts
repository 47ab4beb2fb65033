import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../kernel/logger.ts';
import { type Cluster, openCluster } from './postgres/cluster.ts';
import { join } from './postgres/join.ts';
import { type Lease, databaseUrl } from './postgres/lease.ts';
import { findPostmaster, shutDown } from './postgres/server.ts';

/** A running embedded PostgreSQL, as one of the processes that use it has it. */
export interface LocalPostgres {
  /**
   * `postgres://…` of the hub's own database, the same until `stop`.
   * Its role may create roles and databases and is no superuser, as in most places where the hub will run.
   */
  url: string;
  /** Leaves the server; the last process to leave stops it in order. Never throws. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the package on the data in `<dataDir>/postgres`, or joins the one that runs there.
 *
 * Several processes may use it at once, such as an import beside a running hub. Each holds a lease, and
 * whoever leaves last stops the server, no matter who started it. A killed process's lease ends with it:
 * the server then stays until the next process has come and gone. A server that ends under its users is
 * started again by one of them on the same port, so that their pools find it again.
 *
 * @param options.dataDir an absolute path; made if absent
 * @param options.settings of PostgreSQL, in place of ours; they count when this process starts the server
 * @throws CONFIGURATION when the folder, the data or the programs cannot be used; UNAVAILABLE when the server does not start
 */
export async function startLocalPostgres(options: {
  dataDir: string;
  log: Pick<Logger, 'info' | 'warn'>;
  settings?: Readonly<Record<string, string>>;
}): Promise<LocalPostgres> {
  const membership = new Membership(await openCluster(options.dataDir, options.settings), options.log);
  const port = await membership.join();
  return { url: databaseUrl(membership.cluster, port), stop: () => membership.leave() };
}

/** One process's use of the server, from joining to leaving. */
class Membership {
  readonly cluster: Cluster;
  readonly #log: Pick<Logger, 'info' | 'warn'>;
  #lease: Lease | undefined;
  #rejoining: Promise<void> | undefined;
  readonly #leaving = new AbortController();

  constructor(cluster: Cluster, log: Pick<Logger, 'info' | 'warn'>) {
    this.cluster = cluster;
    this.#log = log;
  }

  /** @returns the port of the server, which is `port` when given */
  async join(port?: number): Promise<number> {
    const joined = await join(this.cluster, {
      port,
      log: this.#log,
      signal: this.#leaving.signal,
      lost: () => {
        this.#rejoining = this.#rejoin(joined.port);
      },
    });
    this.#lease = joined.lease;
    return joined.port;
  }

  async #rejoin(port: number): Promise<void> {
    await this.#lease?.end();
    this.#lease = undefined;
    this.#log.warn('The embedded PostgreSQL is gone; starting it again.');
    while (!this.#leaving.signal.aborted) {
      try {
        await this.join(port);
        return;
      } catch (error) {
        if (this.#leaving.signal.aborted) return;
        this.#log.warn({ err: error }, 'The embedded PostgreSQL could not be started again; trying once more.');
        await sleep(1000, undefined, { signal: this.#leaving.signal }).catch(() => {});
      }
    }
  }

  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.#rejoining;
    const lease = this.#lease;
    this.#lease = undefined;
    if (!lease) return;
    try {
      if (await lease.release()) await this.#stopServer();
      else this.#log.info('The embedded PostgreSQL goes on: another process uses it.');
    } catch (error) {
      this.#log.warn({ err: error }, 'The embedded PostgreSQL was lost while stopping.');
    } finally {
      await lease.end();
    }
  }

  async #stopServer(): Promise<void> {
    const running = await findPostmaster(this.cluster);
    if (running) await shutDown(this.cluster, running.pid, 'in order');
    this.#log.info('The embedded PostgreSQL has stopped.');
  }
}
