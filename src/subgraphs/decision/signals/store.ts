import type { Sql, Transaction } from '../../../kernel/db.ts';
import { behind } from '../../../kernel/db/behind.ts';
import type { PersonAsk } from '../store.ts';
import type { SignalKind, SignalOutcome } from '../schema.generated.ts';

/** A row of `signal` to insert. */
export interface NewSignal {
  id: string;
  personId: string;
  kind: SignalKind;
  device: string | null;
  network: string | null;
  sealed: Buffer;
  outcome: SignalOutcome;
  reasonCodes: string[];
  matchedRules: string[];
  policyVersion: number | null;
  occurredAt: Date;
  recordedAt: Date;
  recordedBy: string;
}

/** What is asked about what was seen of a person before. */
export interface WindowAsk {
  personIds: readonly string[];
  device: string | null;
  network: string | null;
  occurredAt: Date;
}

/** What was seen of a person before. */
export interface Window {
  failedLogins: number;
  knowsDevice: boolean;
  knowsNetwork: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FAILURES_WITHIN_MS = 15 * MINUTE_MS;
const KNOWN_FOR_MS = 90 * DAY_MS;
/** More failures than any policy tells apart. */
const COUNTED = 1_000;

/**
 * What was seen of a person before a moment. A device or network is known once a login from there was let pass or a second factor
 * passed there: not after a mere attempt, or whoever tries twice is known.
 */
export async function readWindow(tx: Transaction, ask: WindowAsk): Promise<Window> {
  const { personIds, device, network, occurredAt } = ask;
  const ids = personIds as string[];
  const since = new Date(occurredAt.getTime() - KNOWN_FOR_MS);
  const [row] = await tx<Window[]>`
    select
      (select count(*) from (
        select from signal
        where person_id = any(${ids}::uuid[]) and kind = 'LOGIN_FAILED' and occurred_at <= ${occurredAt}
          and occurred_at > ${new Date(occurredAt.getTime() - FAILURES_WITHIN_MS)}
        limit ${COUNTED}
      ) failed) as failed_logins,
      exists (
        select from signal
        where person_id = any(${ids}::uuid[]) and device = ${device} and occurred_at > ${since}
          and (kind = 'STEP_UP_PASSED' or kind = 'LOGIN_SUCCEEDED' and outcome = 'APPROVE')
      ) as knows_device,
      exists (
        select from signal
        where person_id = any(${ids}::uuid[]) and network = ${network} and occurred_at > ${since}
          and (kind = 'STEP_UP_PASSED' or kind = 'LOGIN_SUCCEEDED' and outcome = 'APPROVE')
      ) as knows_network`;
  return row!;
}

/** Signals of a day, but for failed logins, the newest first: the place of the last one is sealed. */
export async function listRecent(
  tx: Transaction,
  { personIds, occurredAt }: WindowAsk,
): Promise<{ id: string; sealed: Buffer; wrapped: Buffer; occurredAt: Date }[]> {
  return tx<{ id: string; sealed: Buffer; wrapped: Buffer; occurredAt: Date }[]>`
    select signal.id, signal.sealed, key.wrapped, signal.occurred_at
    from signal join key on key.id = signal.id
    where signal.person_id = any(${personIds as string[]}::uuid[]) and signal.kind <> 'LOGIN_FAILED'
      and signal.occurred_at <= ${occurredAt} and signal.occurred_at > ${new Date(occurredAt.getTime() - DAY_MS)}
    order by signal.occurred_at desc, signal.id desc
    limit 5`;
}

/** A signal, as it was stored. */
export interface SignalModel extends Omit<NewSignal, 'device' | 'network'> {
  /** Null once it was destroyed. */
  wrapped: Buffer | null;
}

/** The newest signals of each person asked for, the newest first. `place` is the person's place among them, from 1. */
export async function listSignalsOf(
  sql: Sql,
  asked: readonly PersonAsk[],
): Promise<(SignalModel & { place: number })[]> {
  return sql<(SignalModel & { place: number })[]>`
    select asked.place, signal.id, coalesce(known_person.person_id, signal.person_id) as person_id, signal.kind,
           signal.sealed, signal.outcome, signal.reason_codes, signal.matched_rules, signal.policy_version,
           signal.occurred_at, signal.recorded_at, signal.recorded_by, key.wrapped
    from unnest(${asked.map(({ ids }) => `{${ids.join()}}`)}::text[], ${asked.map(({ first }) => first)}::integer[],
                ${asked.map(({ after }) => after)}::uuid[]) with ordinality as asked (ids, first, after, place)
    left join signal last on last.id = asked.after
    cross join unnest(asked.ids::uuid[]) as one (id)
    cross join lateral (
      select * from signal
      where person_id = one.id and (occurred_at, id) < ${behind(sql, sql`last.occurred_at`)}
      order by occurred_at desc, id desc
      limit asked.first
    ) signal
    left join key on key.id = signal.id
    left join known_person on known_person.id = signal.person_id
    order by asked.place, signal.occurred_at desc, signal.id desc`;
}

/** Inserts a signal. */
export function insertSignal(tx: Transaction, row: NewSignal): void {
  tx.send(tx`insert into signal ${tx(row)}`);
}
