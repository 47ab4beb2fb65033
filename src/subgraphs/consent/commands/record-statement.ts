import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { isId } from '../../../kernel/ids.ts';
import type { InvalidInput } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import type { ConsentModel } from '../models.ts';
import { lockConsents } from '../store.ts';
import { type Said, storeStatement } from './store-statement.ts';

/** Stored with the idempotency key: ids only. */
export interface ConsentRecorded {
  __typename: 'ConsentRecorded';
  consentId: string;
  /** The entry in the history. */
  eventId: string;
  /** False when something newer was already known. */
  applied: boolean;
}

/** There is nothing with the id. */
export interface NotFound {
  __typename: 'NotFound';
  id: string;
}

/** Everything that a command which records a statement can answer. */
export type StatementOutcome = ConsentRecorded | NotFound | InvalidInput | IdempotencyConflict;

/** What such commands have in common. */
export interface RecordStatement {
  /** The mutation's name. An idempotency key counts for one of them. */
  command: 'grantConsent' | 'refuseConsent' | 'withdrawConsent';
  /** As the caller gave it. */
  input: { personId: string };
  key: string | undefined;
  /** What the person said, once it is compared with the purpose and its notice. */
  say(tx: Transaction): Promise<{ said: Said } | { refused: InvalidInput }>;
  now: Date;
}

/** Records what a person said about a purpose: it goes to the history, and holds unless something newer is known. */
export async function recordStatement(
  context: Context,
  { command, input, key, say, now }: RecordStatement,
): Promise<StatementOutcome> {
  const { actor, pools } = context;
  const found = await findPerson(context, input.personId);
  let written: ConsentModel | undefined;
  const outcome = await runOnce<ConsentRecorded, NotFound | InvalidInput>(
    pools.write,
    ticketOf(context, { command, input, key, now }),
    async (tx) => {
      if (!found) return { refused: { __typename: 'NotFound', id: input.personId } };
      const judged = await say(tx);
      if ('refused' in judged) return judged;
      const { said } = judged;
      const known = await lockConsents(tx, found.personIds, [said.purpose]);
      const { consent, eventId, applied } = await storeStatement(tx, context, { ...found, said, known, now });
      written = consent;
      return { stored: { __typename: 'ConsentRecorded', consentId: consent.id, eventId, applied } };
    },
  );
  if (written) {
    context.log.wake();
    forgetLoaded(context.loaders);
    if (actor.scopes.has('consent:read')) context.loaders.consent.prime(written.id, written);
  }
  return outcome;
}

/**
 * The person that an id leads to, with all its ids; undefined when there is none. It always waits for the log: a withdrawal
 * under an id that was merged a moment ago must count. Call it before the transaction, so that none is open meanwhile. What it
 * finds counts only behind the idempotency key: a retry gets its first answer, whatever has become of the person.
 */
export async function findPerson(
  { directory }: Pick<Context, 'directory'>,
  id: string,
): Promise<{ personId: string; personIds: string[] } | undefined> {
  await directory.projection.settle();
  const personId = isId(id) ? await directory.findPerson(id) : undefined;
  return personId === undefined ? undefined : { personId, personIds: await directory.idsOf(personId) };
}
