import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import type { Context } from '../../context.ts';
import type { ReviewBrokenGlassInput } from '../../schema.generated.ts';
import { endOf } from '../rules.ts';
import { lockBrokenGlass, storeFinding } from '../store.ts';
import { tell } from '../tell.ts';
import { labels } from '../view.ts';
import { type GlassRefused, TEXT_MAX_LENGTH, refused } from './break-glass.ts';

/** Stored with the idempotency key. */
export interface GlassReviewed {
  __typename: 'GlassReviewed';
  brokenGlassId: string;
}

type Missing = { __typename: 'NotFound'; id: string };
export type ReviewBrokenGlassOutcome = GlassReviewed | GlassRefused | Missing | InvalidInput | IdempotencyConflict;

/** Says whether it was right, once, after its end, and as somebody else than who broke it. */
export async function reviewBrokenGlass(
  context: Context,
  input: ReviewBrokenGlassInput,
): Promise<ReviewBrokenGlassOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'glass:review');
  if (actor.machine) return refused('A person reviews it: this token has nobody behind it.');
  const now = clock.now();
  const problems = new Problems();
  const note = requiredText(problems, 'note', input.note, TEXT_MAX_LENGTH);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const missing: Missing = { __typename: 'NotFound', id: input.id };
  if (!isId(input.id)) return missing;

  const ticket = ticketOf(context, { command: 'reviewBrokenGlass', input, key, now });
  const outcome = await runOnce<GlassReviewed, GlassRefused | Missing>(pools.write, ticket, async (tx) => {
    const row = await lockBrokenGlass(tx, input.id);
    if (!row) return { refused: missing };
    if (row.subject === actor.subject) return { refused: refused('Nobody reviews what they did themselves.') };
    if (row.reviewedAt) return { refused: refused('It is reviewed already.') };
    const end = endOf(row);
    if (end > now) return { refused: refused('It is still open: end it first.', end) };
    storeFinding(tx, {
      id: row.id,
      finding: input.finding,
      note: vault.seal(vault.openKey(row.id, row.wrapped), labels.note, note!),
      reviewedBy: actorName(actor),
      reviewedAt: now,
    });
    const data = { finding: input.finding };
    tell(tx, clock, authorOf(context), { name: 'access.reviewed', glassId: row.id, time: now, data });
    return { stored: { __typename: 'GlassReviewed', brokenGlassId: row.id } };
  });
  if (outcome.__typename === 'GlassReviewed') context.log.wake();
  return outcome;
}
