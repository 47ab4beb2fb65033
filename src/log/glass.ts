import { type Scope, isScope } from '../kernel/access.ts';
import type { Glass } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Sql, toFault } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { LogEvent } from './event.ts';
import { listGlassEvents } from './store.ts';
import type { Log } from './tail.ts';

/** What glass is broken now, as far as this process has read the log. */
export interface BrokenGlasses extends Glass {
  stop(): Promise<void>;
}

interface Broken {
  actor: string;
  scopes: readonly Scope[];
  until: Date;
}

const RETRY_MS = 250;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Follows what people break and restore, from the log and in memory, so that every process of a hub obeys it within
 * moments of the commit. Its end needs no word from anybody: each process has a clock.
 */
export async function followGlass(options: {
  /** With the role of the log. */
  sql: Sql;
  log: Log;
  clock: Clock;
  logger: Logger;
}): Promise<BrokenGlasses> {
  const { sql, log, clock, logger } = options;
  const open = new Map<string, Broken>();
  const stopping = new AbortController();
  const apply = ({ name, actor, data }: Pick<LogEvent, 'name' | 'actor' | 'data'>): void => {
    const id = String(data['glassId']);
    if (name === 'access.restored') open.delete(id);
    if (name !== 'access.broken') return;
    const scopes = (data['scopes'] as string[]).filter(isScope);
    open.set(id, { actor, scopes, until: new Date(String(data['until'])) });
  };
  const catchUp = async (): Promise<number> => {
    const { position } = log.head();
    // Nothing stays open for longer than a day.
    for (const event of await listGlassEvents(sql, new Date(clock.now().getTime() - DAY_MS))) apply(event);
    return position;
  };
  let position = await catchUp();
  const following = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const events = await log.read(position, stopping.signal);
        // The log is closed, or we stop.
        if (events.length === 0) return;
        for (const event of events) apply(event);
        position = events.at(-1)!.position;
      } catch (error) {
        logger.warn({ code: toFault(error).code }, 'cannot follow who breaks glass; trying again');
        await pause(RETRY_MS, stopping.signal);
        position = await catchUp().catch(() => position);
      }
    }
  })();

  return {
    of(actor) {
      if (open.size === 0) return undefined;
      const now = clock.now();
      for (const [id, broken] of open) {
        if (broken.until <= now) open.delete(id);
        else if (broken.actor === actor) return { id, scopes: broken.scopes };
      }
      return undefined;
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}
