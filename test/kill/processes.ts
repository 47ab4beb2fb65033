import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The processes of a PostgreSQL server. */
export interface ServerProcesses {
  postmaster: number;
  /** The children of the postmaster: sessions and helpers. */
  backends: number[];
}

/** The server that runs on the embedded data of a data folder, as its lock file tells. */
export async function serverProcesses(dataDir: string): Promise<ServerProcesses | undefined> {
  const lock = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '');
  const postmaster = Number.parseInt(lock, 10);
  if (!postmaster) return undefined;
  const all = await parents();
  return all.has(postmaster)
    ? { postmaster, backends: [...all].filter(([, ppid]) => ppid === postmaster).map(([pid]) => pid) }
    : undefined;
}

/** The parent of each living process. */
async function parents(): Promise<Map<number, number>> {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
    return new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
    );
  }
  const found = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name of the program stands in brackets and may hold anything.
    const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state && state !== 'Z') found.set(Number(name), Number(ppid));
  }
  return found;
}

/** The living processes whose command line or working folder lies in `folder`. Linux only; elsewhere none. */
export async function processesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const all = await parents();
  const inside = await Promise.all(
    [...all.keys()].map(async (pid) =>
      (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(folder),
    ),
  );
  return [...all.keys()].filter((_, index) => inside[index]);
}

/** Sends a signal to each. One that is gone already is no error. */
export function signalAll(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** A free port below the range from which systems take the ports of outgoing connections, so that it is free later too. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
