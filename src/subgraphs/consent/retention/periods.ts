import type { Author } from '../../../kernel/actor.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Sql, Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { durationMs } from '../../../kernel/input/durations.ts';
import { append } from '../../../log/append.ts';
import { RETENTION_SUBJECTS } from '../../../retention/subjects.ts';
import type { RetentionSubject } from '../schema.generated.ts';
import { type PolicyModel, listPolicies } from './store.ts';

/** The longest period of purposes, in days, by what is kept. What is not there is kept for a purpose without one, or is no purpose's. */
export type PurposeDays = ReadonlyMap<RetentionSubject, number>;

/** Who changes a period that counts takes turns with the others: each tells what counts from what all have said. */
export const PERIODS = 'retention periods';

const DAY_MS = 86_400_000;
/** What purposes say something of. */
const BOUND = Object.entries(RETENTION_SUBJECTS).flatMap(([subject, { purposes }]) =>
  purposes.map((dataClass) => ({ subject: subject as RetentionSubject, dataClass })),
);

/** For how long the purposes in use need what they cover: as long as the one that needs it longest. */
export async function listPurposeDays(sql: Sql | Transaction): Promise<PurposeDays> {
  const rows = await sql<{ subject: RetentionSubject; days: number }[]>`
    select bound.subject, max(purpose.retention_days) as days
    from unnest(
      ${BOUND.map(({ subject }) => subject)}::text[], ${BOUND.map(({ dataClass }) => dataClass)}::text[]
    ) bound (subject, data_class)
    join purpose on purpose.retired_at is null and bound.data_class = any(purpose.data_classes)
    group by bound.subject
    having bool_and(purpose.retention_days is not null)`;
  return new Map(rows.map(({ subject, days }) => [subject, days]));
}

/** How long something is kept, as a duration: as the policy says, or for less where no purpose needs it for so long. */
export function periodThatCounts(period: string | null, days: number | undefined): string | null {
  if (days === undefined) return period;
  const policyMs = period === null ? Infinity : durationMs(period)!;
  return policyMs <= days * DAY_MS ? period : `P${days}D`;
}

/** Tells how long something is kept from now on. */
export function tellPeriod(
  tx: Transaction,
  { subject, eventType, version, period }: Pick<PolicyModel, 'subject' | 'eventType' | 'version' | 'period'>,
  { clock, now, days, author }: { clock: Clock; now: Date; days: PurposeDays; author: Author },
): void {
  append(tx, {
    id: newId(clock),
    name: 'retention.set',
    subject,
    time: now,
    data: { subject, eventType: eventType || null, version, period: periodThatCounts(period, days.get(subject)) },
    ...author,
  });
}

/** Changes purposes by `change`, and tells of what counts otherwise since. For a transaction that holds `PERIODS`. */
export async function withPurposesChanged(
  tx: Transaction,
  options: { clock: Clock; now: Date; author: Author },
  change: () => void,
): Promise<void> {
  const before = await listPurposeDays(tx);
  change();
  const days = await listPurposeDays(tx);
  for (const policy of await listPolicies(tx)) {
    const { subject, period } = policy;
    const [was, is] = [before, days].map((known) => periodThatCounts(period, known.get(subject)));
    if (was !== is) tellPeriod(tx, policy, { ...options, days });
  }
}
