import { actorName, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { cleanCode } from '../../../../kernel/input/code.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { NotFound } from '../../commands/record-statement.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { ErasePersonInput } from '../../schema.generated.ts';
import { findErasureOf, insertErasure, listIdsOf } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface ErasureOpened {
  __typename: 'ErasureOpened';
  erasureId: string;
}

/** Everything that `erasePerson` can answer. */
export type ErasePersonOutcome = ErasureOpened | NotFound | InvalidInput | IdempotencyConflict;

/**
 * Opens the erasure of a person. What is asked twice is done once: whoever asks again for a person who is being erased, or was, by
 * any of its ids, gets that erasure.
 */
export async function erasePerson(context: Context, input: ErasePersonInput): Promise<ErasePersonOutcome> {
  const { actor, clock, directory, pools } = context;
  demand(actor, 'erasure:execute');
  const now = clock.now();
  const problems = new Problems();
  const reason = cleanCode(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  // A merge of a moment ago counts.
  await directory.projection.settle();
  const personIds = isId(input.personId) ? await listIdsOf(pools.read, input.personId.toLowerCase()) : [];
  const outcome = await runOnce<ErasureOpened, NotFound>(
    pools.write,
    ticketOf(context, { command: 'erasePerson', input, key, now }),
    async (tx) => {
      const [head] = personIds;
      if (head === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      const known = await findErasureOf(tx, personIds);
      if (known !== undefined) return { stored: { __typename: 'ErasureOpened', erasureId: known } };
      const erasureId = newId(clock);
      const requestedBy = actorName(actor);
      insertErasure(tx, { id: erasureId, personIds, reason: reason!, requestedBy, requestedAt: now });
      append(tx, {
        id: newId(clock),
        name: 'erasure.requested',
        subject: head,
        time: now,
        data: { erasureId, personIds, reason },
        actor: requestedBy,
        traceparent: context.traceparent,
      });
      return { stored: { __typename: 'ErasureOpened', erasureId } };
    },
    { locks: personIds.slice(0, 1).map((id) => `erasure:${id}`), read: async () => undefined },
  );
  if (outcome.__typename === 'ErasureOpened') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
