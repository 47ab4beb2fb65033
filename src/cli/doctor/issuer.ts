import type { Config } from '../../config.ts';
import { discover } from '../../kernel/discovery.ts';
import { type Finding, fail, failBy, ok } from './finding.ts';

/** The issuer of tokens answers, and offers keys. */
export async function checkIssuer(config: Config): Promise<Finding[]> {
  if (!config.issuer) return [ok('issuer', 'the development issuer')];
  const mend =
    'Check ISSUER, which must be written exactly as the issuer names itself, and that this machine reaches it.';
  try {
    const { jwksUri } = await discover(config.issuer);
    const response = await fetch(jwksUri, { signal: AbortSignal.timeout(5_000) });
    const { keys } = (await response.json()) as { keys?: unknown };
    if (!response.ok || !Array.isArray(keys) || keys.length === 0)
      return [fail('issuer', `${jwksUri.href} offers no keys`, mend)];
    return [ok('issuer', `${config.issuer} (${keys.length} ${keys.length === 1 ? 'key' : 'keys'})`)];
  } catch (error) {
    return [failBy('issuer', error, mend)];
  }
}
