import onboarding from '../../src/journeys/shipped/customer-onboarding.json' with { type: 'json' };

/** Tried so often that a vendor which fails one time in five is as good as never given up: each journey comes to a decision. */
const check = (kind: string, vendor: string, fallback: string) => ({
  kind,
  vendor,
  timeout: 'PT15S',
  retry: { times: 8, after: 'PT1S' },
  fallback: { vendor: fallback, when: ['UNAVAILABLE', 'REFUSED', 'TIMEOUT'] },
});

/** Two checks in parallel, each with a second vendor, and a decision. */
export const DEFINITION = {
  name: 'chaos',
  description: 'Two checks in parallel, each with a second vendor, and a decision.',
  start: 'verify',
  steps: {
    verify: {
      type: 'VERIFY',
      checks: [check('DOCUMENT', 'onfido', 'persona'), check('ADDRESS', 'sumsub', 'acme')],
      deadline: 'PT1H',
      next: { VERIFIED: 'decide', REJECTED: 'decide', INCONCLUSIVE: 'decide', EXPIRED: 'none', UNAVAILABLE: 'none' },
    },
    decide: {
      type: 'DECIDE',
      policy: 'onboarding',
      subject: 'onboarding',
      inputs: onboarding.steps.decide.inputs,
      next: {
        APPROVE: 'decided',
        REJECT: 'decided',
        REQUEST_INFORMATION: 'decided',
        REVIEW: 'decided',
        BLOCK: 'decided',
        STEP_UP: 'decided',
      },
    },
    decided: { type: 'END', outcome: 'DECIDED' },
    none: { type: 'END', outcome: 'UNDECIDED' },
  },
};
