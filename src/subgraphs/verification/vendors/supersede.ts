import { authorOf } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { VerificationStatus } from '../schema.generated.ts';
import type { LockedCheck, LockedVerification } from '../store-write.ts';
import { endAttempt } from './attempts.ts';

/** A check that goes to another vendor. */
export interface Rerouted {
  verification: LockedVerification;
  status: VerificationStatus;
  check: LockedCheck;
  /** Who has it from now on. */
  to: string;
  now: Date;
}

/** Takes a check from the vendor that has it, if one has, and tells so. What that one still says comes too late. */
export function supersede(tx: Transaction, context: Context, { verification, status, check, to, now }: Rerouted): void {
  if (check.attempt === null) return;
  endAttempt(tx, check.attempt, 'SUPERSEDED', now);
  append(tx, {
    id: newId(context.clock),
    name: 'verification.rerouted',
    subject: verification.personId,
    time: now,
    data: {
      verificationId: verification.id,
      status,
      checkId: check.id,
      kind: check.kind,
      from: check.attemptVendor,
      to,
    },
    ...authorOf(context),
  });
}
