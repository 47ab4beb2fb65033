import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '../../kernel/faults.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Cluster } from './cluster.ts';
import { type Lease, takeLease } from './lease.ts';
import { killOrphans } from './process.ts';
import { type Postmaster, findPostmaster, launch, shutDown } from './server.ts';

const PATIENCE_MS = 30_000;
const POLL_MS = 20;

/** How a server ends that found another one starting, or the remains of one that was killed, or was killed itself. It passes. */
const PASSING = /lock file|shared memory block|TCP\/IP sockets|^ended by SIG/;

/** What joining needs besides the cluster. */
export interface JoinOptions {
  /** The port that is expected by now, if any. */
  port: number | undefined;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Ends the attempt. */
  signal: AbortSignal;
  /** Called once if the lease is lost afterwards. */
  lost: () => void;
}

/**
 * Claims the server that runs on the cluster, and starts one whenever none does.
 * However many processes do this at once, and whatever was left behind, each ends with a lease on the same server.
 * @throws UNAVAILABLE with the reason that the server gave
 */
export async function join(cluster: Cluster, options: JoinOptions): Promise<{ lease: Lease; port: number }> {
  const attempt = new Attempt(cluster, options);
  for (;;) {
    options.signal.throwIfAborted();
    const running = await findPostmaster(cluster);
    const lease = running ? await attempt.claim(running) : await attempt.start();
    if (running && lease) return { lease, port: running.port };
    await sleep(POLL_MS);
  }
}

class Attempt {
  readonly #cluster: Cluster;
  readonly #options: JoinOptions;
  #giveUpAt = Date.now() + PATIENCE_MS;
  #failure: string | undefined;

  constructor(cluster: Cluster, options: JoinOptions) {
    this.#cluster = cluster;
    this.#options = options;
  }

  /** Claims a running server, or says nothing when it is worth another look in a moment. */
  async claim(running: Postmaster): Promise<Lease | undefined> {
    const { port, log, lost } = this.#options;
    if (port && running.port !== port)
      throw unavailable(`it now listens on port ${running.port} instead of ${port}; start this process again`);
    const lease = await takeLease(this.#cluster, running.port, lost).catch((error: Error) => {
      throw unavailable(error.message, error);
    });
    if (typeof lease === 'object') return lease;
    // A server that recovers after a crash says so for as long as that takes, and must not be disturbed.
    if (lease === 'starting') this.#giveUpAt = Date.now() + PATIENCE_MS;
    if (lease === 'silent' || Date.now() > this.#giveUpAt) {
      log.warn('The PostgreSQL left by an earlier process does not answer; stopping it.');
      await shutDown(this.#cluster, running.pid, 'at once');
      this.#giveUpAt = Date.now() + PATIENCE_MS;
    }
    return undefined;
  }

  /** Starts a server and waits until it has taken the lock file or ended. */
  async start(): Promise<undefined> {
    await this.#weighFailure();
    const { ended } = await launch(this.#cluster, this.#options.port);
    ended.then(
      (reason) => (this.#failure = reason),
      () => {},
    );
    while (this.#failure === undefined && !(await findPostmaster(this.#cluster))) await sleep(POLL_MS);
  }

  async #weighFailure(): Promise<void> {
    const failure = this.#failure;
    if (failure === undefined) return;
    if (!PASSING.test(failure) || Date.now() > this.#giveUpAt) throw unavailable(failure);
    if (failure.includes('shared memory block') && Date.now() > this.#giveUpAt - PATIENCE_MS + 3_000)
      await killOrphans(this.#cluster.dataPath);
    this.#failure = undefined;
    await sleep(100);
  }
}

function unavailable(reason: string, cause?: unknown): Error {
  return fault({ code: 'UNAVAILABLE', public: `The embedded PostgreSQL does not start: ${reason}`, cause });
}
