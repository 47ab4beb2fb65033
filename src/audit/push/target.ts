import type { Proof } from '../proofs.ts';

/** Somewhere that checkpoints are taken to, so that nobody who has the database can change what was signed. */
export interface Target {
  /** Names it in the database and in the log of the hub. */
  readonly name: string;
  /**
   * Takes a checkpoint there, with the proof that it continues what the target had.
   * @throws an Error that says why it did not arrive
   */
  send(push: Push): Promise<Sent>;
}

/** A checkpoint on its way. */
export interface Push {
  /** How long the log was at the last one that arrived. */
  older: number;
  /** The proof from another length of the log than `older` to what was signed last; undefined where it was never so long. */
  prove(older: number): Promise<Proof | undefined>;
}

/** What arrived. */
export interface Sent {
  size: number;
  /** What the target signed of it: lines of its note. */
  cosignatures?: readonly string[];
}

/** How long somebody else may take. */
export const ANSWER_MS = 10_000;

/** The proof that a target is to be sent; there is one unless the log was put back. */
export async function proofFrom({ prove }: Push, older: number): Promise<Proof> {
  const proof = await prove(older);
  if (!proof) throw new Error(`it knows the log with ${older} entries, and there are fewer`);
  return proof;
}
