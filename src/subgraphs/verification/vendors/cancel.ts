import { toFault } from '../../../kernel/db.ts';
import type { Services } from '../context.ts';
import { labels, openValue } from '../sealing.ts';
import { accessOf } from './access.ts';
import { ADAPTERS } from './adapters.ts';
import { Refused, Unavailable } from './api/api.ts';
import { findAttempt } from './attempts.ts';
import { findVendor } from './store.ts';

/**
 * Tells vendors to go on no further with attempts that were called off. Never rejects: a vendor that does not hear of it
 * answers later, and late.
 */
export async function cancelWithVendors(services: Services, attemptIds: readonly string[]): Promise<void> {
  await Promise.all(attemptIds.map((id) => cancelOne(services, id)));
}

async function cancelOne({ pools, vault, clock, logger }: Services, attemptId: string): Promise<void> {
  try {
    const attempt = (await findAttempt(pools.read, attemptId))!;
    const vendor = (await findVendor(pools.read, attempt.vendor))!;
    const reference = openValue<string>(vault, attempt.verificationId, labels.reference(attemptId), attempt);
    const access = accessOf(vault, vendor, clock.now());
    if (reference !== null && access) await ADAPTERS[vendor.adapter].api.cancel?.(access, reference);
  } catch (error) {
    const isVendors = error instanceof Refused || error instanceof Unavailable;
    const reason = isVendors ? error.message : toFault(error).code;
    logger.warn({ attemptId, reason }, 'a check could not be called off with its vendor');
  }
}
