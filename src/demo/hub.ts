import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../config.ts';
import { SYSTEM_KINDS } from '../kernel/access.ts';
import { systemClock } from '../kernel/clock.ts';
import { type Role, scopesToAsk } from '../kernel/roles.ts';
import { openDevelopmentIssuer } from '../local/issuer.ts';
import { type Hub, startHub } from '../main.ts';
import { type HubClient, connect } from './client.ts';

/** A hub of the demo's own: embedded PostgreSQL, a free port, a folder that goes with it. */
export interface DemoHub extends AsyncDisposable {
  url: string;
  /** All that it has, on this machine. */
  folder: string;
  /** A client of a system of the development set, with all that its kind may hold; of the desk, as a person in a role. */
  as(system: string, role?: Role): Promise<HubClient>;
}

const TOKEN_SECONDS = 600;

/** Starts it. The settings of the shell do not count: the demo writes to no other database. */
export async function openDemoHub(): Promise<DemoHub> {
  const folder = await mkdtemp(join(tmpdir(), 'selfsame-demo-'));
  const clients: HubClient[] = [];
  let hub: Hub | undefined;
  const dispose = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()));
    await hub?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const config = loadConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
    hub = await startHub(config);
    const { url } = hub;
    const issuer = await openDevelopmentIssuer(config.dataDir, systemClock);
    return {
      url,
      folder,
      async as(system, role) {
        const kind = SYSTEM_KINDS.find((name) => name.toLowerCase() === system)!;
        const request = { clientId: system, audience: config.audience, ttlSeconds: TOKEN_SECONDS };
        const client = connect(
          url,
          await issuer.mint({ ...request, scopes: scopesToAsk(kind, role && [role]), person: role }),
        );
        clients.push(client);
        return client;
      },
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
