import { HUB_NAMES, actorName, demand } from '../../../kernel/actor.ts';
import type { SystemKind } from '../../../kernel/access.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { cleanList, requiredText } from '../../../kernel/input/text.ts';
import { canonicalJson } from '../../../kernel/vault.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { SystemModel } from '../models.ts';
import { lockSystems, upsertSystem } from '../store.ts';

/** What the registry shall hold of a system. */
export interface RegisterSystemInput {
  id: string;
  kind: SystemKind;
  name: string;
  trust: number;
  clientId?: string | null;
  purposes: readonly string[];
  region?: string | null | undefined;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key. */
export interface SystemRegistered {
  __typename: 'SystemRegistered';
  id: string;
}

export type RegisterSystemOutcome = SystemRegistered | InvalidInput | IdempotencyConflict;

const CLIENT_ID = /^[\x21-\x7e]{1,200}$/;

/** Registers a system, or changes what may change of it. What was changed holds for writes from then on. */
export async function registerSystem(context: Context, input: RegisterSystemInput): Promise<RegisterSystemOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'system:admin');
  const now = clock.now();
  const problems = new Problems();
  cleanSlug(problems, 'id', input.id);
  const clientId = input.clientId ?? input.id;
  if (!CLIENT_ID.test(clientId))
    problems.add('clientId', 'Expected printable ASCII without blanks, at most 200 characters.');
  for (const [path, wanted] of Object.entries({ id: input.id, clientId }))
    if (HUB_NAMES.some((own) => own === wanted))
      problems.add(path, `Expected another one: the hub itself acts as ${HUB_NAMES.join(', ')}.`);
  const name = requiredText(problems, 'name', input.name);
  if (input.trust < 0 || input.trust > 100) problems.add('trust', 'Expected 0 to 100.');
  const purposes = cleanList(problems, 'purposes', input.purposes, (purpose, path) =>
    cleanSlug(problems, path, purpose),
  );
  const region = input.region == null ? null : (cleanSlug(problems, 'region', input.region) ?? null);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const system: SystemModel = {
    id: input.id,
    kind: input.kind,
    name: name!,
    trust: input.trust,
    purposes,
    clientId,
    region,
  };
  const ticket = ticketOf(context, { command: 'registerSystem', input, key, now });
  const answer = { stored: { __typename: 'SystemRegistered' as const, id: system.id } };
  const outcome = await runOnce(pools.write, ticket, async (tx) => {
    const found = await lockSystems(tx, system.id, clientId);
    const same = found.find((other) => other.id === system.id);
    if (same && same.kind !== system.kind)
      problems.add('kind', `Expected ${same.kind}: the kind of a system cannot change.`);
    if (found.some((other) => other.id !== system.id))
      problems.add('clientId', 'Expected a client that no other system uses.');
    if (problems.list.length > 0) return { refused: problems.invalid() };
    if (same && canonicalJson(same) === canonicalJson(system)) return answer;
    upsertSystem(tx, system, now);
    append(tx, {
      id: newId(clock),
      name: 'system.registered',
      subject: system.id,
      time: now,
      data: { ...system },
      actor: actorName(actor),
      traceparent: context.traceparent,
    });
    return answer;
  });
  if (outcome.__typename === 'SystemRegistered') {
    context.log.wake();
    context.registry.refresh();
  }
  return outcome;
}
