import { demand } from '../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { findTied } from '../conflicts.ts';
import type { Context } from '../context.ts';
import type { PersonField } from '../fields.ts';
import { sourcesOf } from '../unify.ts';
import { type Refused, changeByHand, setByHand } from './override.ts';

/** One of several claims that contradict each other. */
export interface ResolveConflictInput {
  personId: string;
  field: PersonField;
  claimId: string;
  reason: string;
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface ConflictResolved {
  __typename: 'ConflictResolved';
  personId: string;
  claimId: string;
}

export type ResolveConflictOutcome = ConflictResolved | Refused | InvalidInput | IdempotencyConflict;

/** Lets one of the claims hold that only time decides between, by setting its value by hand. */
export async function resolveConflict(context: Context, input: ResolveConflictInput): Promise<ResolveConflictOutcome> {
  demand(context.actor, 'match:review');
  const now = context.clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const { field, claimId } = input;
  return changeByHand<ConflictResolved>(context, 'resolveConflict', input, key, (person, systems) => {
    const tied = findTied(field, sourcesOf(person.records, systems), context.ownership);
    const chosen = tied.find(({ fact }) => fact.claimId === claimId.toLowerCase());
    if (!chosen) return { missing: claimId };
    const content = { value: chosen.fact.value, reason: reason!, chose: chosen.fact.claimId };
    const stored = setByHand(context, person, { field, content, now });
    return {
      answer: { __typename: 'ConflictResolved', personId: person.id, claimId: stored.claims[0].id },
      stored: [stored],
    };
  });
}
