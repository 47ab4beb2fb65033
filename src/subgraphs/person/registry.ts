import type { Sql } from '../../kernel/db.ts';
import { toFault } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { Misses } from '../../kernel/misses.ts';
import type { Log } from '../../log/tail.ts';
import type { SystemModel } from './models.ts';
import { listSystems } from './store.ts';

/** The registered systems, in memory. There are few, and every request asks for one. */
export interface Registry {
  /** All systems by id, as they are in the database once every change committed before the call has been told. */
  all(): Promise<ReadonlyMap<string, SystemModel>>;
  /** The same, with those of the records. One that another hub registered a moment ago may not have been told yet. */
  of(records: Iterable<{ systemId: string }>): Promise<ReadonlyMap<string, SystemModel>>;
  /** Looks into the database before it answers undefined, at most once a second for the same client. */
  findByClient(clientId: string): Promise<SystemModel | undefined>;
  /** Forgets what was read. To be called after a change in this process; changes elsewhere come by the log. */
  refresh(): void;
  stop(): Promise<void>;
}

const RETRY_MS = 250;

/** Opens the registry; it follows the log until that is closed, so that a change in any hub is known to all within moments. */
export function openRegistry(sql: Sql, log: Log, logger: Logger): Registry {
  let reading: Promise<ReadonlyMap<string, SystemModel>> | undefined;
  /** Clients. Made anew when a system is registered, so that what was missed before does not come in afterwards. */
  let misses = new Misses();
  const stopping = new AbortController();

  const all = (): Promise<ReadonlyMap<string, SystemModel>> => {
    if (!reading) {
      const fresh = listSystems(sql).then((systems) => new Map(systems.map((system) => [system.id, system])));
      reading = fresh;
      fresh.catch(() => {
        if (reading === fresh) reading = undefined;
      });
    }
    return reading;
  };
  const refresh = (): void => {
    reading = undefined;
    misses = new Misses();
  };
  const following = (async () => {
    let position = log.head().position;
    while (!stopping.signal.aborted) {
      try {
        const events = await log.read(position, stopping.signal);
        // The log is closed, or we stop.
        if (events.length === 0) return;
        if (events.some((event) => event.name === 'system.registered')) refresh();
        position = events.at(-1)!.position;
      } catch (error) {
        logger.warn({ code: toFault(error).code }, 'the registry cannot follow the log; trying again');
        refresh();
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  })();

  return {
    all,
    async of(records) {
      const known = all();
      const systems = await known;
      for (const { systemId } of records) {
        if (systems.has(systemId)) continue;
        if (reading === known) reading = undefined;
        return all();
      }
      return systems;
    },
    async findByClient(clientId) {
      const before = misses;
      if (before.has(clientId)) return undefined;
      const known = all();
      const found = byClient(await known, clientId);
      if (found) return found;
      // Read anew once for all who miss at the same moment.
      if (reading === known) reading = undefined;
      const now = byClient(await all(), clientId);
      if (!now) before.add(clientId);
      return now;
    },
    refresh,
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

function byClient(systems: ReadonlyMap<string, SystemModel>, clientId: string): SystemModel | undefined {
  return [...systems.values()].find((system) => system.clientId === clientId);
}
