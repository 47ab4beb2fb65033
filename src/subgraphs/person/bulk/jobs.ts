import { LOCKS } from '../../../kernel/locks.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { type Pools, type Sql, closeSql, connect, toFault } from '../../../kernel/db.ts';
import { Fault } from '../../../kernel/faults.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { actorName } from '../../../kernel/actor.ts';
import type { Context } from '../context.ts';
import { type JobRow, findJob, insertJob, updateJob } from './job-store.ts';
import type { Work } from './work.ts';

/** What a job is to do, and who wants to hear of it. */
export interface JobOptions {
  kind: JobRow['kind'];
  modelId?: string | undefined;
  /** Ends the job between two steps. */
  signal?: AbortSignal;
  onProgress?: Work['onProgress'];
}

/** What a job came to. */
export interface JobResult {
  modelId?: string;
  /** JSON without values. */
  report?: object;
}

/** Work on all records, one at a time in all hubs of a database. A job whose process dies is gone; what it stored stays. */
export interface Jobs {
  /** Starts a job, and answers when it has begun; undefined while another one runs. `ended` rejects when it fails. */
  start(
    context: Context,
    options: JobOptions,
    run: (work: Work) => Promise<JobResult>,
  ): Promise<{ id: string; ended: Promise<JobResult> } | undefined>;
  /** A job, or the newest one, in whatever hub. */
  find(id?: string): Promise<JobRow | undefined>;
  /** Interrupts what runs here, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** How often the lock is looked after: a connection that nobody uses is closed. */
const LOOK_AFTER_MS = 5_000;
const TELL_EVERY_MS = 500;
/** For reading ahead beside a transaction. */
const CONNECTIONS = 3;
/** A transaction may think for a while between two statements. */
const IDLE_MS = 60_000;

/** Opens the jobs of a database. */
export function openJobs(services: { databaseUrl: string; pools: Pools; clock: Clock; logger: Logger }): Jobs {
  const { databaseUrl, pools, clock, logger } = services;
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();

  return {
    async start(context, { kind, modelId, signal, onProgress }, run) {
      const lock = await takeLock(databaseUrl);
      if (!lock) return undefined;
      const id = newId(clock);
      const actor = actorName(context.actor);
      try {
        await insertJob(pools.write, { id, kind, modelId: modelId ?? null, actor, startedAt: clock.now() });
      } catch (error) {
        await lock.free();
        throw error;
      }
      const sql = openSql(databaseUrl, CONNECTIONS);
      let toldMs = performance.now();
      const work: Work = {
        sql,
        context,
        signal: AbortSignal.any([stopping.signal, lock.lost, ...(signal ? [signal] : [])]),
        onProgress(step, share) {
          onProgress?.(step, share);
          if (performance.now() - toldMs < TELL_EVERY_MS) return;
          toldMs = performance.now();
          updateJob(pools.write, id, { state: 'RUNNING', step, progress: share }).catch(() => {});
        },
      };
      const ended = (async () => {
        try {
          const result = await run(work);
          await updateJob(pools.write, id, {
            state: 'DONE',
            step: 'done',
            progress: 1,
            ...result,
            endedAt: clock.now(),
          });
          return result;
        } catch (error) {
          const { code, internal } = toFault(error);
          if (!(error instanceof Fault)) logger.error({ job: kind, code, internal }, 'a job on all records failed');
          const problem = toFault(error).public;
          await updateJob(pools.write, id, { state: 'FAILED', problem, endedAt: clock.now() }).catch(() => {});
          throw error;
        } finally {
          await closeSql(sql);
          await lock.free();
        }
      })();
      const settled: Promise<unknown> = ended.catch(() => {}).finally(() => running.delete(settled));
      running.add(settled);
      return { id, ended };
    },
    find: (id) => findJob(pools.read, LOCKS.jobs, id ?? null),
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function openSql(url: string, connections: number): Sql {
  const parameters = { idle_in_transaction_session_timeout: String(IDLE_MS) };
  return connect({ url, statementTimeoutMs: 0 }, { role: 'selfsame_person', connections, parameters });
}

/** Takes the lock of jobs; undefined when another one has it. It goes with its connection, so no process that died holds it. */
async function takeLock(url: string): Promise<{ lost: AbortSignal; free(): Promise<void> } | undefined> {
  const sql = openSql(url, 1);
  const take = async (): Promise<boolean> => {
    const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${LOCKS.jobs}) as taken`;
    return row!.taken;
  };
  const lost = new AbortController();
  if (!(await take().catch(async (error: unknown) => (await closeSql(sql), Promise.reject(error as Error))))) {
    await closeSql(sql);
    return undefined;
  }
  // On another connection than the one that was lost, the lock is taken anew, or somebody else has it.
  const timer = setInterval(() => {
    take().then(
      (taken) => taken || lost.abort(),
      () => {},
    );
  }, LOOK_AFTER_MS).unref();
  return {
    lost: lost.signal,
    async free() {
      clearInterval(timer);
      await closeSql(sql);
    },
  };
}
