import type { Sql } from '../../../kernel/db.ts';
import type { KnownModel, Models } from '../matching/models.ts';
import { type Waterfall, explain } from '../../../resolution/explain.ts';

/** What two models make of the same pairs of records, of which each is a candidate under both. */
export interface PairCounts {
  linkedByBoth: number;
  linkedOnlyBefore: number;
  linkedOnlyAfter: number;
  askedByBoth: number;
  askedOnlyBefore: number;
  askedOnlyAfter: number;
  /** Some of those on which the two decide otherwise, each as the model sees it that does not keep the two apart. */
  samples: { before: Decision; after: Decision; waterfall: Waterfall }[];
}

type Decision = 'LINK' | 'REVIEW' | 'APART';

const SAMPLES = 3;

/** Compares what is in use with what was built beside, by pairs of different profiles. */
export async function comparePairs(sql: Sql, models: Models): Promise<PairCounts> {
  return sql.begin(async (tx) => {
    // Both tables are read whole, which the settings for look-ups do not expect.
    await tx`set local enable_mergejoin = on`;
    const rows = await tx<{ before: Decision; after: Decision; count: number; examples: string[] | null }[]>`
      with pair as (
        select coalesce(one.decision, 'APART') as before, coalesce(other.decision, 'APART') as after,
               coalesce(other.vector, one.vector) as vector, coalesce(other.model_id, one.model_id) as model_id
        from (select * from match where a <> b) one
        full join (select * from match_next where a <> b) other on other.a = one.a and other.b = one.b
      ), counted as (select before, after, count(*) as count from pair group by before, after)
      select before, after, count,
             (select array_agg(model_id || ' ' || encode(vector, 'hex')) from (
               select model_id, vector from pair
               where pair.before = counted.before and pair.after = counted.after and counted.before <> counted.after
               limit ${SAMPLES}
             ) few) as examples
      from counted`;
    const count = (where: (row: { before: Decision; after: Decision }) => boolean): number =>
      rows.filter(where).reduce((total, row) => total + row.count, 0);
    const samples: PairCounts['samples'] = [];
    for (const { before, after, examples } of rows) {
      for (const example of examples ?? []) {
        const [modelId = '', vector = ''] = example.split(' ');
        const { model }: KnownModel = await models.get(modelId);
        samples.push({ before, after, waterfall: explain(model, Buffer.from(vector, 'hex')) });
      }
    }
    return {
      linkedByBoth: count(({ before, after }) => before === 'LINK' && after === 'LINK'),
      linkedOnlyBefore: count(({ before, after }) => before === 'LINK' && after !== 'LINK'),
      linkedOnlyAfter: count(({ before, after }) => before !== 'LINK' && after === 'LINK'),
      askedByBoth: count(({ before, after }) => before === 'REVIEW' && after === 'REVIEW'),
      askedOnlyBefore: count(({ before, after }) => before === 'REVIEW' && after !== 'REVIEW'),
      askedOnlyAfter: count(({ before, after }) => before !== 'REVIEW' && after === 'REVIEW'),
      samples,
    };
  });
}
