import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type Scope, isScope } from '../../../../kernel/access.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { cleanList, requiredText } from '../../../../kernel/input/text.ts';
import type { Context } from '../../context.ts';
import type { BreakGlassInput } from '../../schema.generated.ts';
import { againAt, canTake, scopesTaken } from '../rules.ts';
import { findLastBroken, insertBrokenGlass } from '../store.ts';
import { tell } from '../tell.ts';
import { labels } from '../view.ts';

/** Stored with the idempotency key: ids and times only. */
export interface GlassBroken {
  __typename: 'GlassBroken';
  brokenGlassId: string;
  /** ISO 8601, UTC. */
  until: string;
}

/** It cannot be done now. */
export interface GlassRefused {
  __typename: 'GlassRefused';
  message: string;
  againAt: Date | null;
}

export type BreakGlassOutcome = GlassBroken | GlassRefused | InvalidInput | IdempotencyConflict;

export const TEXT_MAX_LENGTH = 2_000;

/** Takes scopes beyond the roles of the actor, for a while. From then on the actor has them in every process. */
export async function breakGlass(context: Context, input: BreakGlassInput): Promise<BreakGlassOutcome> {
  const { actor, clock, vault, pools, maxGlassMinutes } = context;
  demand(actor, 'glass:break');
  if (actor.machine) return refused('Only a person breaks the glass: this token has nobody behind it.');
  const now = clock.now();
  const problems = new Problems();
  const scopes = readScopes(problems, input);
  const reason = requiredText(problems, 'reason', input.reason, TEXT_MAX_LENGTH);
  if (input.minutes < 1 || input.minutes > maxGlassMinutes)
    problems.add('minutes', `Expected 1 to ${maxGlassMinutes}.`);
  if (input.personId != null && !isId(input.personId)) problems.add('personId', "Expected a person's id.");
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const until = new Date(now.getTime() + input.minutes * 60_000);
  const ticket = ticketOf(context, { command: 'breakGlass', input: { ...input, by: actorName(actor) }, key, now });
  const outcome = await runOnce<GlassBroken, GlassRefused, Awaited<ReturnType<typeof findLastBroken>>>(
    pools.write,
    ticket,
    async (tx, last) => {
      const again = againAt(last, now);
      if (again)
        return { refused: refused('Let an hour pass after the last time, or have somebody review it.', again) };
      const id = newId(clock);
      const created = vault.createKey(id);
      const personId = input.personId?.toLowerCase() ?? null;
      insertBrokenGlass(tx, {
        id,
        actor: actorName(actor),
        subject: actor.subject,
        role: input.role ?? null,
        scopes,
        personId,
        reason: vault.seal(created.key, labels.reason, reason!),
        brokenAt: now,
        until,
        wrapped: created.wrapped,
      });
      const data = { role: input.role ?? null, scopes, until: until.toISOString(), ...(personId ? { personId } : {}) };
      tell(tx, clock, authorOf(context), { name: 'access.broken', glassId: id, time: now, data });
      return { stored: { __typename: 'GlassBroken', brokenGlassId: id, until: until.toISOString() } };
    },
    { locks: [`glass:${vault.mark('glass', actor.subject)}`], read: (tx) => findLastBroken(tx, actor.subject) },
  );
  if (outcome.__typename === 'GlassBroken') context.log.wake();
  return outcome;
}

function readScopes(problems: Problems, { role, scopes }: BreakGlassInput): Scope[] {
  const single = cleanList(problems, 'scopes', scopes ?? [], (scope, path): Scope | undefined =>
    isScope(scope) && canTake(scope) ? scope : problems.add(path, 'Expected a scope that people at the desk can take.'),
  );
  if ((role != null) === (scopes ?? []).length > 0) problems.add('role', 'Expected a role, or scopes.');
  return role ? scopesTaken(role) : single;
}

/** The answer to what cannot be done now. */
export function refused(message: string, from: Date | null = null): GlassRefused {
  return { __typename: 'GlassRefused', message, againAt: from };
}
