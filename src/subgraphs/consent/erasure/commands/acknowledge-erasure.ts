import { actorName, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { NotFound } from '../../commands/record-statement.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { AcknowledgeErasureInput } from '../../schema.generated.ts';
import { acknowledge } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface ErasureAcknowledged {
  __typename: 'ErasureAcknowledged';
  erasureId: string;
}

/** Everything that `acknowledgeErasure` can answer. */
export type AcknowledgeErasureOutcome = ErasureAcknowledged | NotFound | InvalidInput | IdempotencyConflict;

/** Notes that a system around the hub has erased a person too. It may say so again: the first time counts. */
export async function acknowledgeErasure(
  context: Context,
  input: AcknowledgeErasureInput,
): Promise<AcknowledgeErasureOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'erasure:acknowledge');
  const now = clock.now();
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const missing: NotFound = { __typename: 'NotFound', id: input.erasureId };
  const systemId = input.system ?? actor.system.id;
  if (systemId !== actor.system.id) demand(actor, 'erasure:execute');
  if (!isId(input.erasureId)) return missing;
  const erasureId = input.erasureId.toLowerCase();
  const ticket = ticketOf(context, { command: 'acknowledgeErasure', input, key, now });
  const outcome = await runOnce<ErasureAcknowledged, NotFound>(pools.write, ticket, async (tx) => {
    const by = actorName(actor);
    const found = await acknowledge(tx, { erasureId, systemId, by, at: now });
    if (!found) return { refused: missing };
    if (found.isNew)
      append(tx, {
        id: newId(clock),
        name: 'erasure.acknowledged',
        subject: found.personId,
        time: now,
        data: { erasureId, system: systemId },
        actor: by,
        traceparent: context.traceparent,
      });
    return { stored: { __typename: 'ErasureAcknowledged', erasureId } };
  });
  if (outcome.__typename === 'ErasureAcknowledged') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
