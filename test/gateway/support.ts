import type { FormattedExecutionResult } from 'graphql';
import { parse } from 'graphql';
import { actorOf } from '../../src/kernel/actor.ts';
import type { Scope } from '../../src/kernel/access.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { fault } from '../../src/kernel/faults.ts';
import { type Logger, silentLogger } from '../../src/kernel/logger.ts';
import { createErrorMask } from '../../src/gateway/errors.ts';
import { type Executor, type LocalCaller, isStream } from '../../src/gateway/executor.ts';
import { fuse } from '../../src/gateway/fuse.ts';
import { type Host, type HostOptions, listen } from '../../src/gateway/host.ts';
import { CLIENT_LIMITS, SUBGRAPH_LIMITS } from '../../src/gateway/limits.ts';
import type { Reads } from '../../src/gateway/local.ts';
import { NOTHING } from '../../src/gate/access.ts';
import { planned } from '../../src/gateway/plan.ts';
import { httpTransport } from '../../src/gateway/planned/http.ts';
import { subgraphExecutor } from '../../src/gateway/subgraph.ts';
import type { Case } from './corpus.ts';
import { dateTime, toySubgraphs, toySupergraph } from './toy.ts';

export const ALL_SCOPES: readonly Scope[] = [
  'person:read',
  'person:identifiers',
  'person:lineage',
  'verification:read',
  'consent:read',
];

/** Of toys nobody reads anything personal. */
export const NO_READS: Reads = {
  open: () => NOTHING,
  keep: () => undefined,
  drop() {},
  refuse: async () => {},
  look: () => () => true,
  renew: async () => {},
};

/** Somebody who asks with the scopes, and whose token lives for `ttlMs`. */
export function caller(scopes: readonly string[] = ALL_SCOPES, ttlMs = 60_000): LocalCaller {
  const expiresAt = new Date(Date.now() + ttlMs);
  const credentials = { clientId: 'crm', subject: 'crm', scopes, expiresAt, machine: true };
  return { expiresAt, name: 'crm', actor: actorOf(credentials, { id: 'crm', kind: 'CRM', trust: 50, purposes: [] }) };
}

/**
 * Tokens of the tests: `good`, `scopes:a+b`, `short` (lives for 300 ms), `down` (the registry does not answer). All others
 * are refused.
 */
export async function verify(token: string): Promise<LocalCaller> {
  if (token === 'good') return caller();
  if (token === 'short') return caller(ALL_SCOPES, 300);
  if (token === 'down') throw fault({ code: 'UNAVAILABLE', public: 'The database does not answer.' });
  if (token.startsWith('scopes.'))
    return caller(
      token
        .slice('scopes.'.length)
        .split('+')
        .map((scope) => scope.replace('_', ':')),
    );
  throw fault({ code: 'UNAUTHENTICATED', public: 'The token is not valid.' });
}

/** Four toy subgraphs and their compositions. */
export function toys() {
  const { subgraphs, log } = toySubgraphs();
  return { subgraphs, log, ...toySupergraph() };
}

export type Toys = ReturnType<typeof toys>;

export function fusedExecutor({ publicSdl, subgraphs }: Toys): Executor<LocalCaller> {
  return fuse(publicSdl, subgraphs, NO_READS);
}

export function plannedExecutor({ supergraphSdl, publicSdl, subgraphs }: Toys): Promise<Executor<LocalCaller>> {
  const transports = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraphExecutor(subgraph, NO_READS)]));
  return planned({ supergraphSdl, apiSdl: publicSdl, transports, scalars: [dateTime] });
}

/** A host on a port (any free one), with the tokens of `verify`. */
export function toyHost(
  executor: Executor<LocalCaller>,
  options: Partial<HostOptions<LocalCaller>> = {},
  port = 0,
): Promise<Host> {
  return listen(
    {
      executor,
      verify,
      ready: async () => true,
      clock: systemClock,
      logger: silentLogger,
      limits: CLIENT_LIMITS,
      introspection: true,
      graphiql: false,
      ...options,
    },
    port,
    '127.0.0.1',
  );
}

/** The planned executor over four hosts with one subgraph each, and a way to close them. */
export async function httpExecutor({
  supergraphSdl,
  publicSdl,
  subgraphs,
}: Toys): Promise<{ executor: Executor; hosts: Map<string, Host> }> {
  const hosts = new Map<string, Host>();
  for (const subgraph of subgraphs) {
    hosts.set(subgraph.name, await toyHost(subgraphExecutor(subgraph, NO_READS), { limits: SUBGRAPH_LIMITS }));
  }
  const transports = new Map([...hosts].map(([name, host]) => [name, httpTransport(name, `${host.url}/graphql`)]));
  return { executor: await planned({ supergraphSdl, apiSdl: publicSdl, transports, scalars: [dateTime] }), hosts };
}

/** Everything that an executor answers to a case, as a client would get it, errors in a fixed order. */
export async function answers(
  executor: Executor<LocalCaller>,
  { query, variables, operationName, scopes }: Case,
  logger: Logger = silentLogger,
) {
  const mask = createErrorMask(logger);
  const authorization = `Bearer ${scopes ? `scopes.${scopes.map((scope) => scope.replace(':', '_')).join('+')}` : 'good'}`;
  const context = { ...caller(scopes), authorization };
  const result = await executor.execute({ document: documentOf(query), variables, operationName, context });
  const all: FormattedExecutionResult[] = [];
  if (isStream(result)) for await (const each of result) all.push(mask.answer(each));
  else all.push(mask.answer(result));
  return all.map(comparable);
}

const documents = new Map<string, ReturnType<typeof parse>>();

function documentOf(query: string) {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return document;
}

function comparable({ data, errors }: FormattedExecutionResult): unknown {
  const told = errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.['code'] }));
  return JSON.parse(
    JSON.stringify({ data, errors: told?.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }),
  );
}
