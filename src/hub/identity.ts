import type { Config } from '../config.ts';
import type { VerifyToken } from '../gateway/authenticate.ts';
import type { Caller, LocalCaller } from '../gateway/executor.ts';
import { type Credentials, type Glass, type System, actorOf } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { remoteKeys } from '../kernel/discovery.ts';
import { fault } from '../kernel/faults.ts';
import { createTokenVerifier } from '../kernel/token.ts';

/** How a host tells who calls, and what it publishes about it. */
export interface Identity<C extends Caller> {
  verify: VerifyToken<C>;
  wellKnown: Readonly<Record<string, () => unknown>>;
}

/**
 * Tokens of the configured issuer; of the development issuer where none is configured. What a token says is all that a
 * gateway knows of a caller.
 */
export async function createIdentity(config: Config, clock: Clock): Promise<Identity<Caller>> {
  const { verifier, wellKnown } = await openVerifier(config, clock);
  return {
    async verify(token) {
      const { expiresAt, clientId } = await verifier.verify(token);
      return { expiresAt, name: clientId };
    },
    wellKnown,
  };
}

/** The same, with the registered system of the token's client: who calls subgraphs of this process. */
export async function createLocalIdentity(
  config: Config,
  clock: Clock,
  systemOf: (clientId: string) => Promise<System | undefined>,
  glass: Glass,
): Promise<Identity<LocalCaller>> {
  const { verifier, wellKnown } = await openVerifier(config, clock);
  /** By what a token says. Each answer to a subscriber asks again. */
  const callers = new WeakMap<Credentials, LocalCaller>();
  return {
    async verify(token) {
      const credentials = await verifier.verify(token);
      const system = await systemOf(credentials.clientId);
      if (!system) throw fault({ code: 'UNAUTHENTICATED', public: 'The client of this token is not registered.' });
      const known = callers.get(credentials);
      if (known?.actor.system === system) return known;
      const caller = { expiresAt: credentials.expiresAt, name: system.id, actor: actorOf(credentials, system, glass) };
      callers.set(credentials, caller);
      return caller;
    },
    wellKnown,
  };
}

async function openVerifier(config: Config, clock: Clock) {
  const issuer = config.issuer ? undefined : await openLocalIssuer(config, clock);
  const verifier = createTokenVerifier({
    issuer: config.issuer ?? issuer!.name,
    audience: config.audience,
    keys: issuer?.keys ?? remoteKeys(config.issuer!),
    clock,
  });
  return { verifier, wellKnown: issuer?.wellKnown ?? {} };
}

async function openLocalIssuer(config: Config, clock: Clock) {
  const { DEVELOPMENT_ISSUER, openDevelopmentIssuer } = await import('../local/issuer.ts');
  const issuer = await openDevelopmentIssuer(config.dataDir, clock);
  const base = `http://${config.host}:${config.port}`;
  return {
    name: DEVELOPMENT_ISSUER,
    keys: issuer.keys,
    wellKnown: { 'jwks.json': () => issuer.jwks, 'oauth-authorization-server': () => issuer.metadata(base) },
  };
}
