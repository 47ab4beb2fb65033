import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import { combineConsents } from '../combine.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import type { ConsentEventModel, ConsentModel } from '../models.ts';
import { compareStatements, holding } from '../rules.ts';
import { type ConsentRow, insertConsent, insertConsentEvent, lockConsents, updateConsent } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface ConsentRecorded {
  __typename: 'ConsentRecorded';
  consentId: string;
  /** False when something newer was already known. */
  applied: boolean;
}

/** No person has the id. */
export interface NotFound {
  __typename: 'NotFound';
  id: string;
}

/** What a person said about a purpose, in its normal form. */
export interface Said extends Omit<ConsentEventModel, 'id' | 'recordedAt' | 'recordedBy' | 'late'> {
  purpose: string;
}

/** What granting and withdrawing have in common. */
export interface RecordStatement {
  /** The mutation's name. An idempotency key counts for one of them. */
  command: 'grantConsent' | 'withdrawConsent';
  /** As the caller gave it. */
  input: { personId: string };
  key: string | undefined;
  said: Said;
  now: Date;
}

/** Records what a person said about a purpose: it goes to the history, and holds unless something newer is known. */
export async function recordStatement(
  context: Context,
  { command, input, key, said, now }: RecordStatement,
): Promise<ConsentRecorded | NotFound | IdempotencyConflict> {
  const { actor, pools, directory } = context;
  // Before the transaction, so that none is open while this waits for the log. It always waits: a withdrawal under an id
  // that was merged a moment ago must count. What was found counts only behind the idempotency key: a retry gets its
  // first answer, whatever has become of the person.
  await directory.projection.settle();
  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const personIds = personId === undefined ? [] : await directory.idsOf(personId);
  let written: ConsentModel | undefined;
  const outcome = await runOnce<ConsentRecorded, NotFound>(
    pools.write,
    ticketOf(context, { command, input, key, now }),
    async (tx) => {
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      const { consent, applied } = await store(tx, context, { personId, personIds, said, now });
      written = consent;
      return { stored: { __typename: 'ConsentRecorded', consentId: consent.id, applied } };
    },
  );
  if (written) {
    context.log.wake();
    forgetLoaded(context.loaders);
    if (actor.scopes.has('consent:read')) context.loaders.consent.prime(written.id, written);
  }
  return outcome;
}

async function store(
  tx: Transaction,
  { actor, clock, traceparent }: Context,
  what: { personId: string; personIds: readonly string[]; said: Said; now: Date },
): Promise<{ consent: ConsentModel; applied: boolean }> {
  const { personId, personIds, said, now } = what;
  const { purpose, ...statement } = said;
  const rows = await lockConsents(tx, personIds, purpose);
  const known = holding(rows);
  const late = known !== undefined && compareStatements(known, statement) > 0;

  // Facts stay with the id that they were recorded under, so that taking a merge back takes nothing along.
  const before = rows.find((row) => row.personId === personId);
  const after: ConsentRow = { id: before?.id ?? newId(clock), personId, purpose, ...statement };
  if (!before && !(await insertConsent(tx, after))) {
    // Between our look and our insert another statement came first: the whole runs again (serialization_failure).
    throw Object.assign(new Error('a consent was recorded at the same moment'), { code: '40001' });
  }
  const holds = before === undefined || compareStatements(statement, before) > 0;
  const others = rows.filter((row) => row !== before);
  const consent = combineConsents(personId, [...others, holds ? after : before], now)[0]!;
  if (before && holds) updateConsent(tx, after);
  insertConsentEvent(tx, {
    id: newId(clock),
    consentId: after.id,
    ...statement,
    recordedAt: now,
    recordedBy: actor.system.id,
    late,
  });
  append(tx, {
    id: newId(clock),
    name: said.action === 'GRANTED' ? 'consent.granted' : 'consent.withdrawn',
    subject: personId,
    time: now,
    // What holds now goes along, so that nobody takes a late grant for a consent.
    data: {
      consentId: consent.id,
      purpose,
      status: consent.status,
      since: consent.changedAt,
      expiresAt: consent.expiresAt,
      late,
    },
    actor: actorName(actor),
    traceparent,
  });
  return { consent, applied: !late };
}
