import { z } from 'zod';
import type { Change } from './change.ts';
import { type Place, displayPath, readText } from './files.ts';
import { parseYaml } from './yaml.ts';

/** Where breaks are approved, unless another file is given. */
export const APPROVALS_FILE = 'schema-approvals.yaml';

/** Somebody's word that a break may happen. */
export interface Approval {
  /** The id of the change, as `schema check` prints it. */
  change: string;
  who: string;
  reason: string;
  /** The last day on which it counts, in ISO form. */
  until: string;
  place: Place;
}

const text = (what: string): z.ZodString =>
  z
    .string({ error: `${what} is expected` })
    .trim()
    .min(1, `${what} is expected`);

const shape = z
  .strictObject({
    approvals: z
      .array(
        z.strictObject({
          change: text('the id of a change, as `schema check` prints it,'),
          who: text('the one who approves'),
          reason: text('a reason'),
          until: z.iso.date({ error: 'a day such as 2027-01-31 is expected' }),
        }),
      )
      .nullable(),
  })
  .nullable();

/** Reads an approval file. Throws CONFIGURATION with file, line and column of each mistake. */
export async function readApprovals(cwd: string, approvalsFile: string): Promise<Approval[]> {
  const file = displayPath(cwd, approvalsFile);
  const { value, placeOf } = parseYaml(file, await readText(cwd, file), shape);
  return (value?.approvals ?? []).map((approval, position) => ({
    ...approval,
    place: placeOf(['approvals', position]),
  }));
}

/** Approvals held against what changed. */
export interface Judgement {
  /** Breaking changes and what approves them. */
  approved: ReadonlyMap<Change, Approval>;
  /** Approvals whose day is over although the change is still there. */
  expired: Approval[];
  /** Approvals of changes that are not there. They can go. */
  stale: Approval[];
}

/** Matches approvals with breaking changes. `today` is a day in ISO form. */
export function judge(changes: readonly Change[], approvals: readonly Approval[], today: string): Judgement {
  const breaking = new Map(changes.filter(({ level }) => level === 'breaking').map((change) => [change.id, change]));
  const approved = new Map<Change, Approval>();
  const expired: Approval[] = [];
  const stale: Approval[] = [];
  for (const approval of approvals) {
    const change = breaking.get(approval.change);
    if (!change) stale.push(approval);
    else if (approval.until < today) expired.push(approval);
    else approved.set(change, approval);
  }
  return { approved, expired, stale };
}
