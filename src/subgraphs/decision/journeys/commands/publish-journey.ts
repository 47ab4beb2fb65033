import { actorName, demand } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { findJsonProblem } from '../../../../kernel/input/json.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { readDefinition } from '../definition.ts';
import { type DefinitionKey, insertDefinition, retireDefinition } from '../store.ts';

const LIMITS = { maxDepth: 8, maxBytes: 65_536 };

/** Stored with the idempotency key. */
export interface JourneyPublished extends DefinitionKey {
  __typename: 'JourneyPublished';
}

/** Stored with the idempotency key. */
export interface JourneyRetired extends DefinitionKey {
  __typename: 'JourneyRetired';
}

export type PublishJourneyOutcome = JourneyPublished | InvalidInput | IdempotencyConflict;
export type RetireJourneyOutcome =
  | JourneyRetired
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Publishes a definition in place of the one of its name. Journeys that run go on by theirs. */
export async function publishJourney(
  context: Context,
  input: { definition: unknown; idempotencyKey?: string | null },
): Promise<PublishJourneyOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'journey:admin');
  const now = clock.now();
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  const unfit = findJsonProblem('definition', input.definition, LIMITS);
  if (unfit) problems.add(unfit.path, unfit.message);
  const read = unfit ? { problems: [] } : readDefinition(input.definition);
  if ('problems' in read) {
    for (const { path, message } of read.problems) problems.add(path ? `definition.${path}` : 'definition', message);
    return problems.invalid();
  }
  if (problems.list.length > 0) return problems.invalid();
  const { name } = read.definition;
  const outcome = await runOnce<JourneyPublished, PublishJourneyOutcome>(
    pools.write,
    ticketOf(context, { command: 'publishJourney', input, key, now }),
    async (tx) => {
      const definition = { name, content: input.definition, publishedBy: actorName(actor), publishedAt: now };
      const version = await insertDefinition(tx, definition);
      tell(tx, context, 'journey.published', { name, version }, now);
      return { stored: { __typename: 'JourneyPublished', name, version } };
    },
    { locks: [`journey-definition:${name}`], read: async () => undefined },
  );
  if (outcome.__typename === 'JourneyPublished') context.log.wake();
  return outcome;
}

/** Takes a definition out of use. */
export async function retireJourney(
  context: Context,
  input: DefinitionKey & { idempotencyKey?: string | null },
): Promise<RetireJourneyOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'journey:admin');
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const { name, version } = input;
  const now = clock.now();
  const outcome = await runOnce<JourneyRetired, RetireJourneyOutcome>(
    pools.write,
    ticketOf(context, { command: 'retireJourney', input, key, now }),
    async (tx) => {
      if (!(await retireDefinition(tx, { name, version }))) {
        return { refused: { __typename: 'NotFound', id: `${name} ${version}` } };
      }
      tell(tx, context, 'journey.retired', { name, version }, now);
      return { stored: { __typename: 'JourneyRetired', name, version } };
    },
  );
  if (outcome.__typename === 'JourneyRetired') context.log.wake();
  return outcome;
}

function tell(
  tx: Transaction,
  { clock, actor, traceparent }: Context,
  name: 'journey.published' | 'journey.retired',
  { name: journey, version }: DefinitionKey,
  time: Date,
): void {
  const data = { journey, version };
  append(tx, { id: newId(clock), name, subject: journey, time, data, actor: actorName(actor), traceparent });
}
