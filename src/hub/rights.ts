import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Executor, GatewayContext, LocalCaller } from '../gateway/executor.ts';
import type { Scope } from '../kernel/access.ts';
import type { Actor, HubName } from '../kernel/actor.ts';
import { fault } from '../kernel/faults.ts';
import type { Route } from '../kernel/http/route.ts';
import type { Rights } from '../rights/index.ts';
import type { StoredFile } from '../rights/gather.ts';
import type { Parts } from './parts.ts';

const NAME: HubName = 'rights';
const EVIDENCE = '/evidence/';
const NEVER = new Date(8.64e15);
const NOT_FOUND = 404;

/** What it takes to gather what is known of a person, and to note what was done for a case. */
const SCOPES: readonly Scope[] = [
  'person:read',
  'person:identifiers',
  'person:lineage',
  'match:read',
  'system:read',
  'verification:read',
  'verification:answers',
  'evidence:read',
  'decision:read',
  'decision:inputs',
  'signal:read',
  'journey:read',
  'policy:read',
  'consent:read',
  'purpose:read',
  'erasure:execute',
  'erasure:acknowledge',
  'privacy:request',
  'privacy:run',
  // Who saw the person's data.
  'audit:read',
];

/** Answers data subjects in this process: through the graph and its routes like anybody else, as a machine with scopes of its own. */
export async function runRights(
  parts: Parts,
  executor: Executor<LocalCaller>,
  routes: readonly Route<GatewayContext<LocalCaller>>[],
): Promise<Rights> {
  const { startRights } = await import('../rights/index.ts');
  const caller = { expiresAt: NEVER, name: NAME, actor: machine() };
  const evidence = routes.find(({ prefix }) => prefix === EVIDENCE)!;
  return startRights({
    ...parts,
    schema: executor.schema,
    signer: parts.signers.export,
    async ask(document, variables) {
      const result = await executor.execute({ document, variables, context: caller });
      if (!('data' in result) || result.errors?.length || !result.data) throw failure(result);
      return result.data;
    },
    async openFile(id): Promise<StoredFile | undefined> {
      // The route looks at the request no further than at its path.
      const request = { method: 'GET', rest: id, incoming: {} as IncomingMessage, enter: async () => caller };
      const { status, headers, body } = await evidence.handle(request);
      if (status === NOT_FOUND || !(body instanceof Readable)) return undefined;
      return { mediaType: headers?.['content-type'] ?? 'application/octet-stream', content: body };
    },
  });
}

function machine(): Actor {
  const purposes = ['data-subject-rights'];
  return {
    clientId: NAME,
    subject: NAME,
    system: { id: NAME, kind: 'WORKFLOW', trust: 0, purposes },
    scopes: new Set(SCOPES),
    purposes,
    expiresAt: NEVER,
    machine: true,
  };
}

function failure(result: object): Error {
  const [first] = 'errors' in result ? (result.errors as readonly { originalError?: unknown }[]) : [];
  if (first?.originalError instanceof Error) return first.originalError;
  return fault({
    code: 'INTERNAL',
    public: 'Internal error.',
    internal: 'the graph refused what a data subject asks for',
  });
}
