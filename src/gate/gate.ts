import type { Actor } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Sql, toFault } from '../kernel/db.ts';
import { isId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { Log } from '../log/tail.ts';
import { type Access, type Judge, openAccess } from './access.ts';
import { ANYBODY, agreeable, type Purpose, type Reader, type Standing, judge, relevant } from './rules.ts';
import { type Policies, type Question, listStandings, readPolicies, readStanding } from './store.ts';

/** Judges what may be read of people, by whom. */
export interface Gate extends Judge {
  /** Begins an operation. */
  open(actor: Actor): Access;
  /** What somebody may read who has these purposes, of a person; each purpose's standing with it. */
  standing(personId: string): Promise<{ standing: Standing; purposes: readonly Purpose[] } | undefined>;
  reader(purposes: readonly string[]): Reader;
  stop(): Promise<void>;
}

/** What a gate is made from. */
export interface GateOptions {
  sql: Sql;
  log: Log;
  clock: Clock;
  logger: Logger;
  /** Where this process is; undefined where regions are not held apart. */
  region: string | undefined;
}

const RETRY_MS = 250;
/** Events after which the policies are read anew. */
const CHANGES = new Set<string>(['purpose.registered', 'purpose.retired', 'residency.ruled']);

/** Opens the gate. It follows the log, so that a change of a purpose in any hub is known to all within moments. */
export async function openGate({ sql, log, clock, logger, region }: GateOptions): Promise<Gate> {
  const stopping = new AbortController();
  let position = log.head().position;
  let policies: Policies = await readPolicies(sql);
  let readers = new Map<string, Reader>();

  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const events = await log.read(position, stopping.signal);
        // The log is closed, or we stop.
        if (events.length === 0) return;
        if (events.some(({ name }) => CHANGES.has(name))) {
          policies = await readPolicies(sql);
          readers = new Map();
        }
        position = events.at(-1)!.position;
      } catch (error) {
        logger.warn({ code: toFault(error).code }, 'the gate cannot follow the log; trying again');
        await pause(RETRY_MS, stopping.signal);
      }
    }
  };
  const following = follow();

  const readerOf = (ids: readonly string[]): Reader => {
    const key = ids.join();
    let reader = readers.get(key);
    if (!reader) {
      const purposes = ids.toSorted().flatMap((id) => policies.purposes.get(id) ?? []);
      readers.set(key, (reader = { purposes, region, rules: policies.rules }));
    }
    return reader;
  };

  const questionOf = ({ purposes }: Reader): Question => ({
    ...relevant(purposes),
    regions: region !== undefined,
    now: clock.now(),
  });

  const gate: Gate = {
    open: (actor) => openAccess(gate, actor),
    reader: readerOf,
    anybody: ({ purposes }) => judge(readerOf(purposes), ANYBODY),
    atBest: ({ purposes }) => judge(readerOf(purposes), agreeable(readerOf(purposes))),
    question(actor) {
      const reader = readerOf(actor.purposes);
      return seesNothing(reader) ? undefined : questionOf(reader);
    },
    judge: (actor, row) => {
      const reader = readerOf(actor.purposes);
      return judge(reader, readStanding(row));
    },
    async verdicts({ purposes }, personIds) {
      const reader = readerOf(purposes);
      const ids = personIds.filter(isId);
      const question = questionOf(reader);
      const rows = seesNothing(reader) || ids.length === 0 ? [] : await listStandings(sql, ids, question);
      const standings = new Map(rows.map((row) => [row.asked, readStanding(row)]));
      return new Map(personIds.map((id) => [id, judge(reader, standings.get(id) ?? { ...ANYBODY, personId: id })]));
    },
    async standing(personId) {
      const purposes = [...policies.purposes.values()];
      const question = { ...relevant(purposes), regions: true, now: clock.now() };
      const [row] = await listStandings(sql, [personId], question);
      return row && { standing: readStanding(row), purposes };
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
  return gate;
}

/** Who has no purpose does, wherever people stand. */
function seesNothing({ purposes }: Reader): boolean {
  return purposes.length === 0;
}
