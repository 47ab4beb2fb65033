import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { countRecords } from '../training/store.ts';
import { LEAST_RECORDS, trainModel as train } from '../training/train-model.ts';

/** Stored with the idempotency key. */
export interface MatchJobStarted {
  __typename: 'MatchJobStarted';
  jobId: string;
}

/** There is one job at a time. */
export interface JobRunning {
  __typename: 'JobRunning';
  message: string;
}

/** There are too few records to learn from. */
export interface TooLittleData {
  __typename: 'TooLittleData';
  records: number;
  needed: number;
}

export const JOB_RUNNING: JobRunning = {
  __typename: 'JobRunning',
  message: 'Another job is under way. `matchJob` tells how far it is; try again when it has ended.',
};

/** Trains a model in the background. */
export async function trainModel(
  context: Context,
  input: { idempotencyKey?: string | null },
): Promise<MatchJobStarted | TooLittleData | JobRunning | InvalidInput | IdempotencyConflict> {
  const { actor, clock, pools, jobs } = context;
  demand(actor, 'model:admin');
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  return runOnce<MatchJobStarted, TooLittleData | JobRunning>(
    pools.write,
    ticketOf(context, { command: 'trainModel', input, key, now: clock.now() }),
    async () => {
      const records = await countRecords(pools.read);
      if (records < LEAST_RECORDS) return { refused: { __typename: 'TooLittleData', records, needed: LEAST_RECORDS } };
      const job = await jobs.start(context, { kind: 'TRAIN' }, train);
      if (!job) return { refused: JOB_RUNNING };
      job.ended.catch(() => {});
      return { stored: { __typename: 'MatchJobStarted', jobId: job.id } };
    },
  );
}
