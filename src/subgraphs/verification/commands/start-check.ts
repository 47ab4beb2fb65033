import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { type CheckSubject, type CheckSubjectInput, cleanSubject } from '../intake/subject.ts';
import { hasEnded, isOpen, statusAt } from '../rules.ts';
import * as statements from '../store-write.ts';
import { accessOf } from '../vendors/access.ts';
import { ADAPTERS } from '../vendors/adapters.ts';
import { type Access, Refused, Unavailable } from '../vendors/api/api.ts';
import { type Attempt, claimCall, findAttempt, insertAttempt, keyOf, releaseCall } from '../vendors/attempts.ts';
import { BUILT_IN } from '../vendors/built-in.ts';
import { confirmStart, refuseStart } from '../vendors/start.ts';
import { type VendorRow, findVendor } from '../vendors/store.ts';
import { supersede } from '../vendors/supersede.ts';
import { screenCheck } from '../watchlist/check.ts';
import type { IllegalTransition } from './record-check-result.ts';

/** A check for a vendor. */
export interface StartCheckInput {
  checkId: string;
  vendor: string;
  subject: CheckSubjectInput;
  idempotencyKey?: string | null;
}

/** The vendor has the check. */
export interface CheckStarted {
  __typename: 'CheckStarted';
  checkId: string;
  verificationId: string;
  vendor: string;
}

/** The vendor could not be reached. */
export interface VendorUnavailable {
  __typename: 'VendorUnavailable';
  vendor: string;
  message: string;
  retryAfterSeconds: number | null;
}

/** The vendor says no. */
export interface VendorRefused {
  __typename: 'VendorRefused';
  vendor: string;
  reasonCode: string;
}

type NotOpened = IllegalTransition | { __typename: 'NotFound'; id: string } | InvalidInput | IdempotencyConflict;
export type StartCheckOutcome = CheckStarted | VendorUnavailable | VendorRefused | NotOpened;

/** Stored with the idempotency key: what becomes of the attempt is the answer. */
interface AttemptOpened {
  __typename: 'AttemptOpened';
  attemptId: string;
}

/** A call that has not ended by then has died with its process. */
const GRACE_MS = 5_000;

/**
 * Gives a check to a vendor. What is to be done is stored before the vendor is called, and what came of it afterwards: so
 * whoever calls again, also after a crash in between, calls the vendor by the same key.
 */
export async function startCheck(context: Context, input: StartCheckInput): Promise<StartCheckOutcome> {
  const { actor, clock, pools, vault } = context;
  demand(actor, 'verification:start');
  const now = clock.now();
  const problems = new Problems();
  const subject = cleanSubject(problems, 'subject', input.subject);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (input.vendor === BUILT_IN) {
    return problems.list.length > 0 ? problems.invalid() : screenCheck(context, input, { subject, key, now });
  }
  const vendor = await findVendor(pools.read, input.vendor);
  if (!vendor) problems.add('vendor', 'Expected a registered vendor.');
  if (problems.list.length > 0 || !vendor) return problems.invalid();
  if (!isId(input.checkId)) return { __typename: 'NotFound', id: input.checkId };
  const access = accessOf(vault, vendor, now);
  if (!access) return unavailable(vendor, new Unavailable('It has no API credential.'));

  const opened = await runOnce<AttemptOpened, NotOpened>(
    pools.write,
    ticketOf(context, { command: 'startCheck', input, key, now }),
    (tx) => open(tx, context, { checkId: input.checkId.toLowerCase(), vendor, now }),
  );
  if (opened.__typename !== 'AttemptOpened') return opened;
  context.log.wake();
  return call(context, { attemptId: opened.attemptId, vendor, access, subject });
}

