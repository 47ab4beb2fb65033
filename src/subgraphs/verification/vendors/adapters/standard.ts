import { z } from 'zod';
import type { VendorMessage } from '../answer.ts';
import { moment, polled, readForm, short } from './read.ts';

const finding = z.object({
  reference: short,
  status: z.enum(['IN_PROGRESS', 'PASSED', 'FAILED', 'INCONCLUSIVE']),
  method: short,
  score: z.number().min(0).max(1).nullish(),
  reasonCodes: z.array(short).max(100).default([]),
  verifiedClaims: z.unknown().optional(),
});
const form = z.object({ type: short, timestamp: moment, data: finding });
/** Any message of Standard Webhooks. */
const other = z.object({ type: short });

/**
 * A vendor without an adapter of its own that signs by Standard Webhooks and says `check.updated`, in the words of
 * `recordCheckResult`. Its messages are named by the header `webhook-id`.
 */
export function readStandard(body: unknown, webhookId: string): VendorMessage {
  const any = readForm(other, body);
  if ('kind' in any) return any;
  if (any.read.type !== 'check.updated') return { kind: 'OTHER', messageId: webhookId, type: any.read.type };
  const found = readForm(form, body);
  if ('kind' in found) return found;
  const { timestamp, data } = found.read;
  return { kind: 'ANSWER', messageId: webhookId, ...data, score: data.score ?? undefined, occurredAt: timestamp };
}

/** A check, as such a vendor's API shows it. */
export function readStandardCheck(body: unknown): VendorMessage {
  const found = readForm(finding, body);
  if ('kind' in found) return found;
  return polled({ ...found.read, score: found.read.score ?? undefined, occurredAt: undefined });
}
