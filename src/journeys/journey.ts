import type { Step } from '../subgraphs/decision/journeys/definition.ts';

/** What became of calling a vendor for a check. */
export interface Attempt {
  vendor: string;
  /** Counts the calls of this vendor for this check, from 1. */
  attempt: number;
  state: 'STARTED' | 'UNAVAILABLE' | 'REFUSED';
  /** When it was called (RFC 3339). */
  at: string;
}

/** What a journey remembers at its step: ids, codes and counts. Kept in the graph as JSON. */
export interface Memory {
  /** When the step was entered (RFC 3339). */
  enteredAt: string;
  /** How many steps were entered before it. */
  visit?: number;
  /** The verification that the last VERIFY step asked for. */
  verificationId?: string;
  /** What was decided last, by the policy or by a person. */
  decisionId?: string;
  /** Whether it was decided at this step. */
  hasDecided?: true;
  /** Consents that a CONSENT step found. */
  consentIds?: string[];
  /** By kind of check, the last call. */
  attempts?: Record<string, Attempt>;
}

/** A check, as far as journeys read it. */
export interface CheckFacts {
  id: string;
  kind: string;
  status: string;
  score: number | null;
}

/** A verification, as far as journeys read it. */
export interface VerificationFacts {
  id: string;
  status: string;
  checks: CheckFacts[];
}

/** A decision, as far as journeys read it. */
export interface DecisionFacts {
  id: string;
  outcome: string;
  supersededBy: { id: string; outcome: string } | null;
}

/** What is known of what a journey rests on. */
export interface Facts {
  personId: string;
  verifications: readonly VerificationFacts[];
  decisions: readonly DecisionFacts[];
  /** Undefined until they were asked for. */
  consents: readonly { id: string; purpose: string; status: string }[] | undefined;
}

/** What is kept of a memory when the next step is entered. A step that verifies asks for a verification of its own. */
export function enterStep(memory: Memory, type: Step['type'], now: Date): Memory {
  const { verificationId, decisionId, consentIds } = memory;
  return {
    enteredAt: now.toISOString(),
    visit: (memory.visit ?? 0) + 1,
    ...(verificationId === undefined || type === 'VERIFY' ? {} : { verificationId }),
    ...(decisionId === undefined ? {} : { decisionId }),
    ...(consentIds === undefined ? {} : { consentIds }),
  };
}

/** The moment so long behind the one at which the step was entered. */
export function deadlineOf({ enteredAt }: Memory, durationMs: number): Date {
  return new Date(new Date(enteredAt).getTime() + durationMs);
}
