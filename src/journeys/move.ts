import type { Definition, Step } from '../subgraphs/decision/journeys/definition.ts';
import type { Facts, Memory } from './journey.ts';
import { planConsent } from './steps/consent.ts';
import { planDecision } from './steps/decide.ts';
import { planReview } from './steps/review.ts';
import { planVerification } from './steps/verify.ts';

/** Something that a journey has done through the graph. */
export type Action =
  | { type: 'READ_CONSENTS'; purposes: readonly string[] }
  | { type: 'REQUEST_VERIFICATION'; checks: { kind: string; vendor: string | undefined }[]; deadline: Date }
  | { type: 'START_CHECK'; checkId: string; kind: string; vendor: string; attempt: number }
  | { type: 'CANCEL_VERIFICATION'; verificationId: string }
  | { type: 'DECIDE'; policy: string; subject: string; inputs: Readonly<Record<string, string>> };

/** What a journey does next. */
export type Move =
  | { type: 'ACT'; actions: Action[] }
  /** Nothing, until one of these moves or the time has come. */
  | { type: 'REST'; waitsFor: string[]; dueAt: Date }
  | { type: 'GO'; outcome: string; to: string }
  | { type: 'END'; outcome: string };

/** Where a journey is, and what is known. */
export interface Situation {
  step: string;
  memory: Memory;
  facts: Facts;
  now: Date;
}

/** What a journey does next. Pure: the same situation gives the same move. */
export function planMove({ steps }: Definition, { step, ...situation }: Situation): Move {
  return planStep(steps[step]!, situation);
}

function planStep(step: Step, situation: Omit<Situation, 'step'>): Move {
  switch (step.type) {
    case 'CONSENT':
      return planConsent(step, situation);
    case 'VERIFY':
      return planVerification(step, situation);
    case 'DECIDE':
      return planDecision(step, situation);
    case 'REVIEW':
      return planReview(step, situation);
    case 'END':
      return { type: 'END', outcome: step.outcome };
  }
}
