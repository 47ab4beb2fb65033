import type { Config } from '../../config.ts';
import { tryPort } from '../../hub/port.ts';
import { findKeyId } from '../../local/issuer.ts';
import { localUrl } from '../address.ts';
import { type Finding, fail, failBy, ok } from './finding.ts';

const TIMEOUT_MS = 2_000;

/** Nobody else listens where the hub will; a hub that does takes the tokens of this folder. */
export async function checkPort(config: Config): Promise<Finding[]> {
  const { host, port } = config;
  const error = await tryPort(config);
  if (!error) return [ok('port', `${host}:${port} is free`)];
  if (error.code !== 'EADDRINUSE') return [failBy('port', error, 'Set HOST and PORT to an address of this machine.')];
  if (!(await ask(config, '/health/live')))
    return [fail('port', `another program listens on ${host}:${port}`, 'End it, or set PORT to another port.')];
  return [await checkHub(config)];
}

/** A hub of the development issuer publishes its public key. One whose key is another refuses every token made here. */
async function checkHub(config: Config): Promise<Finding> {
  const found = `a hub answers on ${config.host}:${config.port}`;
  if (config.issuer) return ok('port', found);
  const published = (await ask(config, '/.well-known/jwks.json')) as { keys?: { kid?: string }[] } | undefined;
  if (!published) {
    return fail('port', `${found}, and takes tokens of another issuer`, 'Set ISSUER as that hub has it, or PORT.');
  }
  const own = await findKeyId(config.dataDir);
  if (own !== undefined && published.keys?.some(({ kid }) => kid === own)) return ok('port', found);
  return fail(
    'port',
    `${found}, and its keys are ${own === undefined ? 'not' : 'others than those'} in ${config.dataDir}: it takes no token made here`,
    'It was started with another DATA_DIR, or its folder was removed meanwhile. Set the same DATA_DIR, or start it again.',
  );
}

/** The JSON that the hub answers; undefined when it answers anything else, or nothing. */
async function ask({ host, port }: Config, path: string): Promise<unknown> {
  return fetch(`${localUrl({ host, port })}${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined);
}
