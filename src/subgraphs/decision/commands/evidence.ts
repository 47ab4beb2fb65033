import { isId } from '../../../kernel/ids.ts';
import type { Problem } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import type { RecordDecisionInput } from '../schema.generated.ts';
import { listDecisions, listOwnVerifications, listReplacements } from '../store.ts';

/** What a decision refers to. */
export type Cited = Pick<RecordDecisionInput, 'subject' | 'verificationIds' | 'claimIds' | 'supersedes'>;

/**
 * What is wrong with what a decision about `personId` refers to: verifications and claims that are not the person's,
 * and an earlier decision that it cannot replace. Of what does not exist it says the same.
 */
export async function findCitedProblems(context: Context, personId: string, cited: Cited): Promise<Problem[]> {
  const problems = await Promise.all([
    findForeign(cited.verificationIds, 'verificationIds', 'Expected a verification of this person.', (ids) =>
      foreignVerifications(context, personId, ids),
    ),
    findForeign(cited.claimIds, 'claimIds', 'Expected a claim about this person.', (ids) =>
      context.directory.foreignClaims(personId, ids),
    ),
    cited.supersedes == null ? [] : findSupersedesProblem(context, personId, cited.subject, cited.supersedes),
  ]);
  return problems.flat();
}

/** The answer to a decision that cannot replace what it says it replaces. */
export const CANNOT_SUPERSEDE: Problem = {
  path: 'supersedes',
  message: 'Expected a decision about the same person and subject that nothing has replaced yet.',
};

/** A problem for each id that is none, or that `foreign` answers. */
async function findForeign(
  ids: readonly string[],
  path: string,
  message: string,
  foreign: (ids: string[]) => Promise<string[]>,
): Promise<Problem[]> {
  const wellFormed = [...new Set(ids.filter(isId).map((id) => id.toLowerCase()))];
  const wrong = new Set(await foreign(wellFormed));
  return ids.flatMap((id, index) =>
    isId(id) && !wrong.has(id.toLowerCase()) ? [] : [{ path: `${path}.${index}`, message }],
  );
}

async function foreignVerifications(
  { pools, directory }: Context,
  personId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const missing = async (): Promise<string[]> => {
    const own = new Set(await listOwnVerifications(pools.read, personId, ids));
    return ids.filter((id) => !own.has(id));
  };
  const foreign = await missing();
  if (foreign.length === 0) return [];
  await directory.projection.settle();
  return missing();
}

async function findSupersedesProblem(
  { pools, directory }: Context,
  personId: string,
  subject: string,
  id: string,
): Promise<Problem[]> {
  if (!isId(id)) return [CANNOT_SUPERSEDE];
  const [[earlier], replacements] = await Promise.all([
    listDecisions(pools.read, [id]),
    listReplacements(pools.read, [id]),
  ]);
  if (!earlier || earlier.subject !== subject || replacements.length > 0) return [CANNOT_SUPERSEDE];
  if (earlier.personId === personId) return [];
  // The two may have turned out to be one person a moment ago.
  await directory.projection.settle();
  const ids = await directory.idsOf(personId);
  return ids.includes(earlier.personId) ? [] : [CANNOT_SUPERSEDE];
}
