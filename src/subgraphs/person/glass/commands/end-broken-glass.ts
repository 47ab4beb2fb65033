import { authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { EndBrokenGlassInput } from '../../schema.generated.ts';
import { endOf } from '../rules.ts';
import { endBroken, lockBrokenGlass } from '../store.ts';
import { tell } from '../tell.ts';
import { type GlassRefused, refused } from './break-glass.ts';

/** Stored with the idempotency key. */
export interface GlassRestored {
  __typename: 'GlassRestored';
  brokenGlassId: string;
}

type Missing = { __typename: 'NotFound'; id: string };
export type EndBrokenGlassOutcome = GlassRestored | GlassRefused | Missing | InvalidInput | IdempotencyConflict;

/** Ends it early: by who broke it, or by who may review it. Nobody else learns that it is there. */
export async function endBrokenGlass(context: Context, input: EndBrokenGlassInput): Promise<EndBrokenGlassOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'glass:break');
  const now = clock.now();
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const missing: Missing = { __typename: 'NotFound', id: input.id };
  if (!isId(input.id)) return missing;

  const ticket = ticketOf(context, { command: 'endBrokenGlass', input, key, now });
  const outcome = await runOnce<GlassRestored, GlassRefused | Missing>(pools.write, ticket, async (tx) => {
    const row = await lockBrokenGlass(tx, input.id);
    const isOwn = row?.subject === actor.subject && !actor.machine;
    if (!row || !(isOwn || actor.scopes.has('glass:review'))) return { refused: missing };
    if (endOf(row) <= now) return { refused: refused('It is over.') };
    const end = isOwn ? 'ENDED' : 'STOPPED';
    endBroken(tx, { id: row.id, end, at: now });
    tell(tx, clock, authorOf(context), { name: 'access.restored', glassId: row.id, time: now, data: { end } });
    return { stored: { __typename: 'GlassRestored', brokenGlassId: row.id } };
  });
  if (outcome.__typename === 'GlassRestored') context.log.wake();
  return outcome;
}
