import type { Transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { append } from '../../log/append.ts';
import { consentIds } from './combine.ts';
import type { Services } from './context.ts';
import { holding, standingAt } from './rules.ts';
import {
  type ConsentEventRow,
  type ConsentRow,
  insertConsentEvents,
  listConsents,
  lockDue,
  markTold,
} from './store.ts';

/** Few at a time: a person who withdraws waits for the batch that holds the consent. */
const BATCH = 100;

/** How the events that time alone causes name the one who acted. */
const ACTOR = 'selfsame';

const TOLD = {
  expired: { name: 'consent.expired', status: 'EXPIRED' },
  outdated: { name: 'consent.outdated', status: 'RENEWAL_DUE' },
} as const;

/**
 * Tells of grants that have ended by themselves, and of those whose notice says something new since: once each and at most
 * 100 of each at a time. Answers whether there may be more. Reads do not depend on it: where a consent stands is found from
 * the clock and from what is published. Several hubs share the work.
 */
export async function expireConsents(services: Services): Promise<boolean> {
  const { pools, log, directory } = services;
  await directory.projection.settle();
  const expired = await pools.write.begin((tx) => tell(tx, services, 'expired'));
  const outdated = await pools.write.begin((tx) => tell(tx, services, 'outdated'));
  if (expired + outdated > 0) log.wake();
  return expired === BATCH || outdated === BATCH;
}

async function tell(tx: Transaction, { clock }: Services, kind: keyof typeof TOLD): Promise<number> {
  const now = clock.now();
  const { name, status } = TOLD[kind];
  const due = await lockDue(tx, kind, { now, limit: BATCH });
  if (due.length === 0) return 0;
  const dueIds = due.map((row) => row.id);
  const same = Map.groupBy(await listConsents(tx, dueIds), (row) => row.askedId);
  // One that the person has overruled under another id ends nothing.
  const ended = due.filter((row) => holding(consentsInOrder(same.get(row.id)!))!.id === row.id);
  markTold(tx, dueIds, status);
  if (kind === 'expired')
    insertConsentEvents(
      tx,
      ended.map((row) => endOf(row, newId(clock), now)),
    );
  // In the order of people: two hubs never wait for each other.
  for (const row of ended.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
    append(tx, {
      id: newId(clock),
      name,
      subject: row.personId,
      time: now,
      data: {
        consentId: consentIds(same.get(row.id)!)[0]!,
        purpose: row.purpose,
        status,
        since: kind === 'expired' ? row.expiresAt : standingAt(row, now).changedAt,
        expiresAt: row.expiresAt,
        late: false,
      },
      actor: ACTOR,
      traceparent: undefined,
    });
  }
  return due.length;
}

/** What the history says of the end of a grant. */
function endOf({ id, expiresAt, noticeEdition }: ConsentRow, eventId: string, now: Date): ConsentEventRow {
  return {
    id: eventId,
    consentId: id,
    action: 'EXPIRED',
    purposeVersion: null,
    noticeVersion: null,
    noticeEdition,
    language: null,
    shownUrl: null,
    shownSha256: null,
    guardian: null,
    method: 'expiry',
    jurisdiction: null,
    expiresAt,
    occurredAt: expiresAt!,
    recordedAt: now,
    recordedBy: ACTOR,
    actor: ACTOR,
    late: false,
  };
}

/** In one order, so that of equal statements under two ids the same one counts each time. */
function consentsInOrder<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
