import type { Transaction } from '../../../kernel/db.ts';
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

/** Inserts a signal. */
export function insertSignal(tx: Transaction, row: NewSignal): void {
  tx.send(tx`insert into signal ${tx(row)}`);
}
