import { actorName, demand } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { JourneyModel, JourneyState } from '../models.ts';
import { insertLog, lockJourney, updateJourney } from '../store.ts';

/** The journey stands where this cannot be done. */
export interface JourneyElsewhere {
  __typename: 'JourneyElsewhere';
  state: JourneyState;
  message: string;
}

/** Stored with the idempotency key: ids only. */
export interface JourneyCancelled {
  __typename: 'JourneyCancelled';
  journeyId: string;
}

/** Stored with the idempotency key: ids only. */
export interface JourneyResumed {
  __typename: 'JourneyResumed';
  journeyId: string;
}

type Refused = JourneyElsewhere | { __typename: 'NotFound'; id: string };
type Outcome<Done> = Done | Refused | InvalidInput | IdempotencyConflict;
export type CancelJourneyOutcome = Outcome<JourneyCancelled>;
export type ResumeJourneyOutcome = Outcome<JourneyResumed>;

const REASON = /^[A-Z][A-Z0-9_]{0,63}$/;

/** Calls a journey off. What it asked for goes on. */
export async function cancelJourney(
  context: Context,
  input: { journeyId: string; reason: string; idempotencyKey?: string | null },
): Promise<CancelJourneyOutcome> {
  const problems = new Problems();
  if (!REASON.test(input.reason)) problems.add('reason', 'Expected a code such as CUSTOMER_WITHDREW, at most 64.');
  return move<JourneyCancelled>(context, problems, input, {
    command: 'cancelJourney',
    from: ['RUNNING', 'WAITING', 'FAILED'],
    expected: 'Expected a journey that has not ended.',
    action: 'CANCELLED',
    to: { state: 'CANCELLED', reason: input.reason, endedAt: context.clock.now() },
    event: { name: 'journey.ended', data: { state: 'CANCELLED', reason: input.reason } },
    done: (journeyId) => ({ __typename: 'JourneyCancelled', journeyId }),
  });
}

/** Takes up a journey that failed, at the step where it failed. What it had begun there counts. */
export async function resumeJourney(
  context: Context,
  input: { journeyId: string; idempotencyKey?: string | null },
): Promise<ResumeJourneyOutcome> {
  return move<JourneyResumed>(context, new Problems(), input, {
    command: 'resumeJourney',
    from: ['FAILED'],
    expected: 'Expected a journey that has failed.',
    action: 'RESUMED',
    to: { state: 'RUNNING', reason: null, endedAt: null },
    event: { name: 'journey.moved', data: { state: 'RUNNING' } },
    done: (journeyId) => ({ __typename: 'JourneyResumed', journeyId }),
  });
}

/** How somebody moves a journey by hand. */
interface Hand<Done> {
  command: string;
  from: readonly JourneyState[];
  expected: string;
  action: string;
  to: { state: JourneyState; reason: string | null; endedAt: Date | null };
  event: { name: 'journey.ended' | 'journey.moved'; data: Record<string, unknown> };
  done(journeyId: string): Done;
}

async function move<Done extends { __typename: string; journeyId: string }>(
  context: Context,
  problems: Problems,
  input: { journeyId: string; idempotencyKey?: string | null },
  hand: Hand<Done>,
): Promise<Outcome<Done>> {
  const { actor, clock, pools } = context;
  demand(actor, 'journey:start');
  const now = clock.now();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.journeyId)) return { __typename: 'NotFound', id: input.journeyId };
  const outcome = await runOnce<Done, Refused>(
    pools.write,
    ticketOf(context, { command: hand.command, input, key, now }),
    async (tx): Promise<Verdict<Done, Refused>> => {
      const journey = await lockJourney(tx, input.journeyId);
      const isOwn = journey?.startedBy === actor.system.id || actor.system.kind === 'STEWARD';
      if (!journey || !isOwn) return { refused: { __typename: 'NotFound', id: input.journeyId } };
      if (!hand.from.includes(journey.state)) {
        return { refused: { __typename: 'JourneyElsewhere', state: journey.state, message: hand.expected } };
      }
      store(tx, context, journey, hand, now);
      return { stored: hand.done(journey.id) };
    },
  );
  if (outcome.__typename !== 'NotFound') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

function store(tx: Transaction, context: Context, journey: JourneyModel, hand: Hand<unknown>, now: Date): void {
  const { id, personId, step, memory, name } = journey;
  const entry = journey.entry + 1;
  const by = actorName(context.actor);
  updateJourney(tx, {
    ...hand.to,
    id,
    entry,
    step,
    memory,
    waitsFor: [],
    verificationIds: [],
    decisionIds: [],
    dueAt: null,
    outcome: null,
  });
  insertLog(tx, id, entry, [{ step, action: hand.action, detail: { by, reason: hand.to.reason }, at: now }]);
  append(tx, {
    id: newId(context.clock),
    name: hand.event.name,
    subject: personId,
    time: now,
    data: { journeyId: id, journey: name, step, ...hand.event.data },
    actor: by,
    traceparent: context.traceparent,
  });
}
