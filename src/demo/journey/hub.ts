import { existsSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryPort } from '../../hub/port.ts';
import { SYSTEM_KINDS } from '../../kernel/access.ts';
import { systemClock } from '../../kernel/clock.ts';
import { scopesToAsk } from '../../kernel/roles.ts';
import { type DevelopmentIssuer, openDevelopmentIssuer } from '../../local/issuer.ts';
import { startLocalPostgres } from '../../local/postgres.ts';
import { type HubClient, connect } from '../client.ts';
import { type Command, startCommand } from './processes.ts';

/** A hub that is a process of its own, on a data folder of its own, so that it can be killed and started again. */
export interface HubProcess extends AsyncDisposable {
  readonly url: string;
  /** All that it has, on this machine. */
  readonly folder: string;
  readonly pid: number;
  /** Ends it with SIGKILL: it can finish nothing. */
  kill(): Promise<void>;
  /** Starts it, as the same command each time, and resolves when it is ready. */
  start(): Promise<void>;
  /** An access token of a system of the development set, with all that its kind may hold. */
  token(system: string): Promise<string>;
  /** A client of such a system. */
  as(system: string): Promise<HubClient>;
}

const HOST = '127.0.0.1';
const AUDIENCE = 'selfsame';
const TOKEN_SECONDS = 3_600;
const READY_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/**
 * Starts one. It and its folder are gone when it is disposed of; the settings of the shell do not count.
 * @param died told when it ends though nobody here told it to
 */
export async function openHubProcess(signal: AbortSignal, died: (error: Error) => void): Promise<HubProcess> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'selfsame-demo-')));
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  const clients: HubClient[] = [];
  let process: Command | undefined;
  let issuer: DevelopmentIssuer | undefined;
  const token = async (system: string): Promise<string> => {
    issuer ??= await openDevelopmentIssuer(dataDir, systemClock);
    const kind = SYSTEM_KINDS.find((name) => name.toLowerCase() === system)!;
    const scopes = scopesToAsk(kind);
    return issuer.mint({ clientId: system, audience: AUDIENCE, scopes, ttlSeconds: TOKEN_SECONDS });
  };
  const hub: HubProcess = {
    url,
    folder: dataDir,
    get pid() {
      return process?.pid ?? 0;
    },
    async kill() {
      await process?.end('SIGKILL');
    },
    async start() {
      const settings = { DATA_DIR: dataDir, HOST, PORT: String(port), LOG_LEVEL: 'error' };
      process = startCommand(['serve'], settings, died);
      await untilReady(process, url, signal);
    },
    token,
    async as(system) {
      const client = connect(url, await token(system));
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      await process?.end('SIGTERM');
      await stopServer(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await hub.start();
    return hub;
  } catch (error) {
    await hub[Symbol.asyncDispose]();
    throw error;
  }
}

async function untilReady(process: Command, url: string, signal: AbortSignal): Promise<void> {
  const from = performance.now();
  while (!process.hasEnded && performance.now() - from < READY_TIMEOUT_MS) {
    const ready = await fetch(new URL('/health/ready', url), { signal }).catch(() => undefined);
    await ready?.body?.cancel();
    if (ready?.ok) return;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  throw new Error(`The hub did not become ready. ${process.output.trim()}`);
}

/** A hub that was killed leaves its PostgreSQL running for the next one. Whoever joins it and leaves last stops it in order. */
async function stopServer(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'postgres/data/postmaster.pid'))) return;
  const server = await startLocalPostgres({ dataDir, log: { info() {}, warn() {} } });
  await server.stop();
}

/** A free port below the range from which systems take the ports of outgoing connections, so that it is free later too. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if (!(await tryPort({ host: HOST, port }))) return port;
  }
}
