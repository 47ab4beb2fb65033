import { demand } from '../../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../../kernel/idempotency.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import { readPolicy } from '../book.ts';
import { canPublish, publisherProblem } from '../rules.ts';
import { listPublished, markPublished, markRetired } from '../store.ts';
import {
  type PolicyChanged,
  type PolicyStepInput,
  type Refused,
  type SecondPersonNeeded,
  changed,
  illegal,
  stepPolicy,
  tell,
} from './change.ts';

/** Everything that `publishPolicy` can answer. */
export type PublishPolicyOutcome = PolicyChanged | SecondPersonNeeded | Refused | IdempotencyConflict;

/** Lets a version decide, in place of the one that did: there is no moment with two, and none without one. */
export async function publishPolicy(context: Context, input: PolicyStepInput): Promise<PublishPolicyOutcome> {
  demand(context.actor, 'policy:publish');
  return stepPolicy<SecondPersonNeeded>(context, 'publishPolicy', input, async (tx, version, step) => {
    if (!canPublish(version)) {
      return illegal(version.state, 'PUBLISHED', 'Only what was submitted, or was published before, can be published.');
    }
    // Looked through again: what it was drafted under may have been another version of the engine.
    const problems = new Problems();
    readPolicy(problems, 'content', version.content);
    if (problems.list.length > 0) return { refused: problems.invalid() };

    const [before] = await listPublished(tx, [version.name]);
    const problem = publisherProblem(
      // A policy that takes two people cannot be replaced by one person's version that says it takes one.
      Math.max(version.approvals, before?.approvals ?? 1),
      { drafted: version.draftedPerson, submitted: version.submittedPerson },
      step.person,
    );
    if (problem !== undefined) return { refused: { __typename: 'SecondPersonNeeded', message: problem } };
    if (before) {
      markRetired(tx, before, step);
      tell(tx, context, 'policy.retired', before, { replacedBy: version.version });
    }
    markPublished(tx, version, step);
    tell(tx, context, 'policy.published', version, before ? { replaces: before.version } : {});
    return changed(version);
  });
}
