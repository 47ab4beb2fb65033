/**
 * What is kept for a time: each with the class of data that a hold of it names, where it lies, and the classes by which purposes say for
 * how long they need it. A consent has a purpose of its own.
 */
export const RETENTION_SUBJECTS = {
  SUPERSEDED_CLAIMS: {
    dataClass: 'IDENTITY',
    subgraphs: ['person'],
    purposes: ['IDENTITY', 'CONTACT', 'IDENTIFIERS', 'EMPLOYMENT', 'PREFERENCES', 'EXTENSIONS'],
  },
  VERIFICATIONS: { dataClass: 'VERIFICATION', subgraphs: ['verification'], purposes: ['VERIFICATION'] },
  VENDOR_MESSAGES: { dataClass: 'VERIFICATION', subgraphs: ['verification'], purposes: ['VERIFICATION'] },
  DEAD_LETTERS: { dataClass: 'VERIFICATION', subgraphs: ['verification'], purposes: ['VERIFICATION'] },
  EVIDENCE_FILES: { dataClass: 'EVIDENCE', subgraphs: ['verification'], purposes: ['EVIDENCE'] },
  DECISIONS: { dataClass: 'DECISION', subgraphs: ['decision'], purposes: ['DECISION'] },
  SIGNALS: { dataClass: 'RISK', subgraphs: ['decision'], purposes: ['RISK'] },
  REVIEW_NOTES: { dataClass: 'DECISION', subgraphs: ['decision'], purposes: ['DECISION'] },
  JOURNEYS: { dataClass: 'DECISION', subgraphs: ['decision'], purposes: ['DECISION'] },
  JOURNEY_WORK: { dataClass: null, subgraphs: [], purposes: [] },
  CONSENTS: { dataClass: 'PREFERENCES', subgraphs: ['consent'], purposes: [] },
  HOLDS: { dataClass: null, subgraphs: ['consent'], purposes: [] },
  EVENTS: { dataClass: null, subgraphs: ['consent'], purposes: [] },
  IDEMPOTENCY_KEYS: { dataClass: null, subgraphs: ['person', 'verification', 'decision', 'consent'], purposes: [] },
} as const;
export type RetentionSubject = keyof typeof RETENTION_SUBJECTS;
