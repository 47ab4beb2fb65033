import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import type { EventName } from '../../../log/event.ts';
import { combineConsents } from '../combine.ts';
import type { Context } from '../context.ts';
import type { ConsentModel } from '../models.ts';
import { type Statement, compareStatements, holding, standingAt } from '../rules.ts';
import type { ConsentAction } from '../schema.generated.ts';
import { sealGuardian } from '../sealing.ts';
import {
  type ConsentEventRow,
  type ConsentRow,
  findKey,
  insertConsent,
  insertConsentEvents,
  insertKey,
  updateConsent,
} from '../store.ts';

/** What a person said about a purpose, in its normal form. */
export interface Said
  extends
    Statement,
    Pick<
      ConsentEventRow,
      'purposeVersion' | 'noticeVersion' | 'language' | 'shownUrl' | 'shownSha256' | 'method' | 'jurisdiction'
    > {
  purpose: string;
  /** When its notice was replaced by one that says something new; null while it was not. */
  outdatedAt: Date | null;
  /** Who spoke for the person. */
  guardian: string | undefined;
}

/** What is stored of a statement beside what was said. */
export interface StoreStatement {
  personId: string;
  said: Said;
  /** What is recorded of the purpose under any of the person's ids. Locked. */
  known: readonly ConsentRow[];
  now: Date;
}

const EVENT_NAMES = {
  GRANTED: 'consent.granted',
  RENEWED: 'consent.renewed',
  REFUSED: 'consent.refused',
  WITHDRAWN: 'consent.withdrawn',
} as const satisfies Partial<Record<ConsentAction, EventName>>;

/** Stores one statement: the history, what holds, and the event. */
export async function storeStatement(
  tx: Transaction,
  context: Context,
  { personId, said, known, now }: StoreStatement,
): Promise<{ consent: ConsentModel; eventId: string; applied: boolean }> {
  const { actor, clock, traceparent } = context;
  const { purpose, guardian, outdatedAt, ...entry } = said;
  const held = holding(known);
  const late = held !== undefined && compareStatements(held, said) > 0;
  const action = held && !late && renews(held, said) ? 'RENEWED' : said.action;

  // Facts stay with the id that they were recorded under, so that taking a merge back takes nothing along.
  const before = known.find((row) => row.personId === personId);
  const after: ConsentRow = { id: before?.id ?? newId(clock), personId, ...said };
  if (!before && !(await insertConsent(tx, after))) {
    // Between our look and our insert another statement came first: the whole runs again (serialization_failure).
    throw Object.assign(new Error('a consent was recorded at the same moment'), { code: '40001' });
  }
  const holds = before === undefined || compareStatements(said, before) > 0;
  const others = known.filter((row) => row !== before);
  const consent = combineConsents(personId, [...others, holds ? after : before], now)[0]!;
  if (before && holds) updateConsent(tx, after);
  const eventId = newId(clock);
  insertConsentEvents(tx, [
    {
      ...entry,
      id: eventId,
      consentId: after.id,
      action,
      guardian: guardian === undefined ? null : await seal(tx, context, { consentId: after.id, eventId, guardian }),
      recordedAt: now,
      recordedBy: actor.system.id,
      actor: actorName(actor),
      late,
    },
  ]);
  append(tx, {
    id: newId(clock),
    name: EVENT_NAMES[action],
    subject: personId,
    time: now,
    // What holds now goes along, so that nobody takes a late grant for a consent.
    data: {
      consentId: consent.id,
      eventId,
      purpose,
      status: consent.status,
      since: consent.changedAt,
      expiresAt: consent.expiresAt,
      late,
    },
    actor: actorName(actor),
    traceparent,
  });
  return { consent, eventId, applied: !late };
}

/** Whether a yes finds another one that still stands. */
function renews(held: ConsentRow, said: Said): boolean {
  return said.action === 'GRANTED' && ['GRANTED', 'RENEWAL_DUE'].includes(standingAt(held, said.occurredAt).status);
}

async function seal(
  tx: Transaction,
  { vault }: Context,
  { consentId, eventId, guardian }: { consentId: string; eventId: string; guardian: string },
): Promise<Buffer> {
  const wrapped = await findKey(tx, consentId);
  if (wrapped) return sealGuardian(vault, vault.openKey(consentId, wrapped), eventId, guardian);
  const created = vault.createKey(consentId);
  insertKey(tx, consentId, created.wrapped);
  return sealGuardian(vault, created.key, eventId, guardian);
}
