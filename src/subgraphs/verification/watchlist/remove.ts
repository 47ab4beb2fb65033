import { actorName, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { lockCurrent, removeVersion } from './store.ts';

/** A list to take out of use. */
export interface RemoveWatchlistInput {
  name: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key. */
export interface WatchlistRemoved {
  __typename: 'WatchlistRemoved';
  name: string;
}

type NotFound = { __typename: 'NotFound'; id: string };
export type RemoveWatchlistOutcome = WatchlistRemoved | NotFound | InvalidInput | IdempotencyConflict;

/** Takes a list out of use. What is known of its versions stays. */
export async function removeWatchlist(context: Context, input: RemoveWatchlistInput): Promise<RemoveWatchlistOutcome> {
  const { actor, clock, pools, traceparent } = context;
  demand(actor, 'watchlist:admin');
  const now = clock.now();
  const { name } = input;
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const ticket = ticketOf(context, { command: 'removeWatchlist', input, key, now });
  const outcome = await runOnce<WatchlistRemoved, NotFound>(pools.write, ticket, async (tx) => {
    const current = await lockCurrent(tx, name);
    if (!current) return { refused: { __typename: 'NotFound', id: name } };
    removeVersion(tx, current.id, now);
    append(tx, {
      id: newId(clock),
      name: 'watchlist.removed',
      subject: name,
      time: now,
      data: { list: name, version: current.id },
      actor: actorName(actor),
      traceparent,
    });
    return { stored: { __typename: 'WatchlistRemoved', name } };
  });
  if (outcome.__typename === 'WatchlistRemoved') context.log.wake();
  return outcome;
}
