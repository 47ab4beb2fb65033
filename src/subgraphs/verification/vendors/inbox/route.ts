import { Refusal, readBytes } from '../../../../kernel/http/body.ts';
import type { Route, RouteAnswer } from '../../../../kernel/http/route.ts';
import type { RequestContext } from '../../../subgraph.ts';
import type { Services } from '../../context.ts';
import { ADAPTERS } from '../adapters.ts';
import { type VendorRow, findVendor } from '../store.ts';
import { secretsOf } from '../vendor.ts';
import type { Inbox } from './inbox.ts';
import { receive } from './receive.ts';
import type { RefusalReason, Refusals } from './refusals.ts';

/** Below it, each vendor has a path: `/webhooks/acme`. */
export const WEBHOOKS = '/webhooks/';

const MAX_BYTES = 1_048_576;
const VENDOR_ID = /^[a-z0-9-]{1,64}$/;
/** Not the sender's: what a proxy or client adds, and what could let somebody in elsewhere. */
const HEADERS_NOT_KEPT: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** Nothing more is said, so that nobody learns from it what to try next. */
const TEXT = 'The message was not accepted.';

/**
 * Takes vendors' messages: judged by their signatures over the bytes as they came, stored, acknowledged, and then dealt
 * with. A copy is acknowledged too.
 */
export function webhookRoute(
  services: Pick<Services, 'pools' | 'vault' | 'clock' | 'log'>,
  { inbox, refusals }: { inbox: Inbox; refusals: Refusals },
): Route<RequestContext> {
  const refuse = (vendor: string | null, why: RefusalReason): RouteAnswer => {
    refusals.note(vendor, why);
    return { status: vendor === null ? 404 : 401, body: { message: TEXT } };
  };
  return {
    prefix: WEBHOOKS,
    async handle({ method, rest, incoming }) {
      if (method !== 'POST') throw new Refusal(405, 'Expected POST.', { allow: 'POST' });
      const vendor = VENDOR_ID.test(rest) ? await findVendor(services.pools.read, rest) : undefined;
      const body = await readBytes(incoming, MAX_BYTES).catch((error: unknown) => {
        if (error instanceof Refusal && error.status === 413) refusals.note(vendor?.id ?? null, 'TOO_LARGE');
        throw error;
      });
      const received = { headers: headersOf(incoming.headers), body, at: services.clock.now() };
      // A path that leads to nobody costs the same work.
      const { judge } = ADAPTERS[vendor?.adapter ?? 'STANDARD_WEBHOOKS'];
      const judgement = judge(received, vendor ? secretsOf(services.vault, vendor, 'WEBHOOK') : [NOBODYS_SECRET]);
      if (!vendor) return refuse(null, 'VENDOR_UNKNOWN');
      if (!judgement.isGenuine) return refuse(vendor.id, judgement.why);
      return accept(vendor, received);
    },
  };

  async function accept(vendor: VendorRow, received: Parameters<typeof receive>[2]): Promise<RouteAnswer> {
    const stored = await receive(services, vendor, received, 'WEBHOOK');
    // The answer goes out first: what comes of the message is not the vendor's concern.
    if (stored) setImmediate(() => inbox.settleSoon(stored.id, stored.says));
    return { status: 200, body: { status: 'ok' } };
  }
}

const NOBODYS_SECRET = 'bm9ib2R5';

function headersOf(headers: Readonly<NodeJS.Dict<string | string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined && !HEADERS_NOT_KEPT.has(entry[0]),
    ),
  );
}
