import { createHash } from 'node:crypto';
import { demand } from '../../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../../kernel/idempotency.ts';
import { findJsonProblem } from '../../../../kernel/input/json.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../../kernel/input/slug.ts';
import { canonicalJson } from '../../../../kernel/vault.ts';
import type { Context } from '../../context.ts';
import type { DraftPolicyInput } from '../../schema.generated.ts';
import { readPolicy } from '../book.ts';
import { DOCUMENT_LIMITS } from '../document.ts';
import { insertVersion, listVersions, nextVersion, updateDraft } from '../store.ts';
import { type PolicyChanged, type Refused, changePolicy, changed, illegal, notFound, tell } from './change.ts';

/** Everything that `draftPolicy` can answer. */
export type DraftPolicyOutcome = PolicyChanged | Refused | IdempotencyConflict;

/** Writes a version of a policy: a new one, or a draft anew. What could not be published cannot be drafted. */
export async function draftPolicy(context: Context, input: DraftPolicyInput): Promise<DraftPolicyOutcome> {
  demand(context.actor, 'policy:write');
  const problems = new Problems();
  cleanSlug(problems, 'name', input.name);
  const problem = findJsonProblem('content', input.content, DOCUMENT_LIMITS);
  if (problem) problems.add(problem.path, problem.message);
  const policy = problem ? undefined : readPolicy(problems, 'content', input.content);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const { document } = policy!;
  const digest = createHash('sha256').update(canonicalJson(document)).digest();
  return changePolicy(
    context,
    { command: 'draftPolicy', input, key, now: context.clock.now() },
    async (tx, { by, person, at }) => {
      const { name } = input;
      const version = input.version ?? (await nextVersion(tx, name));
      const draft = {
        name,
        version,
        content: document,
        digest,
        approvals: document.approvals ?? 1,
        draftedBy: by,
        draftedPerson: person,
        draftedAt: at,
      };
      if (input.version == null) insertVersion(tx, draft);
      else {
        const [before] = await listVersions(tx, [draft]);
        if (!before) return { refused: notFound(draft) };
        if (before.state !== 'DRAFT') {
          return illegal(before.state, 'DRAFT', 'What was submitted is never changed. Draft a new version.');
        }
        updateDraft(tx, draft);
      }
      tell(tx, context, 'policy.drafted', draft);
      return changed(draft);
    },
  );
}
