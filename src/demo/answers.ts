import { type HubClient, expectOutcome } from './client.ts';

const RECORD_DECISION = /* GraphQL */ `
  mutation ($input: RecordDecisionInput!) {
    recordDecision(input: $input) {
      __typename
      ... on DecisionRecorded {
        decisionId
      }
    }
  }
`;

const GRANT_CONSENT = /* GraphQL */ `
  mutation ($input: GrantConsentInput!) {
    grantConsent(input: $input) {
      __typename
      ... on ConsentRecorded {
        consentId
      }
    }
  }
`;

/** One query whose answer comes from all four subgraphs. */
export const UNIFIED_QUERY = `query ($id: ID!) {
  person(id: $id) {
    name { full }
    birthDate
    records { externalId system { id } }
    lineage(field: NAME) { value chosen confirmedBy { kind vendor score } }
    verifications { status checks { kind status vendor score reasonCodes } }
    decisions { outcome reasons { code } policy { name version } verifications { id status } }
    consents { purpose status expiresAt }
  }
}`;

/** Records that the person may come aboard, and that the verification is why. */
export async function decide(engine: HubClient, personId: string, verificationId: string): Promise<void> {
  const input = {
    personId,
    subject: 'onboarding',
    outcome: 'APPROVE',
    reasons: [{ code: 'IDENTITY_VERIFIED', text: 'Document and sanctions checks passed.' }],
    policy: { name: 'onboarding', version: '1.0.0' },
    matchedRules: ['document-passed', 'sanctions-clear'],
    inputs: { document: 'PASSED', sanctions: 'PASSED' },
    verificationIds: [verificationId],
  };
  const { recordDecision } = await engine.ask<{ recordDecision: { __typename: string } }>(RECORD_DECISION, { input });
  expectOutcome(recordDecision, 'DecisionRecorded');
}

/** Records that the person wants to hear of products, for a year. */
export async function consent(form: HubClient, personId: string, now: Date): Promise<void> {
  const expiresAt = new Date(now);
  expiresAt.setUTCFullYear(now.getUTCFullYear() + 1);
  const input = {
    personId,
    purpose: 'marketing',
    noticeVersion: '2026-01',
    language: 'de',
    method: 'web_form',
    jurisdiction: 'DE',
    expiresAt: expiresAt.toISOString(),
  };
  const { grantConsent } = await form.ask<{ grantConsent: { __typename: string } }>(GRANT_CONSENT, { input });
  expectOutcome(grantConsent, 'ConsentRecorded');
}
