import { authorOf, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { append, appendAll } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import { regroup } from '../matching/regroup.ts';
import { type Touched, openTouched } from '../matching/touch.ts';
import { unsettleMatches } from '../reviews-store.ts';
import { externalBlind } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { type OpenRecord, openRecord } from '../unify.ts';
import { leftProfiles } from './left-profiles.ts';
import { exchangeProfiles } from './exchange-profiles.ts';
import { savePeople } from './save-people.ts';
import { type Telling, findQuestions, placesOf, questionEvents, tellDropped } from './tell-questions.ts';

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
  const outcome = await runOnce<RecordForgotten, ForgetRecordOutcome, OpenRecord | undefined>(
    pools.write,
    ticketOf(context, { command: 'forgetRecord', input, key, now: clock.now() }),
    async (tx, known) =>
      known ? { stored: await forget(tx, context, known) } : { refused: { __typename: 'NotFound', id: externalId! } },
    {
      locks: [external],
      async read(tx) {
        const [row] = await statements.findRecords(tx, [{ systemId: actor.system.id, blind: external }]);
        return row && openRecord(vault, row);
      },
    },
  );
  if (outcome.__typename === 'RecordForgotten') {
    context.log.wake();
    forgetLoaded(context.loaders, outcome.personId);
  }
  return outcome;
}

async function forget(tx: Transaction, context: Context, record: OpenRecord): Promise<RecordForgotten> {
  const { actor, clock } = context;
  const now = clock.now();
  const { touched, wasMatched } = await leave(tx, context, record);
  const systems = await context.registry.of(touched.records);
  // Where it is now that its person is locked.
  const { personId } = touched.records.find(({ id }) => id === record.id)!;
  const isSteward = (systemId: string): boolean => systems.get(systemId)!.kind === 'STEWARD';
  const left = touched.records.filter(({ id }) => id !== record.id);
  const known = await context.models.get(await context.models.activeId());
  const groups = regroup({
    known,
    touched,
    records: left,
    added: new Set(),
    isSteward,
    newId: () => newId(clock),
  });
  // What stewards set by hand goes with the last system that knew the person.
  const kept = new Set(groups.flatMap(({ records }) => records.map(({ id }) => id)));
  const gone = [record.id, ...left.flatMap(({ id }) => (kept.has(id) ? [] : [id]))];
  const whose = placesOf(left);
  const saved = await savePeople(tx, context, {
    people: touched.people,
    groups,
    matches: touched.matches,
    written: new Set(),
    added: new Set(),
    renewed: new Set([personId]),
    systems,
    authorOf: () => authorOf(context),
    now,
  });
  statements.forgetRecords(tx, gone, now);
  // With it goes what was said of it, which held for its person.
  unsettleMatches(
    tx,
    left.flatMap(({ profile }) => profile ?? []),
  );
  // Without the record, its person may turn out to be another one.
  const holder = groups.find(({ id, mergedIds }) => id === personId || mergedIds.includes(personId));
  const { person, changedFields } = saved.get(holder?.id ?? personId)!;
  const { asked, settled } = await findQuestions(tx, { touched, groups, places: whose, again: new Set([person.id]) });
  const telling: Telling = {
    subjects: new Set(groups.map(({ id }) => id)),
    now,
    authorOf: () => authorOf(context),
  };
  const dropped = wasMatched ? gone.map((id) => ({ id, personId: person.id })) : [];
  tellDropped(tx, context, { records: dropped, pairs: settled }, telling);
  appendAll(tx, questionEvents(context, asked, telling));
  append(tx, {
    id: newId(clock),
    name: person.status === 'ACTIVE' ? 'identity.updated' : 'identity.deleted',
    subject: person.id,
    time: now,
    data: {
      recordId: record.id,
      system: actor.system.id,
      outcome: 'FORGOTTEN',
      fields: changedFields,
      claimIds: [],
    },
    ...authorOf(context),
  });
  return { __typename: 'RecordForgotten', personId: person.id, recordId: record.id };
}

/** Takes away what the record was found by, and opens all whom it held together. */
async function leave(
  tx: Transaction,
  context: Context,
  record: OpenRecord,
): Promise<{ touched: Touched; wasMatched: boolean }> {
  const { vault } = context;
  const left = leftProfiles(vault, [{ before: record }]);
  const { gone, freed } = await exchangeProfiles(tx, { profiles: [], left, recordIds: [record.id] });
  const touched = await openTouched(tx, vault, {
    profiles: [...freed, ...left.map(({ id }) => id)],
    recordIds: [record.id],
    personIds: [],
  });
  return { touched, wasMatched: freed.length > 0 || gone.length < left.length };
}
