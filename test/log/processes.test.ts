import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Told } from './support/hub-process.ts';
import { type TestLog, createLog, range } from './support/log.ts';

const HUB = fileURLToPath(new URL('support/hub-process.ts', import.meta.url));

let shared: TestLog;
let hubs: Hub[] = [];
beforeEach(async () => {
  shared = await createLog();
});
afterEach(async () => {
  await Promise.all(hubs.map((hub) => hub.kill()));
  hubs = [];
  await shared[Symbol.asyncDispose]();
});

/** A hub in a process of its own, and what it told. */
class Hub {
  readonly read: [position: number, id: string][] = [];
  readonly acknowledged: string[] = [];
  readonly #child: ChildProcess;
  readonly begun: Promise<void>;

  constructor(url: string, writers: number, subjects: string) {
    const child = spawn(process.execPath, [HUB, url, String(writers), subjects], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.begun = promise;
    child.on('message', (told: Told) => {
      if ('read' in told) this.read.push(...told.read);
      else if ('acknowledged' in told) this.acknowledged.push(told.acknowledged);
      else resolve();
    });
    hubs.push(this);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.signal('SIGCONT');
    this.signal('SIGKILL');
    await once(this.#child, 'exit');
  }

  /** Lets it end by itself. */
  async stop(): Promise<void> {
    this.#child.send('stop');
    await once(this.#child, 'exit');
  }

  /** How long until it has read an event that is committed from now on. */
  async goesOn(): Promise<number> {
    const start = performance.now();
    const [row] = await shared.admin<
      { position: number }[]
    >`select coalesce(max(position), 0) as position from log.event`;
    while ((this.read.at(-1)?.[0] ?? 0) <= row!.position) await sleep(5);
    return performance.now() - start;
  }
}

async function startHub(writers: number, subjects = 'shared'): Promise<Hub> {
  const hub = new Hub(shared.url, writers, subjects);
  await hub.begun;
  return hub;
}

/** What the log holds in the end is whole, has all that was acknowledged, and is what each hub read. */
async function expectWhole(): Promise<void> {
  const last = await shared.log.flush();
  const rows = await shared.admin<{ position: number; eventId: string; subject: string; sequence: number }[]>`
    select position, event_id, subject, sequence from log.event order by position`;
  expect(rows.map(({ position }) => position)).toEqual(range(1, last));
  for (const [, events] of Map.groupBy(rows, ({ subject }) => subject)) {
    expect(events.map(({ sequence }) => sequence)).toEqual(range(1, events.length));
  }
  const stored = rows.map(({ eventId }) => eventId);
  expect(new Set(stored).size).toBe(stored.length);
  for (const hub of hubs) {
    expect(hub.read).toEqual(rows.slice(0, hub.read.length).map(({ position, eventId }) => [position, eventId]));
    expect(stored).toEqual(expect.arrayContaining(hub.acknowledged));
  }
}

test('two hubs write and read: both hear all, in one order', async () => {
  const [one, two] = await Promise.all([startHub(4), startHub(4)]);
  await sleep(1_000);
  await Promise.all([one.goesOn(), two.goesOn()]);
  await Promise.all([one.stop(), two.stop()]);
  await expectWhole();
  expect(one.read.length).toBeGreaterThan(50);
}, 30_000);

test('a hub that is killed at any moment leaves nothing behind: the other goes on within two seconds, with all that was committed', async () => {
  const survivor = await startHub(3);
  for (let round = 0; round < 5; round++) {
    const victim = await startHub(3);
    await sleep(100 + Math.random() * 300);
    await victim.kill();
    expect(await survivor.goesOn()).toBeLessThan(2_000);
    const [row] = await shared.admin<{ last: number }[]>`select count(*) as last from log.event`;
    await expect.poll(() => survivor.read.length, { timeout: 2_000 }).toBeGreaterThanOrEqual(row!.last);
  }
  await survivor.stop();
  await expectWhole();
}, 60_000);

test('a hub that hangs holds nobody up, and catches up when it awakes', async () => {
  // Of subjects of their own: one that is locked by a transaction of the hub that hangs has to wait, for ten seconds at most.
  const [survivor, hanging] = await Promise.all([startHub(3, 'survivor'), startHub(3, 'hanging')]);
  for (let round = 0; round < 4; round++) {
    await sleep(50 + Math.random() * 200);
    hanging.signal('SIGSTOP');
    expect(await survivor.goesOn()).toBeLessThan(2_000);
    await sleep(700);
    hanging.signal('SIGCONT');
    expect(await hanging.goesOn()).toBeLessThan(3_000);
  }
  await Promise.all([survivor.stop(), hanging.stop()]);
  await expectWhole();
}, 60_000);
