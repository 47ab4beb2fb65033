import { z } from 'zod';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { readFindings } from '../findings.ts';
import { polled, readForm, short } from './read.ts';

const form = z.object({
  id: short,
  type: short,
  created: z.number().int().positive().max(8.64e12).nullish(),
  data: z.object({
    object: z.object({
      id: short,
      status: short.nullish(),
      last_error: z.object({ code: short.nullish() }).nullish(),
      verified_outputs: z.unknown().optional(),
    }),
  }),
});

const PREFIX = 'identity.verification_session.';
const SAYS: Readonly<Record<string, VendorAnswer['status']>> = {
  processing: 'IN_PROGRESS',
  verified: 'PASSED',
  requires_input: 'INCONCLUSIVE',
  canceled: 'INCONCLUSIVE',
};

/**
 * Stripe Identity: https://docs.stripe.com/identity/handle-verification-outcomes. A session that requires input has failed with
 * what was given, and may be tried again: no clear answer, with the code of the failure.
 */
export function readStripe(body: unknown): VendorMessage {
  const found = readForm(form, body);
  if ('kind' in found) return found;
  const { id: messageId, type, created, data } = found.read;
  const name = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : '';
  const status = Object.hasOwn(SAYS, name) ? SAYS[name] : undefined;
  if (!status) return { kind: 'OTHER', messageId, type };
  const { id: reference, last_error: failure, verified_outputs: outputs } = data.object;
  return {
    kind: 'ANSWER',
    reference,
    messageId,
    status,
    method: 'verification_session',
    score: undefined,
    reasonCodes: failure?.code ? [failure.code] : [],
    occurredAt: created == null ? undefined : new Date(created * 1000),
    found: readFindings('stripe', outputs),
  };
}

const session = z.object({
  id: short,
  status: short,
  last_error: z.object({ code: short.nullish() }).nullish(),
  verified_outputs: z.unknown().optional(),
});

/** A session, as Stripe's API shows it. One that requires input and has no error was not begun. */
export function readStripeSession(body: unknown): VendorMessage {
  const found = readForm(session, body);
  if ('kind' in found) return found;
  const { id: reference, status, last_error: failure, verified_outputs: outputs } = found.read;
  const isBegun = status !== 'requires_input' || failure != null;
  return polled({
    reference,
    status: isBegun && Object.hasOwn(SAYS, status) ? SAYS[status]! : 'IN_PROGRESS',
    method: 'verification_session',
    score: undefined,
    reasonCodes: failure?.code ? [failure.code] : [],
    occurredAt: undefined,
    found: readFindings('stripe', outputs),
  });
}
