import type { Executor, LocalCaller } from '../gateway/executor.ts';
import { SCOPES_OF_KIND } from '../kernel/access.ts';
import { type Actor, type HubName, actorOf } from '../kernel/actor.ts';
import { fault } from '../kernel/faults.ts';
import type { Journeys } from '../journeys/index.ts';
import type { Parts } from './parts.ts';

const NAME: HubName = 'journeys';
/** The reader of the log, the beat, and timers. */
const CONNECTIONS = 3;
const NEVER = new Date(8.64e15);

/** Runs journeys in this process. They act through the graph like anybody else, as a machine of the kind WORKFLOW. */
export async function runJourneys(parts: Parts, executor: Executor<LocalCaller>): Promise<Journeys> {
  const { startJourneys } = await import('../journeys/index.ts');
  const caller = { expiresAt: NEVER, name: NAME, actor: machine() };
  return startJourneys({
    ...parts,
    sql: parts.pool('selfsame_journeys', CONNECTIONS),
    async ask(document, variables, traceparent) {
      const result = await executor.execute({ document, variables, context: { ...caller, traceparent } });
      if (!('data' in result) || result.errors?.length || !result.data) throw failure(result);
      return result.data;
    },
  });
}

function machine(): Actor {
  const system = { id: NAME, kind: 'WORKFLOW' as const, trust: 0, purposes: ['identity-verification'] };
  const scopes = [...SCOPES_OF_KIND.WORKFLOW];
  return actorOf({ clientId: NAME, subject: NAME, scopes, expiresAt: NEVER, machine: true }, system);
}

function failure(result: object): Error {
  const [first] = 'errors' in result ? (result.errors as readonly { originalError?: unknown }[]) : [];
  if (first?.originalError instanceof Error) return first.originalError;
  return fault({
    code: 'INTERNAL',
    public: 'Internal error.',
    internal: 'the graph refused an operation of a journey',
  });
}
