import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openTokens, send } from '../kill/graph.ts';
import { freePort, processesIn, serverProcesses, signalAll } from '../kill/processes.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { untilReady } from './watch.ts';

const ROOT = join(import.meta.dirname, '../..');
const WRITE = `mutation { recordPerson(input: { externalId: "kept", emails: [{ value: "kept@example.com" }] }) { __typename } }`;
const READ = '{ personByRecord(system: "crm", externalId: "kept") { emails { value } } }';

/** What a newcomer types, on a data folder and port of the test's own. */
async function newcomer() {
  const folder = await temporaryFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started: ChildProcess[] = [];
  return {
    url,
    dataDir: folder.path,
    /** `npm start`; resolves when the hub is ready. */
    async start(): Promise<ChildProcess> {
      const npm = spawn('npm', ['start'], {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: folder.path, PORT: String(port) },
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      });
      started.push(npm);
      let said = '';
      npm.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const ended = once(npm, 'exit').then(([code]) =>
        Promise.reject(new Error(`npm start ended with ${code}: ${said}`)),
      );
      await Promise.race([untilReady(url), ended]);
      return npm;
    },
    async [Symbol.asyncDispose]() {
      for (const { pid } of started) signalAll([-pid!], 'SIGKILL');
      signalAll(await processesIn(folder.path), 'SIGKILL');
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function ask(url: string, dataDir: string, query: string) {
  const { data, errors } = await send(url, await (await openTokens(dataDir)).of('crm'), query);
  return data ?? errors;
}

const WAYS: readonly { name: string; kill(npm: ChildProcess, dataDir: string): Promise<void> }[] = [
  {
    name: 'npm alone, so that the hub is left behind',
    async kill(npm) {
      const ended = once(npm, 'exit');
      signalAll([npm.pid!], 'SIGKILL');
      await ended;
    },
  },
  {
    name: 'npm and the hub, so that PostgreSQL is left behind',
    async kill(npm) {
      const ended = once(npm, 'exit');
      signalAll([-npm.pid!], 'SIGKILL');
      await ended;
    },
  },
  {
    name: 'all of it at once',
    async kill(npm, dataDir) {
      const ended = once(npm, 'exit');
      const server = await serverProcesses(dataDir);
      signalAll([-npm.pid!, server!.postmaster, ...server!.backends], 'SIGKILL');
      await ended;
    },
  },
];

test.each(WAYS)(
  'after kill -9 of $name, `npm start` works at once and has the data',
  { timeout: 90_000 },
  async ({ kill }) => {
    await using here = await newcomer();
    const first = await here.start();
    expect(await ask(here.url, here.dataDir, WRITE)).toEqual({ recordPerson: { __typename: 'PersonRecorded' } });
    await kill(first, here.dataDir);
    const second = await here.start();
    expect(await ask(here.url, here.dataDir, READ)).toEqual({
      personByRecord: { emails: [{ value: 'kept@example.com' }] },
    });
    // As Ctrl-C in a terminal does.
    signalAll([-second.pid!], 'SIGINT');
    await vi.waitFor(async () => expect(await processesIn(here.dataDir)).toEqual([]), 10_000);
  },
);
