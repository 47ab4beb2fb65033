import { setTimeout as sleep } from 'node:timers/promises';
import type { HubProcess } from './hub-process.ts';
import { serverProcesses, signalAll } from './processes.ts';
import type { Random } from './random.ts';

/** What a strike needs: who can be hit. */
export interface Scene {
  hubs: readonly HubProcess[];
  /** The data folder in which the server's embedded data lie. */
  serverDir: string;
  random: Random;
}

/** One way to end things. It resolves when whoever was hit is on the way back, with the hubs whose recovery counts. */
export interface Strike {
  name: string;
  hit(scene: Scene): Promise<readonly HubProcess[]>;
}

async function restart(hub: HubProcess): Promise<void> {
  await hub.end('SIGKILL');
  hub.start();
}

/** Kills the postmaster, and then its children, as a machine that loses its power would. */
async function killServer(serverDir: string): Promise<void> {
  const server = await serverProcesses(serverDir);
  if (server) signalAll([server.postmaster, ...server.backends], 'SIGKILL');
}

const hubAlone: Strike = {
  name: 'a hub',
  async hit({ hubs, random }) {
    const hub = random.pick(hubs);
    await restart(hub);
    return [hub];
  },
};

const hubWhileItStarts: Strike = {
  name: 'a hub, and again while it starts',
  async hit({ hubs, random }) {
    const hub = random.pick(hubs);
    await restart(hub);
    await sleep(random.between(0, 1_500));
    await restart(hub);
    return [hub];
  },
};

const server: Strike = {
  name: 'PostgreSQL',
  async hit({ hubs, serverDir }) {
    await killServer(serverDir);
    return hubs;
  },
};

const postmaster: Strike = {
  name: 'the postmaster alone',
  async hit({ hubs, serverDir }) {
    const found = await serverProcesses(serverDir);
    if (found) signalAll([found.postmaster], 'SIGKILL');
    return hubs;
  },
};

const backend: Strike = {
  name: 'one backend of PostgreSQL',
  async hit({ hubs, serverDir, random }) {
    const found = await serverProcesses(serverDir);
    if (found && found.backends.length > 0) signalAll([random.pick(found.backends)], 'SIGKILL');
    return hubs;
  },
};

const everything: Strike = {
  name: 'every hub and PostgreSQL at once',
  async hit({ hubs, serverDir, random }) {
    const ended = hubs.map((hub) => hub.end('SIGKILL'));
    if (random.chance(0.5)) await Promise.all(ended);
    await killServer(serverDir);
    await Promise.all(ended);
    for (const hub of hubs) hub.start();
    return hubs;
  },
};

const pause: Strike = {
  name: 'a hub paused (SIGSTOP)',
  async hit({ hubs, random }) {
    const hub = random.pick(hubs);
    hub.signal('SIGSTOP');
    await sleep(random.between(2_000, 4_000));
    hub.signal('SIGCONT');
    return [hub];
  },
};

/** For one hub over its embedded PostgreSQL. */
export const ONE_HUB: readonly Strike[] = [hubAlone, server, everything, backend, hubWhileItStarts, postmaster];

/** For two hubs on one PostgreSQL that neither of them started. */
export const TWO_HUBS: readonly Strike[] = [hubAlone, server, pause, everything, hubWhileItStarts, backend];
