import { z } from 'zod';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { milliseconds, readForm, short } from './read.ts';

const form = z.object({
  type: short,
  applicantId: short,
  reviewStatus: short.nullish(),
  createdAtMs: milliseconds.nullish(),
  reviewResult: z
    .object({
      reviewAnswer: short.nullish(),
      reviewRejectType: short.nullish(),
      rejectLabels: z.array(short).nullish(),
    })
    .nullish(),
});

const WAITING: ReadonlySet<string> = new Set(['applicantPending', 'applicantOnHold', 'applicantPrechecked']);

/**
 * Sumsub: https://docs.sumsub.com, "User verification webhooks". A rejection that the applicant may answer with other documents
 * (`RETRY`) is no clear answer yet. Messages have no id, so a copy is told by type, applicant, state and time.
 */
export function readSumsub(body: unknown): VendorMessage {
  const found = readForm(form, body);
  if ('kind' in found) return found;
  const { type, applicantId, reviewStatus, createdAtMs: occurredAt, reviewResult } = found.read;
  const messageId = [type, applicantId, reviewStatus ?? '', occurredAt?.getTime() ?? ''].join(' ');
  if (type !== 'applicantReviewed' && !WAITING.has(type)) return { kind: 'OTHER', messageId, type };
  return {
    kind: 'ANSWER',
    reference: applicantId,
    messageId,
    status: type === 'applicantReviewed' ? endOf(reviewResult) : 'IN_PROGRESS',
    method: type,
    score: undefined,
    reasonCodes: reviewResult?.rejectLabels ?? [],
    occurredAt: occurredAt ?? undefined,
  };
}

function endOf(
  result: { reviewAnswer?: string | null | undefined; reviewRejectType?: string | null | undefined } | null | undefined,
): VendorAnswer['status'] {
  if (result?.reviewAnswer === 'GREEN') return 'PASSED';
  if (result?.reviewAnswer === 'RED' && result.reviewRejectType !== 'RETRY') return 'FAILED';
  return 'INCONCLUSIVE';
}
