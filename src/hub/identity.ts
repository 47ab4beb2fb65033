import type { Config } from '../config.ts';
import type { VerifyToken } from '../gateway/authenticate.ts';
import { type System, actorOf } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { remoteKeys } from '../kernel/discovery.ts';
import { fault } from '../kernel/faults.ts';
import { createTokenVerifier } from '../kernel/token.ts';

/** How a host tells who calls, and what it publishes about it. */
export interface Identity {
  verify: VerifyToken;
  wellKnown: Readonly<Record<string, () => unknown>>;
}

/** Tokens of the configured issuer; of the development issuer where none is configured. */
export async function createIdentity(
  config: Config,
  clock: Clock,
  systemOf: (clientId: string) => Promise<System | undefined>,
): Promise<Identity> {
  const issuer = config.issuer ? undefined : await openLocalIssuer(config, clock);
  const verifier = createTokenVerifier({
    issuer: config.issuer ?? issuer!.name,
    audience: config.audience,
    keys: issuer?.keys ?? remoteKeys(config.issuer!),
    clock,
  });
  return {
    async verify(token) {
      const credentials = await verifier.verify(token);
      const system = await systemOf(credentials.clientId);
      if (!system) throw fault({ code: 'UNAUTHENTICATED', public: 'The client of this token is not registered.' });
      return actorOf(credentials, system);
    },
    wellKnown: issuer?.wellKnown ?? {},
  };
}

async function openLocalIssuer(config: Config, clock: Clock) {
  const { DEVELOPMENT_ISSUER, openDevelopmentIssuer } = await import('../local/issuer.ts');
  const { keys, jwks, metadata } = await openDevelopmentIssuer(config.dataDir, clock);
  const base = `http://${config.host}:${config.port}`;
  return {
    name: DEVELOPMENT_ISSUER,
    keys,
    wellKnown: { 'jwks.json': () => jwks, 'oauth-authorization-server': () => metadata(base) },
  };
}
