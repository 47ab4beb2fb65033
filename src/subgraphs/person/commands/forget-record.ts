import { actorName, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import { externalBlind } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { openPeople } from './open-people.ts';
import { savePerson } from './save-person.ts';

/** The record to take back, by its system's own id. */
export interface ForgetRecordInput {
  externalId: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface RecordForgotten {
  __typename: 'RecordForgotten';
  personId: string;
  recordId: string;
}

export type ForgetRecordOutcome =
  | RecordForgotten
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Takes back a record of the caller's system. Its key is destroyed, so its values cannot be read again, in the history either. */
export async function forgetRecord(context: Context, input: ForgetRecordInput): Promise<ForgetRecordOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'person:write');
  const problems = new Problems();
  const externalId = requiredText(problems, 'externalId', input.externalId);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const external = externalBlind(vault, actor.system.id, externalId!);
  const outcome = await runOnce<RecordForgotten, ForgetRecordOutcome, { id: string; personId: string } | undefined>(
    pools.write,
    ticketOf(context, { command: 'forgetRecord', input, key, now: clock.now() }),
    async (tx, known) =>
      known ? { stored: await forget(tx, context, known) } : { refused: { __typename: 'NotFound', id: externalId! } },
    { locks: [external], read: (tx) => statements.findRecord(tx, actor.system.id, external) },
  );
  if (outcome.__typename === 'RecordForgotten') {
    context.log.wake();
    forgetLoaded(context.loaders, outcome.personId);
  }
  return outcome;
}

async function forget(
  tx: Transaction,
  context: Context,
  known: { id: string; personId: string },
): Promise<RecordForgotten> {
  const { actor, clock } = context;
  const now = clock.now();
  const [group, records] = await openPeople(tx, context, [known.personId]);
  const systems = await context.registry.all();
  const left = records.filter((record) => record.id !== known.id);
  // What stewards set by hand goes with the last system that knew the person.
  const gone = left.some((record) => systems.get(record.systemId)!.kind !== 'STEWARD')
    ? [known.id]
    : records.map((record) => record.id);
  const kept = records.filter((record) => !gone.includes(record.id));
  const saving = savePerson(tx, context, { id: known.personId, group, records: kept, systems, now, renewKey: true });
  for (const id of gone) statements.forgetRecord(tx, id, now);
  append(tx, {
    id: newId(clock),
    name: kept.length > 0 ? 'identity.updated' : 'identity.deleted',
    subject: known.personId,
    time: now,
    data: {
      recordId: known.id,
      system: actor.system.id,
      outcome: 'FORGOTTEN',
      fields: saving.changedFields,
      claimIds: [],
    },
    actor: actorName(actor),
    traceparent: context.traceparent,
  });
  return { __typename: 'RecordForgotten', personId: known.personId, recordId: known.id };
}
