import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import type { Caller, Executor, GatewayContext, LocalCaller } from '../gateway/executor.ts';
import { fuse } from '../gateway/fuse.ts';
import { type Host, type HostOptions, listen } from '../gateway/host.ts';
import { CLIENT_LIMITS, SUBGRAPH_LIMITS } from '../gateway/limits.ts';
import { planned } from '../gateway/plan.ts';
import type { Readiness } from '../gateway/http/ready.ts';
import { httpTransport } from '../gateway/planned/http.ts';
import { subgraphExecutor } from '../gateway/subgraph.ts';
import type { System } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import type { Route } from '../kernel/http/route.ts';
import type { Logger } from '../kernel/logger.ts';
import { scalars } from '../kernel/scalars.ts';
import { SIGNING_USES, type SigningUse } from '../kernel/signer.ts';
import type { Subgraph, SubgraphName } from '../subgraphs/subgraph.ts';
import { type Identity, createIdentity, createLocalIdentity } from './identity.ts';
import type { Hub, Parts } from './parts.ts';
import { startKeySchedule } from './key-schedule.ts';
import { runJourneys } from './journeys.ts';
import { readBy, readsOf } from './reads.ts';
import { runRights } from './rights.ts';
import { portFault } from './port.ts';
import { schemaFault } from './schema-fault.ts';
import { SUBGRAPH_NAMES, createSubgraph } from './subgraphs.ts';

/** How long requests under way may take to end when the hub stops. */
const GRACE_MS = 5_000;

/** A subgraph that needs longer to say whether it is ready is not. Less than the host gives us to say it of all. */
const READY_TIMEOUT_MS = 1_500;

/** All of the hub in this process: the four subgraphs as one fused schema. */
export async function serveHub(parts: Parts): Promise<Hub> {
  const apiSdl = await readComposed('api');
  const { journeys, keyEpochDays } = parts.config;
  const workers: StartWorker[] = [(executor, routes) => runRights(parts, executor, routes)];
  if (journeys) workers.push((executor) => runJourneys(parts, executor));
  if (keyEpochDays) workers.push(async () => startKeySchedule(parts, keyEpochDays));
  return serveLocal(
    parts,
    SUBGRAPH_NAMES,
    (subgraphs) => ({ executor: fuse(apiSdl, subgraphs, readsOf(parts)), limits: CLIENT_LIMITS }),
    workers,
  );
}

/** One subgraph, for a gateway elsewhere. */
export function serveSubgraph(parts: Parts, name: SubgraphName): Promise<Hub> {
  return serveLocal(parts, [name], ([subgraph]) => ({
    executor: subgraphExecutor(subgraph!, readsOf(parts)),
    limits: SUBGRAPH_LIMITS,
    // The gateway decides what clients may see of the schema.
    introspection: true,
  }));
}

/** The gateway alone, over subgraphs that other processes serve. It has no database, and no registry: each judges the token. */
export async function serveGateway(config: Config, { clock, logger }: { clock: Clock; logger: Logger }): Promise<Hub> {
  const missing = SUBGRAPH_NAMES.filter((name) => !config.subgraphUrls[name]);
  if (missing.length > 0) {
    throw fault({
      code: 'CONFIGURATION',
      public: `SUBGRAPH_URLS: expected an address for ${missing.join(', ')}; found none.`,
    });
  }
  const urls = config.subgraphUrls as Record<SubgraphName, string>;
  const executor: Executor = await planned({
    supergraphSdl: await readComposed('supergraph'),
    apiSdl: await readComposed('api'),
    transports: new Map(SUBGRAPH_NAMES.map((name) => [name, httpTransport(name, urls[name])])),
    scalars: Object.values(scalars),
  });
  const ready = (): Promise<Readiness> => askSubgraphs(urls);
  const { verify, wellKnown } = await createIdentity(config, clock);
  const names = ['selfsame', ...SIGNING_USES.map(jwksName)];
  const published = Object.fromEntries(names.map((name) => [name, () => ask(urls.person, name)]));
  const identity = { verify, wellKnown: { ...wellKnown, ...published } };
  const host = await open({ config, clock, logger }, identity, { executor, limits: CLIENT_LIMITS, ready });
  return { url: host.url, stop: () => host.close(GRACE_MS) };
}

