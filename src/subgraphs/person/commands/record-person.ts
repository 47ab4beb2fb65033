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
import { type Known, type Outcome, type RecordWrite, type Written, lookForWrite, writeRecord } from './write-record.ts';

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
  | { __typename: 'VersionConflict'; expected: number; actual: number }
  | InvalidInput
  | IdempotencyConflict;

/** Takes in what the caller's system says about a person: all of it, or nothing. */
export async function recordPerson(context: Context, input: RecordPersonInput): Promise<RecordPersonOutcome> {
  const { actor, clock, ownership, pools } = context;
  demand(actor, 'person:write');
  const refused = notOwned(ownership, actor.system.kind, namedFields(input), extensionNames(input.extensions));
  if (refused.length > 0) return { __typename: 'FieldNotOwned', fields: refused };

  const now = clock.now();
  const problems = new Problems();
  const record = readRecord(problems, input, { now, defaultCountry: context.defaultCountry });
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (input.expectedVersion != null && input.expectedVersion < 0)
    problems.add('expectedVersion', 'Expected 0 or more.');
  if (problems.list.length > 0) return problems.invalid();

  const write: RecordWrite = { systemId: actor.system.id, ...record, expectedVersion: input.expectedVersion };
  let written: Written | undefined;
  const outcome = await runOnce<PersonRecorded, RecordPersonOutcome, Known>(
    pools.write,
    ticketOf(context, { command: 'recordPerson', input, key, now }),
    async (tx, known) => {
      const result = await writeRecord(tx, context, write, known);
      if ('__typename' in result) return { refused: result };
      written = result;
      const { person, recordId, outcome: what } = result;
      return { stored: { __typename: 'PersonRecorded', personId: person.id, recordId, outcome: what } };
    },
    lookForWrite(context, write),
  );
  if (written) {
    context.log.wake();
    forgetLoaded(context.loaders, written.person.id);
    // Who may write and not read gets nothing from here either.
    if (actor.scopes.has('person:read')) context.loaders.person.prime(written.person.id, written.person);
  }
  return outcome;
}
