import type { StepOf } from '../../subgraphs/decision/journeys/definition.ts';
import { deadlineOf } from '../journey.ts';
import type { Move, Situation } from '../move.ts';

/** Waits until somebody has put another decision in place of the last one. */
export function planReview(
  step: StepOf<'REVIEW'>,
  { memory, facts, now }: Pick<Situation, 'memory' | 'facts' | 'now'>,
): Move {
  const decision = facts.decisions.find(({ id }) => id === memory.decisionId);
  const later = decision?.supersededBy;
  if (later) return { type: 'GO', outcome: later.outcome, to: step.next[later.outcome as keyof typeof step.next] };
  const dueAt = deadlineOf(memory, step.deadline);
  if (!decision || now >= dueAt) return { type: 'GO', outcome: 'EXPIRED', to: step.next.EXPIRED };
  return { type: 'REST', waitsFor: [decision.id], dueAt };
}
