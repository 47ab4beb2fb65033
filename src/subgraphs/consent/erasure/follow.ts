import type { Transaction } from '../../../kernel/db.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { append } from '../../../log/append.ts';
import type { EventName, LogEvent } from '../../../log/event.ts';
import { type Projection, startProjection } from '../../../log/projection.ts';
import type { Services } from '../context.ts';
import { type ToldPart, completeErasure, insertSystems, updateIds, updatePart } from './store.ts';

/** What subgraphs tell of an erasure. */
interface Told {
  erasureId: string;
  subgraph: string;
  counts: Record<string, number>;
  held?: object[];
  problem?: string;
  personIds?: string[];
  systems?: string[];
}

const STATES: Partial<Record<EventName, ToldPart['state']>> = {
  'erasure.done': 'DONE',
  'erasure.held': 'HELD',
  'erasure.delayed': 'DELAYED',
};

/** Starts to note how far the subgraphs are with erasures, and to tell when the last one is done. */
export function followErasures({ pools, log, clock }: Services, logger: Logger): Promise<Projection> {
  return startProjection({
    sql: pools.write,
    log,
    logger,
    name: 'erasures',
    begin: 'oldest',
    async apply(tx, events) {
      for (const event of events) await note(tx, clock, event);
    },
    applied(events) {
      if (events.some(({ name }) => name in STATES)) log.wake();
    },
  });
}

async function note(tx: Transaction, clock: Clock, { name, source, time, data }: LogEvent): Promise<void> {
  const state = STATES[name];
  const told = data as unknown as Told;
  // Each tells of its own share only.
  if (state === undefined || told.subgraph !== source) return;
  const { erasureId, subgraph, counts, held = [], problem = null, personIds, systems } = told;
  if (subgraph === 'person' && state === 'DONE' && personIds) {
    updateIds(tx, erasureId, personIds);
    insertSystems(tx, { erasureId, systems: systems ?? [], because: 'RECORD', toldAt: time });
  }
  if (!(await updatePart(tx, { erasureId, subgraph, state, problem, counts, held, toldAt: time }))) return;
  const now = clock.now();
  const subject = await completeErasure(tx, erasureId, now);
  if (subject === undefined) return;
  append(tx, {
    id: newId(clock),
    name: 'erasure.completed',
    subject,
    time: now,
    data: { erasureId },
    actor: 'selfsame',
    traceparent: undefined,
  });
}
