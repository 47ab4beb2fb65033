import type { ErasureState, ErasureSystemState } from '../schema.generated.ts';
import type { ErasureModel, SystemModel } from './models.ts';

const DAY_MS = 86_400_000;

/** When what was destroyed can be restored by nobody. */
export interface Finality {
  /** Null: nobody can say, while `waitsFor` is not destroyed. */
  finalOn: Date | null;
  /** Wrapping keys that can open copies of the keys. */
  waitsFor: string[];
}

/** What is promised of erasures. */
export interface ErasureTerms {
  /** When the destruction of keys at a moment is final. */
  finalityOf(destroyedAt: Date): Promise<Finality>;
  /** In days: so long a system has to answer. */
  answerDays: number;
}

/**
 * Where an erasure stands. Nothing is called complete while any part of the hub has not said that it is done, and nothing final
 * while a copy of a key could be opened.
 */
export function stateOf(
  { completeAt, parts }: Pick<ErasureModel, 'completeAt' | 'parts'>,
  { finalOn }: Pick<Finality, 'finalOn'>,
  now: Date,
): ErasureState {
  if (completeAt) return finalOn && now >= finalOn ? 'FINAL' : 'LOGICALLY_COMPLETE';
  return parts.some(({ state }) => state === 'HELD') ? 'HELD' : 'IN_PROGRESS';
}

/** By when a system should answer. */
export function dueAt({ toldAt }: Pick<SystemModel, 'toldAt'>, { answerDays }: Pick<ErasureTerms, 'answerDays'>): Date {
  return new Date(toldAt.getTime() + answerDays * DAY_MS);
}

/** Whether a system has answered, and whether it should have. */
export function systemStateOf(
  system: Pick<SystemModel, 'toldAt' | 'acknowledgedAt'>,
  terms: Pick<ErasureTerms, 'answerDays'>,
  now: Date,
): ErasureSystemState {
  if (system.acknowledgedAt) return 'ACKNOWLEDGED';
  return now < dueAt(system, terms) ? 'PENDING' : 'OVERDUE';
}
