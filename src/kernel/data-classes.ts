/** What kinds of data about people there are, each with what it takes in. A purpose names those that it covers. */
export const DATA_CLASSES = {
  IDENTITY: 'Names, birth date, gender, nationality.',
  CONTACT: 'E-mail addresses, telephone numbers, postal addresses.',
  IDENTIFIERS: 'Numbers that name a person: passport, tax, customer numbers.',
  EMPLOYMENT: 'Employer, role, department.',
  PREFERENCES: 'Language, consents, what a person likes.',
  EXTENSIONS: 'What systems add of their own.',
  VERIFICATION: 'Whether and how a person was verified.',
  EVIDENCE: 'Files and answers that a check looked at.',
  DECISION: 'What was decided about a person, and why.',
  RISK: 'Signals of devices and logins, scores, hits on watch lists.',
} as const;
export type DataClass = keyof typeof DATA_CLASSES;

/** All of them, in their order. */
export const EVERY_DATA_CLASS = Object.keys(DATA_CLASSES) as readonly DataClass[];
