import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import { labels, openValue } from '../sealing.ts';
import { accessOf } from '../vendors/access.ts';
import { ADAPTERS } from '../vendors/adapters.ts';
import { Refused, Unavailable } from '../vendors/api/api.ts';
import { findAttemptOf } from '../vendors/attempts.ts';
import { receive } from '../vendors/inbox/receive.ts';
import { findVendor } from '../vendors/store.ts';
import type { IllegalTransition } from './record-check-result.ts';
import { type VendorRefused, type VendorUnavailable, unavailable } from './start-check.ts';

/** What the vendor that has a check said. */
export interface CheckPolled {
  __typename: 'CheckPolled';
  checkId: string;
  verificationId: string;
  /** Null when the vendor said just that before. */
  messageId: string | null;
}

export type PollCheckOutcome =
  | CheckPolled
  | VendorUnavailable
  | VendorRefused
  | IllegalTransition
  | { __typename: 'NotFound'; id: string };

/** Asks the vendor that has a check how it stands. The answer goes the way of a message, so asking twice does nothing twice. */
export async function pollCheck(context: Context, input: { checkId: string }): Promise<PollCheckOutcome> {
  const { actor, clock, pools, vault, inbox } = context;
  demand(actor, 'verification:start');
  const attempt = isId(input.checkId) ? await findAttemptOf(pools.read, input.checkId) : undefined;
  if (!attempt) return { __typename: 'NotFound', id: input.checkId };
  const { checkId, verificationId, state } = attempt;
  const reference = openValue<string>(vault, verificationId, labels.reference(attempt.id), attempt);
  if (state !== 'STARTED' || reference === null) {
    return { __typename: 'IllegalTransition', from: state, to: state, message: 'No vendor has the check now.' };
  }
  const vendor = (await findVendor(pools.read, attempt.vendor))!;
  const now = clock.now();
  const access = accessOf(vault, vendor, now);
  if (!access) return unavailable(vendor, new Unavailable('It has no API credential.'));
  try {
    const body = await ADAPTERS[vendor.adapter].api.poll(access, reference);
    const received = { headers: {}, body: Buffer.from(JSON.stringify(body ?? null)), at: now };
    const stored = await receive(context, vendor, received, 'POLL');
    if (stored) await inbox.settle(stored.id, stored.says);
    forgetLoaded(context.loaders);
    return { __typename: 'CheckPolled', checkId, verificationId, messageId: stored?.id ?? null };
  } catch (error) {
    if (error instanceof Refused)
      return { __typename: 'VendorRefused', vendor: vendor.id, reasonCode: error.reasonCode };
    if (error instanceof Unavailable) return unavailable(vendor, error);
    throw error;
  }
}
