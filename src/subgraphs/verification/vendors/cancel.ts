import { toFault } from '../../../kernel/db.ts';
import type { Services } from '../context.ts';
import { labels, openValue } from '../sealing.ts';
import { accessOf } from './access.ts';
import { ADAPTERS } from './adapters.ts';
import { Refused, Unavailable } from './api/api.ts';
import { findAttempt } from './attempts.ts';
import { type VendorRow, findVendor } from './store.ts';

/**
 * Tells vendors to go on no further with attempts that were called off. Never rejects: a vendor that does not hear of it
 * answers later, and late.
 */
export async function cancelWithVendors(services: Services, attemptIds: readonly string[]): Promise<void> {
  await Promise.all(attemptIds.map((id) => cancelOne(services, id)));
}

/** The same for one that is known by its reference alone. */
export async function cancelReference(
  services: Pick<Services, 'vault' | 'clock' | 'logger'>,
  vendor: VendorRow,
  reference: string,
): Promise<void> {
  await noted(services, vendor.id, () => tellVendor(services, vendor, reference));
}

async function cancelOne(services: Services, attemptId: string): Promise<void> {
  const { pools, vault } = services;
  await noted(services, attemptId, async () => {
    const attempt = (await findAttempt(pools.read, attemptId))!;
    const vendor = (await findVendor(pools.read, attempt.vendor))!;
    const reference = openValue<string>(vault, attempt.verificationId, labels.reference(attemptId), attempt);
    if (reference !== null) await tellVendor(services, vendor, reference);
  });
}

async function tellVendor(
  { vault, clock }: Pick<Services, 'vault' | 'clock'>,
  vendor: VendorRow,
  reference: string,
): Promise<void> {
  const access = accessOf(vault, vendor, clock.now());
  if (access) await ADAPTERS[vendor.adapter].api.cancel?.(access, reference);
}

async function noted({ logger }: Pick<Services, 'logger'>, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isVendors = error instanceof Refused || error instanceof Unavailable;
    const reason = isVendors ? error.message : toFault(error).code;
    logger.warn({ attemptId: what, reason }, 'a check could not be called off with its vendor');
  }
}
