import { actorName, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../../kernel/input/slug.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { StartJourneyInput } from '../../schema.generated.ts';
import { findPublished, findUnderWay, insertJourney } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface JourneyStarted {
  __typename: 'JourneyStarted';
  journeyId: string;
}

export type StartJourneyOutcome =
  | JourneyStarted
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Starts a journey by the published version of a definition. What runs journeys hears of it by its event. */
export async function startJourney(context: Context, input: StartJourneyInput): Promise<StartJourneyOutcome> {
  const { actor, clock, pools, directory, traceparent } = context;
  demand(actor, 'journey:start');
  const now = clock.now();
  const problems = new Problems();
  const name = cleanSlug(problems, 'name', input.name);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0 || name === undefined) return problems.invalid();

  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const outcome = await runOnce<JourneyStarted, StartJourneyOutcome>(
    pools.write,
    ticketOf(context, { command: 'startJourney', input, key, now }),
    async (tx) => {
      // Judged behind the key: a retry gets the first answer, whatever has become of the person.
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      const published = await findPublished(tx, name);
      if (!published) return { refused: { __typename: 'NotFound', id: name } };
      const underWay = input.unlessUnderWay ? await findUnderWay(tx, personId, name) : undefined;
      if (underWay) return { stored: { __typename: 'JourneyStarted', journeyId: underWay.id } };
      const id = newId(clock);
      const { version } = published;
      // What is published was read then.
      const { start: step } = published.content as { start: string };
      insertJourney(tx, { id, personId, name, version, step, startedBy: actor.system.id, startedAt: now });
      append(tx, {
        id: newId(clock),
        name: 'journey.started',
        subject: personId,
        time: now,
        data: { journeyId: id, journey: name, version },
        actor: actorName(actor),
        traceparent,
      });
      return { stored: { __typename: 'JourneyStarted', journeyId: id } };
    },
    // Of two that start one unless it is under way, one starts it.
    input.unlessUnderWay && personId
      ? { locks: [`journey:${personId}:${name}`], read: async () => undefined }
      : undefined,
  );
  if (outcome.__typename === 'JourneyStarted') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
