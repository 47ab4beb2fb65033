import type { StepOf } from '../../subgraphs/decision/journeys/definition.ts';
import { deadlineOf } from '../journey.ts';
import type { Move, Situation } from '../move.ts';

/** Goes on when the person consents to each purpose; waits for that until the deadline. */
export function planConsent(
  step: StepOf<'CONSENT'>,
  { memory, facts, now }: Pick<Situation, 'memory' | 'facts' | 'now'>,
): Move {
  const { purposes } = step;
  if (!facts.consents) return { type: 'ACT', actions: [{ type: 'READ_CONSENTS', purposes }] };
  const isGranted = (purpose: string): boolean =>
    facts.consents!.some((consent) => consent.purpose === purpose && consent.status === 'GRANTED');
  if (purposes.every(isGranted)) return { type: 'GO', outcome: 'GRANTED', to: step.next.GRANTED };
  const dueAt = deadlineOf(memory, step.deadline);
  if (now >= dueAt) return { type: 'GO', outcome: 'EXPIRED', to: step.next.EXPIRED };
  return { type: 'REST', waitsFor: [facts.personId], dueAt };
}
