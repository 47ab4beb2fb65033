import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import { consentIds } from '../combine.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import type { ConsentEventModel } from '../models.ts';
import { compareStatements, holding, standingAt } from '../rules.ts';
import { insertConsent, insertConsentEvent, lockConsents, updateConsent } from '../store.ts';

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
  const { actor, vault, pools, directory } = context;
  // Looked up before the transaction, so that none is open while a look waits for the log. What was found counts only
  // behind the idempotency key: a retry gets its first answer, whatever has become of the person.
  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const personIds = personId === undefined ? [] : await directory.idsOf(personId);
  const fingerprint = vault.fingerprint({ command, input });
  const outcome = await runOnce<ConsentRecorded, NotFound>(
    pools.write,
    { caller: actor.system.id, key, fingerprint, now },
    async (tx) => {
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      return { stored: await store(tx, context, { personId, personIds, said, now }) };
    },
  );
  if (outcome.__typename === 'ConsentRecorded') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

async function store(
  tx: Transaction,
  { actor, clock, traceparent }: Context,
  what: { personId: string; personIds: readonly string[]; said: Said; now: Date },
): Promise<ConsentRecorded> {
  const { personId, personIds, said, now } = what;
  const { purpose, ...statement } = said;
  const rows = await lockConsents(tx, personIds, purpose);
  const known = holding(rows);
  const late = known !== undefined && compareStatements(known, statement) > 0;

  // Facts stay with the id that they were recorded under, so that taking a merge back takes nothing along.
  const own = rows.find((row) => row.personId === personId);
  const rowId = own?.id ?? newId(clock);
  if (!own && !(await insertConsent(tx, { id: rowId, personId, purpose, ...statement }))) {
    // Between our look and our insert another statement came first: the whole runs again (serialization_failure).
    throw Object.assign(new Error('a consent was recorded at the same moment'), { code: '40001' });
  }
  const [consentId] = consentIds([...rows, { id: rowId }]);
  await Promise.all([
    ...(own && compareStatements(statement, own) > 0 ? [updateConsent(tx, rowId, statement)] : []),
    insertConsentEvent(tx, {
      id: newId(clock),
      consentId: rowId,
      ...statement,
      recordedAt: now,
      recordedBy: actor.system.id,
      late,
    }),
    append(tx, {
      id: newId(clock),
      name: said.action === 'GRANTED' ? 'consent.granted' : 'consent.withdrawn',
      subject: personId,
      time: now,
      // What holds now goes along, so that nobody takes a late grant for a consent.
      data: { consentId: consentId!, purpose, status: standingAt(late ? known : statement, now).status, late },
      actor: actorName(actor),
      traceparent,
    }),
  ]);
  return { __typename: 'ConsentRecorded', consentId: consentId!, applied: !late };
}
