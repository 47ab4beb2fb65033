import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import { LOCKS } from '../../../../kernel/locks.ts';
import { append } from '../../../../log/append.ts';
import type { NotFound } from '../../commands/record-statement.ts';
import type { Context } from '../../context.ts';
import type { PlaceHoldInput } from '../../schema.generated.ts';
import { REASON } from '../sealing.ts';
import { insertHold } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface HoldPlaced {
  __typename: 'HoldPlaced';
  holdId: string;
}

export type PlaceHoldOutcome = HoldPlaced | NotFound | InvalidInput | IdempotencyConflict;

/** Keeps a person's data from being deleted, by retention and by erasure. Each hold is released by itself. */
export async function placeHold(context: Context, input: PlaceHoldInput): Promise<PlaceHoldOutcome> {
  const { actor, clock, vault, pools, directory } = context;
  demand(actor, 'hold:manage');
  const now = clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  // What was found counts only behind the idempotency key: a retry gets its first answer, whatever has become of the person.
  const personId = await directory.findPerson(input.personId);
  const ticket = ticketOf(context, { command: 'placeHold', input, key, now });
  const place = async (tx: Transaction): Promise<Verdict<HoldPlaced, NotFound>> => {
    if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
    const id = newId(clock);
    const { key: own, wrapped } = vault.createKey(id);
    const classes = [...new Set(input.dataClasses ?? [])].toSorted();
    const sealed = vault.seal(own, REASON, reason);
    insertHold(tx, { id, personId, classes, placedBy: actorName(actor), placedAt: now, reason: sealed }, wrapped);
    append(tx, {
      id: newId(clock),
      name: 'hold.placed',
      subject: personId,
      time: now,
      data: { holdId: id, classes },
      ...authorOf(context),
    });
    return { stored: { __typename: 'HoldPlaced', holdId: id } };
  };
  // Behind all that retention is at, in every subgraph: once it is answered, nothing of the person goes. Before the first row is written,
  // since what is at it reads the log up to its end, and the log goes no further than the oldest transaction that writes.
  const alone = (tx: Transaction): Promise<unknown> => tx`select pg_advisory_xact_lock(${LOCKS.holds})`;
  const outcome = await runOnce(pools.write, ticket, place, { read: alone });
  if (outcome.__typename === 'HoldPlaced') context.log.wake();
  return outcome;
}
