import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { resolveAll } from '../bulk/resolve-all.ts';
import type { Context } from '../context.ts';
import { findModelState } from '../training/store.ts';
import { JOB_RUNNING, type JobRunning, type MatchJobStarted } from './train-model.ts';

/** The model to put in use. */
export interface ActivateModelInput {
  id: string;
  dryRun: boolean;
  idempotencyKey?: string | null;
}

type Refused = { __typename: 'NotFound'; id: string } | JobRunning;

/** Resolves all records under a model in the background, and puts it in use; or tells what that would change. */
export async function activateModel(
  context: Context,
  input: ActivateModelInput,
): Promise<MatchJobStarted | Refused | InvalidInput | IdempotencyConflict> {
  const { actor, clock, pools, jobs } = context;
  demand(actor, 'model:admin');
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const { id: modelId, dryRun } = input;
  if (!isId(modelId)) return { __typename: 'NotFound', id: modelId };
  return runOnce<MatchJobStarted, Refused>(
    pools.write,
    ticketOf(context, { command: 'activateModel', input, key, now: clock.now() }),
    async () => {
      if (!(await findModelState(pools.read, modelId))) return { refused: { __typename: 'NotFound', id: modelId } };
      const kind = dryRun ? 'COMPARE' : 'ACTIVATE';
      const job = await jobs.start(context, { kind, modelId }, async (work) => ({
        report: await resolveAll(work, { modelId, dryRun }),
      }));
      if (!job) return { refused: JOB_RUNNING };
      job.ended.catch(() => {});
      return { stored: { __typename: 'MatchJobStarted', jobId: job.id } };
    },
  );
}
