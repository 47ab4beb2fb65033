import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { extensionNames } from '../intake/extensions.ts';
import { namedFields } from '../intake/facts.ts';
import { type RecordInput, readRecord } from '../intake/record.ts';
import { forgetLoaded } from '../loaders.ts';
import { type NotOwned, notOwned } from '../ownership.ts';
import { type Known, lookForWrites } from './look.ts';
import type { RecordWrite } from './news.ts';
import { type Outcome, type VersionConflict, type Written, writeRecords } from './write-records.ts';

/** What a system says about a person, under its own id. */
export interface RecordPersonInput extends RecordInput {
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface PersonRecorded {
  __typename: 'PersonRecorded';
  personId: string;
  recordId: string;
  outcome: Outcome;
}

export type RecordPersonOutcome =
  | PersonRecorded
  | { __typename: 'FieldNotOwned'; fields: NotOwned[] }
  | VersionConflict
  | InvalidInput
  | IdempotencyConflict;

/** A write that was read, or why it is refused. */
export type ReadWrite =
  | { write: RecordWrite }
  | { refused: InvalidInput | Extract<RecordPersonOutcome, { __typename: 'FieldNotOwned' }> };

/** Reads what a system says about one person. `problems` takes what is wrong beside it, with paths under `path`. */
export function readWrite(context: Context, problems: Problems, input: RecordPersonInput): ReadWrite {
  const { actor, clock, ownership } = context;
  const fields = notOwned(ownership, actor.system.kind, namedFields(input), extensionNames(input.extensions));
  if (fields.length > 0) return { refused: { __typename: 'FieldNotOwned', fields } };
  const record = readRecord(problems, input, { now: clock.now(), defaultCountry: context.defaultCountry });
  if (input.expectedVersion != null && input.expectedVersion < 0)
    problems.add('expectedVersion', 'Expected 0 or more.');
  if (problems.list.length > 0) return { refused: problems.invalid() };
  return { write: { ...record, expectedVersion: input.expectedVersion } };
}

/** Takes in what the caller's system says about a person: all of it, or nothing. */
export async function recordPerson(context: Context, input: RecordPersonInput): Promise<RecordPersonOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'person:write');
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  const read = readWrite(context, problems, input);
  if ('refused' in read) return read.refused;

  const writes = [read.write];
  let written: Written | undefined;
  const outcome = await runOnce<PersonRecorded, RecordPersonOutcome, Known>(
    pools.write,
    ticketOf(context, { command: 'recordPerson', input, key, now: clock.now() }),
    async (tx, known) => {
      const [result] = await writeRecords(tx, context, actor.system.id, writes, known);
      if ('__typename' in result!) return { refused: result };
      written = result!;
      return { stored: recorded(written) };
    },
    lookForWrites(context, actor.system.id, writes),
  );
  if (written) tellWritten(context, [written]);
  return outcome;
}

/** What is answered of a write, and stored with its key. */
export function recorded({ personId, recordId, outcome }: Written): PersonRecorded {
  return { __typename: 'PersonRecorded', personId, recordId, outcome };
}

/** Lets the rest of the operation, and the readers of the log, see what was written. */
export function tellWritten({ log, loaders, actor }: Context, all: readonly Written[]): void {
  log.wake();
  for (const { personId, person } of all) {
    if (!person) continue;
    forgetLoaded(loaders, personId);
    // Who may write and not read gets nothing from here either.
    if (actor.scopes.has('person:read')) loaders.person.prime(personId, person);
  }
}
