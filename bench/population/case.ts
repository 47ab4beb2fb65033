import { createHash } from 'node:crypto';
import type { RecordCheckResultInput } from '../../src/subgraphs/verification/commands/record-check-result.ts';
import type { RequestVerificationInput } from '../../src/subgraphs/verification/commands/request-verification.ts';
import type { GrantConsentInput } from '../../src/subgraphs/consent/schema.generated.ts';
import type { RecordDecisionInput } from '../../src/subgraphs/decision/schema.generated.ts';

// What happens to every invented person behind its three records, as the API takes it: one verification with two checks,
// one decision that cites it, two consents.

/** Who does what. */
export const ACTORS = {
  verification: 'onboarding',
  result: 'verification',
  decision: 'decision',
  consent: 'crm',
} as const;

export const CHECK_KINDS = ['DOCUMENT', 'SANCTIONS'] as const;
export const PURPOSES = ['identity-verification', 'marketing'] as const;

const VALID_MS = 365 * 86_400_000;

/** The verification that is asked for. */
export function verificationInput(personId: string): RequestVerificationInput {
  return { personId, checks: CHECK_KINDS.map((kind) => ({ kind })) };
}

/** The result of a check. The document confirms a claim and was looked at; the lists were only asked. */
export function checkInput(
  kind: (typeof CHECK_KINDS)[number],
  checkId: string,
  claimId: string,
  now: Date,
): RecordCheckResultInput & { status: 'PASSED' } {
  const common = {
    checkId,
    status: 'PASSED' as const,
    vendor: 'Lumen',
    reasonCodes: [],
    traceId: `lumen-${createHash('sha256').update(kind).digest('hex').slice(0, 24)}`,
    validUntil: new Date(now.getTime() + VALID_MS).toISOString(),
  };
  if (kind === 'SANCTIONS')
    return { ...common, method: 'list_search', score: 0.99, evidence: [], confirmedClaimIds: [] };
  return {
    ...common,
    method: 'document_ocr',
    score: 0.97,
    evidence: [{ digest: 'ab'.repeat(32), mediaType: 'image/jpeg', uri: 's3://evidence/document.jpg' }],
    normalised: { verification: { trust_framework: 'eidas' }, claims: { document_type: 'passport' } },
    confirmedClaimIds: [claimId],
  };
}

/** The decision that rests on the verification and a claim. */
export function decisionInput(personId: string, verificationId: string, claimId: string): RecordDecisionInput {
  return {
    personId,
    subject: 'onboarding',
    outcome: 'APPROVE',
    reasons: [{ code: 'ALL_CHECKS_PASSED', text: 'Document and lists are in order.' }],
    policy: { name: 'retail-onboarding', version: '7' },
    matchedRules: ['document-passed', 'lists-clear'],
    inputs: { documentScore: 0.97, listsScore: 0.99, country: 'CH' },
    verificationIds: [verificationId],
    claimIds: [claimId],
  };
}

/** The consent to a purpose. */
export function consentInput(personId: string, purpose: (typeof PURPOSES)[number]): GrantConsentInput {
  return { personId, purpose, noticeVersion: '2026-01', language: 'de', method: 'web_form', jurisdiction: 'CH' };
}
