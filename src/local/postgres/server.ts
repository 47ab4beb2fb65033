import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { type FileHandle, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, cleanEnvironment } from './cluster.ts';
import { alive, commandLine, signal } from './process.ts';

const MAX_LOG_BYTES = 1 << 20;

/**
 * What differs from PostgreSQL's defaults. Durability is as shipped: an acknowledged commit is on disk.
 * The log holds no values: no statement, no parameter, and no error, since its text can quote what was wrong (`invalid input
 * syntax for type uuid: "…"`). The hub logs the codes of errors itself.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: `${sharedMegabytes()}MB`,
  // Fewer checkpoints: behind each, every page that is written goes to the log as a whole once.
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/**
 * A sixteenth of the memory, from the default up to 1 GB: a million people are found by some gigabytes of index, which are read
 * through the system's cache where they do not fit.
 */
function sharedMegabytes(): number {
  return Math.round(Math.min(1024, Math.max(128, totalmem() / 16 / 2 ** 20)));
}

/** A running server, as its own lock file `postmaster.pid` tells. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * The server that runs on the cluster's data now, whoever started it.
 * A lock file that was left by a crash is told apart by what its process runs, since ids are used again.
 */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const lines = (await readLock(cluster)).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !(await commandLine(pid))?.includes(cluster.dataPath)) return undefined;
  return { pid, port };
}

/** A server that was started, which says nothing yet about whether it stays. */
export interface Launch {
  port: number;
  /** Settles when the server process has ended, with the reason that it gave. */
  ended: Promise<string>;
}

/**
 * Starts a server on the cluster. It leads a process group of its own, so that Ctrl-C in a terminal reaches
 * us and not it, and it outlives us, so that others may go on using it.
 * Two at once are no danger: PostgreSQL's lock lets one through and ends the other.
 * @param port the port that clients expect, or undefined for the one used last, or a free one
 */
export async function launch(cluster: Cluster, port?: number): Promise<Launch> {
  const chosen = port ?? (await choosePort(cluster));
  const stale = await staleOwner(cluster);
  const log = await openLog(cluster);
  const from = (await log.stat()).size;
  const settings = Object.entries({ ...SETTINGS, ...cluster.settings, port: chosen });
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.dataPath, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...cluster.account,
      cwd: cluster.home,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      // PostgreSQL believes a lock file whose process lives, unless it is its own parent or this one.
      env: { ...cleanEnvironment, ...(stale > 0 && { PG_GRANDPARENT_PID: String(stale) }) },
    },
  );
  child.unref();
  // At once: a server that finds the remains of another one ends while the file is closed, and says so only once.
  const ended = whyEnded(child, cluster, from);
  await log.close();
  return { port: chosen, ended };
}

/**
 * Ends a server: in order (sessions are ended and everything is written), or at once when it hangs.
 * Either way nothing is lost: what was acknowledged is in the write-ahead log.
 */
export async function shutDown(cluster: Cluster, pid: number, how: 'in order' | 'at once'): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [name, timeoutMs] of how === 'in order' ? steps : steps.slice(1)) {
    signal(pid, name);
    if (await goneWithin(cluster, pid, timeoutMs)) return;
  }
}

async function goneWithin(cluster: Cluster, pid: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(20)) {
    if (!alive(pid) || (await findPostmaster(cluster))?.pid !== pid) return true;
  }
  return false;
}

const lockPath = (cluster: Cluster) => join(cluster.dataPath, 'postmaster.pid');

async function readLock(cluster: Cluster): Promise<string> {
  return readFile(lockPath(cluster), 'utf8').catch(() => '');
}

/** The process that an outdated lock file names. One with no process in it, from a full disk or a power cut, is removed. */
async function staleOwner(cluster: Cluster): Promise<number> {
  const pid = Number.parseInt(await readLock(cluster), 10);
  if (pid) return pid;
  const file = await stat(lockPath(cluster)).catch(() => undefined);
  // A server that starts this moment has made the file and not yet written it.
  if (file && Date.now() - file.mtimeMs > 10_000) await rm(lockPath(cluster), { force: true });
  return 0;
}

async function openLog(cluster: Cluster): Promise<FileHandle> {
  const path = join(cluster.home, 'server.log');
  const large = await stat(path).then(
    (file) => file.size > MAX_LOG_BYTES,
    () => false,
  );
  return open(path, large ? 'w' : 'a', 0o600);
}

async function whyEnded(child: ChildProcess, cluster: Cluster, from: number): Promise<string> {
  const how = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signalName) =>
      resolve(signalName ? `ended by ${signalName}` : `ended with code ${code}`),
    );
  });
  if (how.startsWith('ended by')) return how;
  const log = await readFile(join(cluster.home, 'server.log')).catch(() => Buffer.alloc(0));
  const said = log.subarray(from).toString().trim().split('\n');
  return said.findLast((line) => line.includes('FATAL:'))?.replace(/^.*FATAL: */, '') ?? (said.at(-1) || how);
}

/** The port used last, so that other programs' settings stay true, if it is still free. */
async function choosePort(cluster: Cluster): Promise<number> {
  const path = join(cluster.home, 'port');
  const last = Number(await readFile(path, 'utf8').catch(() => ''));
  if (last && (await isFree(last))) return last;
  for (;;) {
    // Below the range from which systems take the ports of outgoing connections, so that it is free next time too.
    const port = randomInt(20_000, 32_768);
    if (!(await isFree(port))) continue;
    await writeFile(path, `${port}\n`);
    return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
