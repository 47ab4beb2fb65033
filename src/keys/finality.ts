import type { Epoch } from './store.ts';

/** When what was sealed with a destroyed key can be opened by nobody, whatever copies there are. */
export interface Finality {
  /** Null: while `waitsFor` is not destroyed, nobody can say. */
  finalOn: Date | null;
  /** Epochs that can open copies of the key, the oldest first. */
  waitsFor: string[];
}

const DAY_MS = 86_400_000;

/** What is promised of keys. */
export interface FinalityTerms {
  now: Date;
  /** How long backups of keys are kept. */
  retentionDays: number;
  /** How long a wrapping key is in use, where it is replaced and destroyed by schedule. */
  epochDays: number | undefined;
}

/**
 * When the destruction of a data key at `destroyedAt` is final. Copies of the database that were made before hold the key as one
 * of the epochs until then wrapped it; once all of these are destroyed, copies of them are left, for as many days
 * as backups of keys are kept. Where epochs are destroyed by schedule, the day is known before, unless the schedule is behind.
 */
export function finalityOf(epochs: readonly Epoch[], destroyedAt: Date, terms: FinalityTerms): Finality {
  const { now, retentionDays, epochDays } = terms;
  const could = epochs.filter(
    (epoch) =>
      epoch.currentAt && epoch.currentAt <= destroyedAt && !(epoch.destroyedAt && epoch.destroyedAt < destroyedAt),
  );
  const waitsFor = could.filter((epoch) => !epoch.destroyedAt).map(({ id }) => id);
  const current = epochs.find((epoch) => epoch.currentAt && !epoch.retiredAt);
  const lastMs = Math.max(destroyedAt.getTime(), ...could.map((epoch) => epoch.destroyedAt?.getTime() ?? 0));
  const plannedMs = current?.currentAt && epochDays ? current.currentAt.getTime() + epochDays * DAY_MS : 0;
  if (waitsFor.length > 0 && plannedMs <= now.getTime()) return { finalOn: null, waitsFor };
  const endsMs = waitsFor.length > 0 ? plannedMs : lastMs;
  return { finalOn: new Date(endsMs + retentionDays * DAY_MS), waitsFor };
}
