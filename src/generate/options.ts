/** Names of the systems that can be generated. */
export const SYSTEM_NAMES = ['crm', 'hr', 'onboarding', 'support'] as const;
export type SystemName = (typeof SYSTEM_NAMES)[number];

/** What to invent. */
export interface GenerateOptions {
  people: number;
  /** Each once. */
  systems: readonly SystemName[];
  /** A whole number of 32 bits. */
  seed: number;
  /** The folder that the files are written to. It is made, and files in it are replaced. */
  out: string;
}

/** The most people that ids and phone numbers are enough for. */
export const MAX_PEOPLE = 30_000_000;
/** The greatest seed: 32 bits of it are used. */
export const MAX_SEED = 2 ** 32 - 1;
