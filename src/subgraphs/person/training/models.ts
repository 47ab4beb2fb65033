import { isId } from '../../../kernel/ids.ts';
import type { Context } from '../context.ts';
import type { MatchJob, MatchModel } from '../schema.generated.ts';
import { type ModelRow, listModels } from './store.ts';

/** All models, as clients see them. */
export async function modelsOf(context: Context): Promise<MatchModel[]> {
  return (await listModels(context.pools.read)).map(modelOf);
}

/** A job, or the newest one, as clients see it. */
export async function jobOf(context: Context, id: string | undefined): Promise<MatchJob | null> {
  if (id !== undefined && !isId(id)) return null;
  const job = await context.jobs.find(id);
  if (!job) return null;
  const { modelId, actor, ...rest } = job;
  const models = modelId === null ? [] : await listModels(context.pools.read);
  const model = models.find((one) => one.id === modelId);
  return { ...rest, model: model && modelOf(model), startedBy: actor };
}

function modelOf({ summary, ...row }: ModelRow): MatchModel {
  if (!summary) return { ...row, training: null };
  const { thresholds, precision, ...rest } = summary;
  return {
    ...row,
    training: {
      ...rest,
      linkFrom: thresholds.link,
      ruleFrom: thresholds.rule,
      reviewFrom: thresholds.review,
      expectedPrecision: precision,
    },
  };
}
