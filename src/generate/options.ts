/** What to invent. */
export interface GenerateOptions {
  people: number;
  /** Names of systems, each once. */
  systems: readonly string[];
  /** A whole number of 32 bits. */
  seed: number;
  /** The folder that the files are written to. It is made, and files in it are replaced. */
  out: string;
}

/** The most people that ids and phone numbers are enough for. */
export const MAX_PEOPLE = 30_000_000;
/** The greatest seed: 32 bits of it are used. */
export const MAX_SEED = 2 ** 32 - 1;
