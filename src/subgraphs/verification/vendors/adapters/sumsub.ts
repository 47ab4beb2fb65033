import { z } from 'zod';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { readFindings } from '../findings.ts';
import { milliseconds, polled, readForm, short } from './read.ts';

const reviewResult = z
  .object({
    reviewAnswer: short.nullish(),
    reviewRejectType: short.nullish(),
    rejectLabels: z.array(short).nullish(),
  })
  .nullish();
const form = z.object({
  type: short,
  applicantId: short,
  reviewStatus: short.nullish(),
  createdAtMs: milliseconds.nullish(),
  reviewResult,
});

const WAITING: ReadonlySet<string> = new Set(['applicantPending', 'applicantOnHold', 'applicantPrechecked']);

/**
 * Sumsub: https://docs.sumsub.com, "User verification webhooks". A rejection that the applicant may answer with other documents
 * (`RETRY`) is no clear answer yet. Messages have no id, so a copy is told by type, applicant, state and time.
 */
export function readSumsub(body: unknown): VendorMessage {
  const found = readForm(form, body);
  if ('kind' in found) return found;
  const { type, applicantId, reviewStatus, createdAtMs: occurredAt, reviewResult: result } = found.read;
  const messageId = [type, applicantId, reviewStatus ?? '', occurredAt?.getTime() ?? ''].join(' ');
  if (type !== 'applicantReviewed' && !WAITING.has(type)) return { kind: 'OTHER', messageId, type };
  return {
    kind: 'ANSWER',
    reference: applicantId,
    messageId,
    status: type === 'applicantReviewed' ? endOf(result) : 'IN_PROGRESS',
    method: type,
    score: undefined,
    reasonCodes: result?.rejectLabels ?? [],
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

const applicant = z.object({
  id: short,
  info: z.unknown().optional(),
  review: z.object({ reviewStatus: short.nullish(), reviewResult }).nullish(),
});

/** An applicant, as Sumsub's API shows it. */
export function readSumsubApplicant(body: unknown): VendorMessage {
  const found = readForm(applicant, body);
  if ('kind' in found) return found;
  const { id: reference, review, info } = found.read;
  const hasEnded = review?.reviewStatus === 'completed';
  return polled({
    reference,
    status: hasEnded ? endOf(review?.reviewResult) : 'IN_PROGRESS',
    method: hasEnded ? 'applicantReviewed' : 'applicantPending',
    score: undefined,
    reasonCodes: review?.reviewResult?.rejectLabels ?? [],
    occurredAt: undefined,
    found: readFindings('sumsub', info),
  });
}
