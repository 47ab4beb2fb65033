import type { Refusal } from '../../../resolution/cluster.ts';
import type { MatchReason } from '../schema.generated.ts';
import { type MatchLinkModel, type View, linkOf, standIn } from './view.ts';

/** A link that did not make one person of two, as a client sees it. */
export interface RefusalModel {
  link: MatchLinkModel;
  personA: string;
  personB: string;
  because: MatchReason;
  fields: string[];
}

/** A refusal with its records. Those of the nodes that are named by `shown` are shown; of others the first. */
export function refusalOf(
  view: View,
  { a, b, weight, because, fields = [] }: Refusal,
  shown = (node: string) => standIn(view, node),
): RefusalModel {
  const [one, other] = [shown(a), shown(b)];
  const said = view.touched.verdicts.some(
    (verdict) => verdict.said === 'SAME' && [verdict.a, verdict.b].every((id) => id === one.id || id === other.id),
  );
  return {
    link: linkOf(view, one, other, { weight, said }),
    personA: one.personId,
    personB: other.personId,
    because,
    fields,
  };
}
