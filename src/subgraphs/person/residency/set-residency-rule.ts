import { actorName, authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { SetResidencyRuleInput } from '../schema.generated.ts';
import { upsertResidencyRule } from './store.ts';

/** Stored with the idempotency key. */
export interface ResidencyRuleSet {
  __typename: 'ResidencyRuleSet';
  home: string;
  reader: string;
}

export type SetResidencyRuleOutcome = ResidencyRuleSet | InvalidInput | IdempotencyConflict;

/** Says what may be read of people whose data is held in one region from another. */
export async function setResidencyRule(
  context: Context,
  input: SetResidencyRuleInput,
): Promise<SetResidencyRuleOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'residency:admin');
  const now = clock.now();
  const problems = new Problems();
  const home = cleanSlug(problems, 'home', input.home);
  const reader = cleanSlug(problems, 'reader', input.reader);
  if (home !== undefined && home === reader) problems.add('reader', 'Expected another region than home.');
  const dataClasses = [...new Set(input.dataClasses)];
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const ticket = ticketOf(context, { command: 'setResidencyRule', input, key, now });
  const outcome = await runOnce<ResidencyRuleSet, never>(pools.write, ticket, async (tx) => {
    upsertResidencyRule(tx, { home: home!, reader: reader!, dataClasses, setBy: actorName(actor), setAt: now });
    append(tx, {
      id: newId(clock),
      name: 'residency.ruled',
      subject: home!,
      time: now,
      data: { home, reader, dataClasses },
      ...authorOf(context),
    });
    return { stored: { __typename: 'ResidencyRuleSet', home: home!, reader: reader! } };
  });
  if (outcome.__typename === 'ResidencyRuleSet') context.log.wake();
  return outcome;
}
