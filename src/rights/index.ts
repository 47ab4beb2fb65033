import { toFault } from '../kernel/db.ts';
import type { Route } from '../kernel/http/route.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { LogEvent } from '../log/event.ts';
import type { Log } from '../log/tail.ts';
import type { GatherOptions } from './gather.ts';
import { askRoot } from './graph.ts';
import { exportRoute } from './route.ts';
import { workOn } from './work.ts';

/** What answers data subjects stands on. */
export interface RightsOptions extends GatherOptions {
  log: Log;
  logger: Logger;
}

/** What answers data subjects, in this process. */
export interface Rights {
  routes: readonly Route<unknown>[];
  stop(): Promise<void>;
}

const RETRY_MS = 1_000;
const OPEN = `query ($kind: CaseKind!, $after: ID) { cases(state: IN_PROGRESS, kind: $kind, first: 200, after: $after) { id personId } }`;

/**
 * Gives archives out, and does for cases what the hub does by itself. What there is to do is found in the cases, not in what it
 * remembers: it begins with those that are in progress and goes on with what the log tells. Several processes may do the same at
 * once; each thing is noted once.
 */
export function startRights(options: RightsOptions): Rights {
  const { ask, log, logger } = options;
  const stopping = new AbortController();
  /** The people of cases that wait for something. By the case's id. */
  const waiting = new Map<string, string>();

  const work = async (caseId: string, personId: string): Promise<void> => {
    if (await workOn(ask, caseId)) waiting.set(caseId, personId);
    else waiting.delete(caseId);
  };
  const begin = async (): Promise<void> => {
    for (const kind of ['RECTIFICATION', 'ERASURE']) {
      for (let after: string | null = null; ;) {
        const page: { id: string; personId: string }[] = (await askRoot(ask, OPEN, { kind, after })) ?? [];
        for (const { id, personId } of page) await work(id, personId);
        if (page.length < 200) break;
        after = page.at(-1)!.id;
      }
    }
  };
  const hear = async ({ name, subject, data }: LogEvent): Promise<void> => {
    if (name === 'case.advanced' || (name === 'case.noted' && data['action'] === 'CORRECTED')) {
      await work(data['caseId'] as string, subject);
    } else if (name.startsWith('identity.') || name.startsWith('erasure.')) {
      for (const [caseId, personId] of waiting) {
        if (personId === subject || name === 'identity.merged' || name.startsWith('erasure.'))
          await work(caseId, personId);
      }
    }
  };
  const run = async (): Promise<void> => {
    let { position } = log.head();
    let hasBegun = false;
    while (!stopping.signal.aborted) {
      try {
        if (!hasBegun) await begin();
        hasBegun = true;
        const events = await log.read(position, stopping.signal);
        if (events.length === 0) return;
        for (const event of events) {
          await hear(event);
          position = event.position;
        }
      } catch (error) {
        const { code, internal } = toFault(error);
        logger.warn({ code, internal }, 'a case of a data subject cannot be worked on; trying again');
        await pause(RETRY_MS, stopping.signal);
      }
    }
  };
  const running = run();
  return {
    routes: [exportRoute(options)],
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