/** Makes sure that there is an attempt with the vendor. The check may move to it from another one. */
async function open(
  tx: Transaction,
  context: Context,
  { checkId, vendor, now }: { checkId: string; vendor: VendorRow; now: Date },
): Promise<Verdict<AttemptOpened, NotOpened>> {
  const [verification, checks] = await Promise.all([
    statements.lockVerificationOf(tx, checkId),
    statements.listSiblings(tx, checkId),
  ]);
  const check = checks.find(({ id }) => id === checkId);
  if (!verification || !check) return { refused: { __typename: 'NotFound', id: checkId } };
  if (!vendor.kinds.includes(check.kind)) {
    const problems = new Problems();
    problems.add('vendor', `Expected a vendor that checks ${check.kind}.`);
    return { refused: problems.invalid() };
  }
  const status = statusAt(verification.status, verification.expiresAt, now);
  // What a check of a verification finds that was rejected by another one is still taken in.
  if (hasEnded(check.status) || !(isOpen(status) || status === 'REJECTED'))
    return { refused: illegal(hasEnded(check.status) ? check.status : status) };
  if (check.attempt !== null && check.attemptVendor === vendor.id)
    return { stored: { __typename: 'AttemptOpened', attemptId: check.attempt } };

  const attemptId = newId(context.clock);
  supersede(tx, context, { verification, status, check, to: vendor.id, now });
  insertAttempt(tx, { id: attemptId, checkId, vendor: vendor.id, createdAt: now });
  return { stored: { __typename: 'AttemptOpened', attemptId } };
}

function illegal(from: string): IllegalTransition {
  return { __typename: 'IllegalTransition', from, to: 'IN_PROGRESS', message: 'It has ended: no vendor can begin it.' };
}

interface Call {
  attemptId: string;
  vendor: VendorRow;
  access: Access;
  subject: CheckSubject;
}

async function call(context: Context, { attemptId, vendor, access, subject }: Call): Promise<StartCheckOutcome> {
  const { pools, clock } = context;
  const now = clock.now();
  const { api } = ADAPTERS[vendor.adapter];
  // A start can take several requests, one after the other.
  const until = api.knowsKeys ? now : new Date(now.getTime() + 3 * access.timeoutMs + GRACE_MS);
  const calls = await claimCall(pools.write, attemptId, now, until);
  const attempt = (await findAttempt(pools.read, attemptId))!;
  if (calls === undefined) return standing(attempt);
  try {
    const { kind } = attempt;
    const order = { key: keyOf(attempt), isRetry: calls > 1, kind, template: vendor.template, subject };
    const reference = await api.start(access, order);
    await confirmStart(context, { attempt, vendor, reference });
  } catch (error) {
    if (error instanceof Refused) {
      await refuseStart(context, attempt, error.reasonCode);
      return { __typename: 'VendorRefused', vendor: vendor.id, reasonCode: error.reasonCode };
    }
    await releaseCall(pools.write, attemptId);
    if (error instanceof Unavailable) return unavailable(vendor, error);
    throw error;
  }
  return standing((await findAttempt(pools.read, attemptId))!);
}

/** Where an attempt stands that need not be called for, or cannot. */
function standing({ checkId, verificationId, vendor, state, reasonCode }: Attempt): StartCheckOutcome {
  switch (state) {
    case 'STARTED':
    case 'ENDED':
      return { __typename: 'CheckStarted', checkId, verificationId, vendor };
    case 'REFUSED':
      return { __typename: 'VendorRefused', vendor, reasonCode: reasonCode! };
    case 'STARTING':
      return { __typename: 'IdempotencyConflict', message: 'The vendor is just being called.', inFlight: true };
    default: {
      const message = 'The check went to another vendor, or was called off, meanwhile.';
      return { __typename: 'IllegalTransition', from: state, to: 'IN_PROGRESS', message };
    }
  }
}

/** Why a vendor gives no answer, as callers are told. */
export function unavailable({ id }: Pick<VendorRow, 'id'>, error: Unavailable): VendorUnavailable {
  const retryAfterSeconds = error.retryAfterSeconds ?? null;
  return { __typename: 'VendorUnavailable', vendor: id, message: error.message, retryAfterSeconds };
}
