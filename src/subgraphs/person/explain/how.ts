import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Context } from '../context.ts';
import { findSurvivor } from '../store-write.ts';
import type { OpenRecord } from '../unify.ts';
import { type RefusalModel, refusalOf } from './refusals.ts';
import { type MatchLinkModel, type View, atOneMoment, linkOf, standIn, viewPeople } from './view.ts';

/** How the records of a person became one. */
export interface MatchHowModel {
  personId: string;
  size: number;
  merges: MergeModel[];
  refusals: RefusalModel[];
}

/** Two groups of records that became one. */
export interface MergeModel {
  link: MatchLinkModel;
  one: MatchSideModel;
  other: MatchSideModel;
}

/** One of two groups of records, by their ids. */
export interface MatchSideModel {
  ids: readonly string[];
}

/** How the records of a person became one; undefined when there is no such person. */
export async function how(context: Context, id: string): Promise<MatchHowModel | undefined> {
  const { actor, pools } = context;
  demand(actor, 'match:read');
  demand(actor, 'person:lineage');
  if (!isId(id)) return undefined;
  return atOneMoment(pools.read, async (tx) => {
    const personId = await findSurvivor(tx, id);
    if (personId === undefined) return undefined;
    const view = await viewPeople(tx, context, { profiles: [], recordIds: [], personIds: [personId] });
    if (!view) return undefined;
    const isOwn = (node: string): boolean =>
      view.derived.records.has(node) && standIn(view, node).personId === personId;
    const { merges, refused } = view.derived.clustering;
    return {
      personId,
      size: [...view.records.values()].filter((record) => record.personId === personId).length,
      merges: [
        ...repeats(view, isOwn),
        ...merges
          .filter(({ a }) => isOwn(a))
          .map((merge) => ({
            link: linkOf(view, standIn(view, merge.a), standIn(view, merge.b), merge),
            one: sideOf(view, merge.one),
            other: sideOf(view, merge.other),
          })),
      ],
      refusals: refused.filter(({ a, b }) => isOwn(a) !== isOwn(b)).map((refusal) => refusalOf(view, refusal)),
    };
  });
}

/** Records that say the same are one from the start: the first of them with all others. */
function repeats(view: View, isOwn: (node: string) => boolean): MergeModel[] {
  return [...view.derived.records].flatMap(([node, ids]) => {
    if (ids.length < 2 || !isOwn(node)) return [];
    const [one, other] = ids.map((id) => view.records.get(id)!) as [OpenRecord, OpenRecord];
    const { weight } = view.known.scorer.score(view.comparableOf(one.profile!), view.comparableOf(one.profile!));
    const link = linkOf(view, one, other, { weight, said: false });
    return [{ link, one: { ids: [one.id] }, other: { ids: ids.slice(1) } }];
  });
}

function sideOf({ derived }: View, nodes: readonly string[]): MatchSideModel {
  return { ids: nodes.flatMap((node) => derived.records.get(node) ?? []) };
}
