import type { AnswerInput } from '../intake/answer.ts';
import type { VendorAnswer } from './answer.ts';

/** What a vendor says, as `recordCheckResult` would be told it. A check that has only begun has found nothing yet. */
export function answerInputOf(vendor: string, answer: VendorAnswer, receivedAt: Date): AnswerInput {
  const { status, method, reference, occurredAt } = answer;
  const isResult = status !== 'IN_PROGRESS';
  return {
    status,
    vendor,
    method,
    score: isResult ? answer.score : undefined,
    reasonCodes: isResult ? answer.reasonCodes : [],
    traceId: reference,
    observedAt: (occurredAt ?? receivedAt).toISOString(),
    evidence: [],
    confirmedClaimIds: [],
  };
}
