import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { migrate } from '../../src/kernel/migrate.ts';

const KEEPER = fileURLToPath(new URL('../local/postgres-user.ts', import.meta.url));

/** A PostgreSQL of its own, that a test may maltreat. */
export interface OwnServer extends AsyncDisposable {
  /** A migrated database. */
  url: string;
  /** Ends it: in order, or with SIGKILL to all of its processes. It stays away until `back`. */
  stop(how: 'in order' | 'at once'): Promise<void>;
  /** Starts it again; resolves when it takes connections. */
  back(): Promise<void>;
  /** Stops all of its processes where they are. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

/** Starts a server. A child process keeps it; while that one is stopped, the server stays as it is. */
export async function startServer(): Promise<OwnServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'selfsame-server-'));
  const keeper: ChildProcess = spawn(process.execPath, [KEEPER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(keeper.stdout!, 'data')) as [Buffer];
  const url = line.toString().trim();
  await migrate(url);
  const processes = async (): Promise<number[]> => {
    const lock = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
    const postmaster = Number.parseInt(lock, 10);
    return [postmaster, ...(await childrenOf(postmaster))];
  };
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    for (const pid of await processes()) kill(pid, name);
  };
  return {
    url,
    async stop(how) {
      keeper.kill('SIGSTOP');
      const all = await processes();
      if (how === 'at once') for (const pid of all) kill(pid, 'SIGKILL');
      else kill(all[0]!, 'SIGINT');
      for (const pid of all) while (!(await hasEnded(pid))) await sleep(10);
    },
    async back() {
      keeper.kill('SIGCONT');
      for (;;) {
        const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
        const answered = await sql`select 1`.then(
          () => true,
          () => false,
        );
        await sql.end({ timeout: 1 });
        if (answered) return;
        await sleep(10);
      }
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async [Symbol.asyncDispose]() {
      keeper.kill('SIGCONT');
      keeper.kill('SIGTERM');
      await once(keeper, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function childrenOf(parent: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(all.map(statOf));
  return all.filter((_, index) => Number(stats[index]![1]) === parent);
}

/** Ended, but perhaps still to be reaped by its keeper. */
async function hasEnded(pid: number): Promise<boolean> {
  const [state] = await statOf(pid);
  return state === '' || state === 'Z';
}

/** State and parent of a process (proc(5)). */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program stands in brackets and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}
