import { isId } from '../../../kernel/ids.ts';
import type { Problem } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { listDecisions, listReplacements } from '../store.ts';
import { type OwnVerification, listConsentsInForce, listOwnVerifications } from '../store-known.ts';

/** What a decision refers to. */
export interface Cited {
  subject: string;
  verificationIds: readonly string[];
  claimIds: readonly string[];
  consentIds: readonly string[];
  supersedes?: string | null | undefined;
  /** What stands against resting on a verification of the person; undefined when nothing does. */
  judge(verification: OwnVerification): string | undefined;
}

/**
 * What is wrong with what a decision about `personId` refers to: verifications and claims that are not the person's,
 * verifications that it cannot rest on, consents that are not in force, and an earlier decision that it cannot replace. Of
 * what does not exist it says the same as of what is somebody else's.
 */
export async function findCitedProblems(
  context: Context,
  personId: string,
  cited: Cited,
  now: Date,
): Promise<Problem[]> {
  const { directory, pools } = context;
  const problems = await Promise.all([
    findWrong(cited.verificationIds, 'verificationIds', 'Expected a verification of this person.', (ids) =>
      wrongVerifications(context, personId, ids, cited.judge),
    ),
    findWrong(cited.claimIds, 'claimIds', 'Expected a claim about this person.', async (ids) =>
      asWrong(await directory.foreignClaims(personId, ids)),
    ),
    findWrong(cited.consentIds, 'consentIds', 'Expected a consent of this person that is in force.', async (ids) => {
      if (ids.length === 0) return new Map();
      // It always waits: one that was withdrawn a moment ago must not count.
      await directory.projection.settle();
      const inForce = new Set(await listConsentsInForce(pools.read, personId, ids, now));
      return asWrong(ids.filter((id) => !inForce.has(id)));
    }),
    cited.supersedes == null ? [] : findSupersedesProblem(context, personId, cited.subject, cited.supersedes),
  ]);
  return problems.flat();
}

/** The answer to a decision that cannot replace what it says it replaces. */
export const CANNOT_SUPERSEDE: Problem = {
  path: 'supersedes',
  message: 'Expected a decision about the same person and subject that nothing has replaced yet.',
};

/** What is wrong by id; null where no more is told than that it is not the person's. */
type Wrong = ReadonlyMap<string, string | null>;

function asWrong(ids: readonly string[]): Wrong {
  return new Map(ids.map((id) => [id, null]));
}

/** A problem for each id that is none, or that `look` finds wrong. */
async function findWrong(
  ids: readonly string[],
  path: string,
  message: string,
  look: (ids: string[]) => Promise<Wrong>,
): Promise<Problem[]> {
  const wellFormed = [...new Set(ids.filter(isId).map((id) => id.toLowerCase()))];
  const wrong = await look(wellFormed);
  return ids.flatMap((id, index) =>
    isId(id) && !wrong.has(id.toLowerCase())
      ? []
      : [{ path: `${path}.${index}`, message: wrong.get(id.toLowerCase()) ?? message }],
  );
}

async function wrongVerifications(
  { pools, directory }: Context,
  personId: string,
  ids: readonly string[],
  judge: Cited['judge'],
): Promise<Wrong> {
  if (ids.length === 0) return new Map();
  const look = async (): Promise<Wrong> => {
    const own = new Map((await listOwnVerifications(pools.read, personId, ids)).map((row) => [row.id, row]));
    const wrong = new Map<string, string | null>();
    for (const id of ids) {
      const verification = own.get(id);
      const message = verification ? judge(verification) : null;
      if (message !== undefined) wrong.set(id, message);
    }
    return wrong;
  };
  const wrong = await look();
  if (wrong.size === 0) return wrong;
  await directory.projection.settle();
  return look();
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
