import type { StepOf } from '../../subgraphs/decision/journeys/definition.ts';
import type { Move, Situation } from '../move.ts';

/** Has the policy decide, once, and goes where its outcome leads. */
export function planDecision(step: StepOf<'DECIDE'>, { memory, facts }: Pick<Situation, 'memory' | 'facts'>): Move {
  const { policy, subject, inputs } = step;
  const decision = facts.decisions.find(({ id }) => id === memory.decisionId);
  if (!memory.hasDecided || !decision) return { type: 'ACT', actions: [{ type: 'DECIDE', policy, subject, inputs }] };
  return { type: 'GO', outcome: decision.outcome, to: step.next[decision.outcome as keyof typeof step.next] };
}
