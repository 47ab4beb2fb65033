/** What is kept for a time: each with the class of data that a hold of it names, and where it lies. */
export const RETENTION_SUBJECTS = {
  SUPERSEDED_CLAIMS: { dataClass: 'IDENTITY', subgraphs: ['person'] },
  VERIFICATIONS: { dataClass: 'VERIFICATION', subgraphs: ['verification'] },
  VENDOR_MESSAGES: { dataClass: 'VERIFICATION', subgraphs: ['verification'] },
  DEAD_LETTERS: { dataClass: 'VERIFICATION', subgraphs: ['verification'] },
  EVIDENCE_FILES: { dataClass: 'EVIDENCE', subgraphs: ['verification'] },
  DECISIONS: { dataClass: 'DECISION', subgraphs: ['decision'] },
  SIGNALS: { dataClass: 'RISK', subgraphs: ['decision'] },
  REVIEW_NOTES: { dataClass: 'DECISION', subgraphs: ['decision'] },
  JOURNEYS: { dataClass: 'DECISION', subgraphs: ['decision'] },
  JOURNEY_WORK: { dataClass: null, subgraphs: [] },
  CONSENTS: { dataClass: 'PREFERENCES', subgraphs: ['consent'] },
  HOLDS: { dataClass: null, subgraphs: ['consent'] },
  EVENTS: { dataClass: null, subgraphs: ['consent'] },
  IDEMPOTENCY_KEYS: { dataClass: null, subgraphs: ['person', 'verification', 'decision', 'consent'] },
} as const;
export type RetentionSubject = keyof typeof RETENTION_SUBJECTS;
