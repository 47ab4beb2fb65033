import type { Problems } from '../../../kernel/input/problems.ts';
import type { AdapterName } from './adapters.ts';

/** Where each vendor's API begins, as its documentation says; a generic vendor has none of its own. */
const OWN: Readonly<Partial<Record<AdapterName, string>>> = {
  ONFIDO: 'https://api.eu.onfido.com/v3.6',
  PERSONA: 'https://api.withpersona.com/api/v1',
  SUMSUB: 'https://api.sumsub.com',
  STRIPE_IDENTITY: 'https://api.stripe.com/v1',
};

const MAX_LENGTH = 500;
/** RFC 8252 §8.3: what stays on this machine needs no TLS. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Where a vendor's API begins, without a slash at its end. By https; in development also by http on this machine, where
 * simulators are.
 */
export function cleanAddress(
  problems: Problems,
  path: string,
  text: string | null | undefined,
  { adapter, isDevelopment }: { adapter: AdapterName; isDevelopment: boolean },
): string | undefined {
  const address = text ?? OWN[adapter];
  const url = address !== undefined && address.length <= MAX_LENGTH && URL.canParse(address) ? new URL(address) : null;
  const isSafe =
    url?.protocol === 'https:' || (isDevelopment && url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
    return problems.add(
      path,
      'Expected an https URL without user, query and fragment, such as https://api.example.com/v1.',
    );
  }
  return url.href.replace(/\/+$/, '');
}
