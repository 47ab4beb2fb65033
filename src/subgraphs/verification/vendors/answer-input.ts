import type { AnswerInput } from '../intake/answer.ts';
import type { CheckKind } from '../schema.generated.ts';
import type { VendorAnswer } from './answer.ts';
import { normalise } from './normalise.ts';

/** What a vendor says, as `recordCheckResult` would be told it. A check that has only begun has found nothing yet. */
export function answerInputOf(
  { vendor, kind, receivedAt }: { vendor: string; kind: CheckKind; receivedAt: Date },
  answer: VendorAnswer,
): AnswerInput {
  const { status, method, reference } = answer;
  const isResult = status !== 'IN_PROGRESS';
  const at = answer.occurredAt ?? receivedAt;
  return {
    status,
    vendor,
    method,
    score: isResult ? answer.score : undefined,
    reasonCodes: isResult ? answer.reasonCodes : [],
    traceId: reference,
    observedAt: at.toISOString(),
    normalised: isResult ? (answer.verifiedClaims ?? normalise({ vendor, kind, at }, answer)) : undefined,
    evidence: [],
    confirmedClaimIds: [],
  };
}
