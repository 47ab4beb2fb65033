import { actorName, authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { AssignRegionInput } from '../schema.generated.ts';
import { findSurvivor } from '../store-write.ts';
import { setResidence } from './store.ts';

/** Stored with the idempotency key: ids only. */
export interface RegionAssigned {
  __typename: 'RegionAssigned';
  personId: string;
}

export type AssignRegionOutcome =
  | RegionAssigned
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Says where a person's data is held, whatever systems hold records; without a region, the systems say so again. */
export async function assignRegion(context: Context, input: AssignRegionInput): Promise<AssignRegionOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'residency:admin');
  const now = clock.now();
  const problems = new Problems();
  const region = input.region == null ? null : (cleanSlug(problems, 'region', input.region) ?? null);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const ticket = ticketOf(context, { command: 'assignRegion', input, key, now });
  const outcome = await runOnce<RegionAssigned, AssignRegionOutcome>(pools.write, ticket, async (tx) => {
    const personId = isId(input.personId) ? await findSurvivor(tx, input.personId) : undefined;
    if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
    setResidence(tx, { personId, region, by: actorName(actor), now });
    append(tx, {
      id: newId(clock),
      name: 'residency.assigned',
      subject: personId,
      time: now,
      data: { region },
      ...authorOf(context),
    });
    return { stored: { __typename: 'RegionAssigned', personId } };
  });
  if (outcome.__typename === 'RegionAssigned') context.log.wake();
  return outcome;
}
