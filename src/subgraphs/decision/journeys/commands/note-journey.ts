import { actorName, demand } from '../../../../kernel/actor.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { findJsonProblem } from '../../../../kernel/input/json.ts';
import { cleanMoment } from '../../../../kernel/input/moments.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { NoteJourneyInput } from '../../schema.generated.ts';
import type { JourneyModel } from '../models.ts';
import { insertLog, lockJourney, updateJourney } from '../store.ts';
import type { JourneyElsewhere } from './stop-and-resume.ts';

/** It was noted. */
export interface JourneyNoted {
  __typename: 'JourneyNoted';
  journeyId: string;
}

export type NoteJourneyOutcome =
  | JourneyNoted
  | JourneyElsewhere
  | { __typename: 'NotFound'; id: string }
  | InvalidInput;

const MEMORY_LIMITS = { maxDepth: 6, maxBytes: 16_384 };
const LOG_MAX = 100;

/**
 * Notes how far a journey has come. It needs no idempotency key: the number that the caller saw is one. Who finds another
 * number there looks again, and sees what it noted itself, if it did.
 */
export async function noteJourney(context: Context, input: NoteJourneyInput): Promise<NoteJourneyOutcome> {
  const { actor, clock, pools, traceparent } = context;
  demand(actor, 'journey:run');
  const problems = new Problems();
  const dueAt = cleanMoment(problems, 'dueAt', input.dueAt) ?? null;
  for (const path of ['waitsFor', 'verificationIds', 'decisionIds'] as const) {
    input[path].forEach((id, place) => isId(id) || problems.add(`${path}.${place}`, 'Expected an id.'));
  }
  const unfit = findJsonProblem('memory', input.memory, MEMORY_LIMITS);
  if (unfit) problems.add(unfit.path, unfit.message);
  if (input.log.length > LOG_MAX) problems.add('log', `Expected at most ${LOG_MAX} entries.`);
  if (input.state === 'RUNNING' || input.state === 'CANCELLED')
    problems.add('state', 'Expected WAITING, ENDED or FAILED.');
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.journeyId)) return { __typename: 'NotFound', id: input.journeyId };

  const now = clock.now();
  const answer = await pools.write.begin<NoteJourneyOutcome, JourneyModel | undefined>(
    async (tx, journey) => {
      if (!journey) return { __typename: 'NotFound', id: input.journeyId };
      const isOpen = journey.state === 'RUNNING' || journey.state === 'WAITING';
      if (!isOpen || journey.entry !== input.entry) {
        const message = 'Expected a journey that is where it was seen.';
        return { __typename: 'JourneyElsewhere', state: journey.state, message };
      }
      const entry = journey.entry + 1;
      const { state, step, waitsFor, memory, log, verificationIds, decisionIds, outcome = null, reason = null } = input;
      updateJourney(tx, {
        id: journey.id,
        entry,
        state,
        step,
        memory,
        waitsFor,
        verificationIds,
        decisionIds,
        dueAt,
        outcome,
        reason,
        endedAt: state === 'WAITING' ? null : now,
      });
      if (log.length > 0)
        insertLog(
          tx,
          journey.id,
          entry,
          log.map((one) => ({ ...one, at: now })),
        );
      append(tx, {
        id: newId(clock),
        name: state === 'WAITING' ? 'journey.moved' : 'journey.ended',
        subject: journey.personId,
        time: now,
        data: {
          journeyId: journey.id,
          journey: journey.name,
          state,
          step,
          ...(outcome ? { outcome } : {}),
          ...(reason ? { reason } : {}),
        },
        actor: actorName(actor),
        traceparent,
      });
      return { __typename: 'JourneyNoted', journeyId: journey.id };
    },
    (tx) => lockJourney(tx, input.journeyId),
  );
  if (answer.__typename === 'JourneyNoted') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return answer;
}
