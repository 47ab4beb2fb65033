import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../support/hub.ts';
import { ask } from '../../support/operations.ts';

/** A job as a steward sees it. */
export interface SeenJob {
  id: string;
  kind: string;
  state: string;
  problem: string | null;
  model: { id: string; version: string; state: string } | null;
  report: any;
}

/** Starts a training; answers what `trainModel` does. */
export async function train(steward: Client): Promise<any> {
  const { trainModel } = await ask(
    steward,
    'mutation { trainModel(input: {}) { __typename ... on MatchJobStarted { jobId } ... on TooLittleData { records needed } } }',
  );
  return trainModel;
}

/** Starts an activation; answers what `activateModel` does. */
export async function activate(steward: Client, id: string, dryRun: boolean): Promise<any> {
  const { activateModel } = await ask(
    steward,
    'mutation ($input: ActivateModelInput!) { activateModel(input: $input) { __typename ... on MatchJobStarted { jobId } } }',
    { input: { id, dryRun } },
  );
  return activateModel;
}

/** Waits until a job has ended. */
export async function ended(steward: Client, jobId: string): Promise<SeenJob> {
  for (;;) {
    const { matchJob } = await ask(
      steward,
      'query ($id: ID!) { matchJob(id: $id) { id kind state problem report model { id version state } } }',
      { id: jobId },
    );
    if (matchJob.state !== 'RUNNING') return matchJob;
    await sleep(100);
  }
}
