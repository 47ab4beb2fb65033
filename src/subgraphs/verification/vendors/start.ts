import { Problems } from '../../../kernel/input/problems.ts';
import { takeIn } from '../commands/take-in.ts';
import type { Context } from '../context.ts';
import { readAnswer } from '../intake/answer.ts';
import { forgetLoaded } from '../loaders.ts';
import { labels } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { type Attempt, endAttempt, startAttempt } from './attempts.ts';
import { cancelReference } from './cancel.ts';
import { reopenByReference } from './inbox/store.ts';
import type { VendorRow } from './store.ts';
import { blindReference } from './vendor.ts';

/**
 * Stores under which reference a vendor has a check: the check has begun then. What the vendor said of it before that was
 * known is dealt with now.
 */
export async function confirmStart(
  context: Context,
  { attempt, vendor, reference }: { attempt: Attempt; vendor: VendorRow; reference: string },
): Promise<void> {
  const { pools, vault, clock, actor, inbox, log } = context;
  const blind = blindReference(vault, vendor.id, reference);
  let isErased = false;
  const waiting = await pools.write.begin(async (tx) => {
    const now = clock.now();
    // Messages first, then the verification: in the order in which settling a message locks them.
    const [reopened, verification, checks] = await Promise.all([
      reopenByReference(tx, vendor.id, blind, now),
      statements.lockVerificationOf(tx, attempt.checkId),
      statements.listSiblings(tx, attempt.checkId),
    ]);
    const check = checks.find(({ id }) => id === attempt.checkId);
    if (!verification || !check) {
      // The person was erased while the vendor was called: by its reference alone a late answer is known and dropped.
      startAttempt(tx, { id: attempt.id, reference: blind, sealed: null, cost: vendor.costPerCheck, now });
      isErased = true;
      return reopened;
    }
    const key = vault.openKey(verification.id, verification.wrapped);
    const sealed = vault.seal(key, labels.reference(attempt.id), reference);
    startAttempt(tx, { id: attempt.id, reference: blind, sealed, cost: vendor.costPerCheck, now });
    if (check.attempt === attempt.id) {
      const input = { status: 'IN_PROGRESS' as const, vendor: vendor.id, traceId: reference, ...NOTHING_FOUND };
      const answer = readAnswer(new Problems(), input, { now, systemId: actor.system.id });
      const author = { actor: `vendor:${vendor.id}`, traceparent: context.traceparent };
      const move = takeIn(tx, context, { verification, checks, check, answer, author, now });
      if (move.outcome === 'ILLEGAL') endAttempt(tx, attempt.id, 'ENDED', now);
    }
    return reopened;
  });
  if (isErased) await cancelReference(context, vendor, reference);
  log.wake();
  forgetLoaded(context.loaders);
  for (const id of waiting) inbox.settleSoon(id);
}

const NOTHING_FOUND = { reasonCodes: [], evidence: [], confirmedClaimIds: [] };

/** Stores that a vendor does not take a check. Another try is another attempt. */
export async function refuseStart({ pools, clock }: Context, attempt: Attempt, reasonCode: string): Promise<void> {
  await pools.write.begin((tx) => endAttempt(tx, attempt.id, 'REFUSED', clock.now(), reasonCode));
}