/** What a host answers with, and within what limits. */
type Served<C extends Caller> = Pick<HostOptions<C>, 'executor' | 'limits'> & Partial<HostOptions<C>>;

/** What a hub does beside answering. */
interface Worker {
  readonly routes?: readonly Route<GatewayContext<LocalCaller>>[];
  stop(): Promise<void>;
}
type StartWorker = (
  executor: Executor<LocalCaller>,
  routes: readonly Route<GatewayContext<LocalCaller>>[],
) => Promise<Worker>;

async function serveLocal(
  parts: Parts,
  names: readonly SubgraphName[],
  served: (subgraphs: readonly Subgraph[]) => Served<LocalCaller>,
  startWorkers: readonly StartWorker[] = [],
): Promise<Hub> {
  const subgraphs: Subgraph[] = [];
  const workers: Worker[] = [];
  const stopAll = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  };
  try {
    for (const name of names) subgraphs.push(await createSubgraph(name, parts));
    const what = await made(() => served(subgraphs));
    const systemOf = (clientId: string): Promise<System | undefined> => subgraphs[0]!.systemOf(clientId);
    const { verify, wellKnown } = await createLocalIdentity(parts.config, parts.clock, systemOf, parts.glass);
    const published = {
      selfsame: () => describeSelf(parts),
      ...Object.fromEntries(SIGNING_USES.map((use) => [jwksName(use), () => parts.signers[use].jwks()])),
    };
    const identity = { verify, wellKnown: { ...wellKnown, ...published } };
    const routes = subgraphs.flatMap((subgraph) => subgraph.routes ?? []).map((route) => readBy(route, readsOf(parts)));
    for (const start of startWorkers) workers.push(await start(what.executor, routes));
    const all = [...routes, ...workers.flatMap((worker) => worker.routes ?? [])];
    const host = await open(parts, identity, { ready: () => parts.ready(), routes: all, ...what });
    return {
      url: host.url,
      async stop() {
        await host.close(GRACE_MS);
        await stopAll();
        await parts.close();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

function open<C extends Caller>(
  { config, clock, logger }: Pick<Parts, 'config' | 'clock' | 'logger'>,
  { verify, wellKnown }: Identity<C>,
  served: Served<C> & Pick<HostOptions<C>, 'ready'>,
): Promise<Host> {
  const { introspection, environment, port, host } = config;
  const graphiql = environment === 'development';
  return listen({ verify, clock, logger, introspection, graphiql, wellKnown, ...served }, port, host).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.syscall === 'listen' || error.syscall === 'getaddrinfo' ? portFault(error, { host, port }) : error;
    },
  );
}

async function made<T>(make: () => T): Promise<T> {
  try {
    return make();
  } catch (error) {
    throw await schemaFault(error);
  }
}

/** Where the public keys of a use are, below `/.well-known/`. */
function jwksName(use: SigningUse): string {
  return `${use}-jwks.json`;
}

/** Which hub this is, for who comes back to it: its log is another one in every database. */
function describeSelf({ log }: Parts): { log: string } {
  return { log: log.head().logId };
}

/** What a gateway has nothing of itself, and publishes as a subgraph says it. */
async function ask(subgraphUrl: string, name: string): Promise<unknown> {
  const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
  const response = await fetch(new URL(`/.well-known/${name}`, subgraphUrl), { signal });
  if (response.ok) return response.json();
  throw fault({ code: 'UNAVAILABLE', public: `The person subgraph does not say what ${name} is.` });
}

/** A gateway does its work while one subgraph answers: the fields of the others are `null` with an error. */
async function askSubgraphs(urls: Readonly<Record<SubgraphName, string>>): Promise<Readiness> {
  const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
  const answers = await Promise.all(
    SUBGRAPH_NAMES.map(async (name): Promise<[SubgraphName, boolean]> => {
      try {
        const { ok, body } = await fetch(new URL('/health/ready', urls[name]), { signal });
        await body?.cancel();
        return [name, ok];
      } catch {
        return [name, false];
      }
    }),
  );
  return { ready: answers.some(([, ok]) => ok), subgraphs: Object.fromEntries(answers) };
}

function readComposed(name: 'api' | 'supergraph'): Promise<string> {
  return readFile(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
}
