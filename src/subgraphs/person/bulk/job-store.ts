import type { Sql } from '../../../kernel/db.ts';

/** A job on all records. */
export interface JobRow {
  id: string;
  kind: 'TRAIN' | 'COMPARE' | 'ACTIVATE';
  state: 'RUNNING' | 'DONE' | 'FAILED';
  /** What is being done. */
  step: string;
  /** From 0 to 1, of the step. */
  progress: number;
  modelId: string | null;
  problem: string | null;
  report: object | null;
  actor: string;
  startedAt: Date;
  endedAt: Date | null;
}

const DIED = 'Its process ended. Start it again, it goes on from there.';

/** Stores a job that begins, behind the lock of jobs: what still seems to run has died. */
export async function insertJob(
  sql: Sql,
  { id, kind, modelId, actor, startedAt }: Pick<JobRow, 'id' | 'kind' | 'modelId' | 'actor' | 'startedAt'>,
): Promise<void> {
  await sql`
    with died as (
      update match_job set state = 'FAILED', problem = ${DIED}, ended_at = ${startedAt} where state = 'RUNNING'
    )
    insert into match_job (id, kind, state, step, progress, model_id, actor, started_at)
    values (${id}, ${kind}, 'RUNNING', 'starting', 0, ${modelId}, ${actor}, ${startedAt})`;
}

/** What changes about a job. */
export type JobChange = Pick<JobRow, 'state'> & { [K in keyof JobRow]?: JobRow[K] | undefined };

/** Stores how far a job is, or what it came to. What is left away stays. */
export async function updateJob(
  sql: Sql,
  id: string,
  { state, step, progress, modelId, problem, report, endedAt }: JobChange,
): Promise<void> {
  await sql`
    update match_job
    set state = ${state}, step = coalesce(${step ?? null}, step), progress = coalesce(${progress ?? null}, progress),
        model_id = coalesce(${modelId ?? null}::uuid, model_id), problem = ${problem ?? null},
        report = coalesce(${report ? sql.json(report as never) : null}::jsonb, report), ended_at = ${endedAt ?? null}
    where id = ${id}`;
}

/**
 * A job, or the newest one. One that seems to run, and whose lock nobody holds, died with its process.
 * @param lock the number of the lock of jobs
 */
export async function findJob(sql: Sql, lock: number, id: string | null): Promise<JobRow | undefined> {
  const [row] = await sql<(JobRow & { isHeld: boolean })[]>`
    select id, kind, state, step, progress, model_id, problem, report, actor, started_at, ended_at,
           exists (
             select from pg_locks
             where locktype = 'advisory' and objid = ${lock} and granted
               and database = (select oid from pg_database where datname = current_database())
           ) as is_held
    from match_job where ${id}::uuid is null or id = ${id}::uuid order by id desc limit 1`;
  if (!row) return undefined;
  const { isHeld, ...job } = row;
  if (job.state !== 'RUNNING' || isHeld) return job;
  return { ...job, state: 'FAILED', problem: DIED };
}
