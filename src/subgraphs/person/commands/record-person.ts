import { authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, ticketOf } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { extensionNames } from '../intake/extensions.ts';
import { namedFields } from '../intake/facts.ts';
import { suppressionsOf } from '../erasure/suppress.ts';
import { type RecordInput, readRecord } from '../intake/record.ts';
import { forgetLoaded } from '../loaders.ts';
import { profileOfFacts } from '../matching/profile.ts';
import { type NotOwned, notOwned } from '../ownership.ts';
import { externalBlind } from '../sealing.ts';
import { statedFacts } from './news.ts';
import type { DoNotReimport, Entry, PersonRecorded } from './take-in.ts';
import type { VersionConflict } from './write-records.ts';

/** What a system says about a person, under its own id. */
export interface RecordPersonInput extends RecordInput {
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
}

export type RecordPersonOutcome =
  | PersonRecorded
  | DoNotReimport
  | { __typename: 'FieldNotOwned'; fields: NotOwned[] }
  | VersionConflict
  | InvalidInput
  | IdempotencyConflict;

/** A write that was read, or why it is refused. */
export type ReadEntry =
  | { entry: Omit<Entry, 'lane'> }
  | { refused: InvalidInput | Extract<RecordPersonOutcome, { __typename: 'FieldNotOwned' }> };

/** Takes in what the caller's system says about a person: all of it, or nothing. */
export async function recordPerson(context: Context, input: RecordPersonInput): Promise<RecordPersonOutcome> {
  demand(context.actor, 'person:write');
  const read = readEntry(context, new Problems(), input);
  return 'refused' in read ? read.refused : takeInOne(context, { ...read.entry, lane: 'one' });
}

/** Reads what a system says about one person. `problems` takes what is wrong, and may hold what else is. */
export function readEntry(context: Context, problems: Problems, input: RecordPersonInput): ReadEntry {
  const { actor, clock, ownership, vault } = context;
  const key = idempotencyKey(problems, input.idempotencyKey);
  const fields = notOwned(ownership, actor.system.kind, namedFields(input), extensionNames(input.extensions));
  if (fields.length > 0) return { refused: { __typename: 'FieldNotOwned', fields } };
  const now = clock.now();
  const record = readRecord(problems, input, { now, defaultCountry: context.defaultCountry });
  if (input.expectedVersion != null && input.expectedVersion < 0)
    problems.add('expectedVersion', 'Expected 0 or more.');
  if (problems.list.length > 0) return { refused: problems.invalid() };
  const systemId = actor.system.id;
  const facts = statedFacts(record.statements);
  const write = {
    ...record,
    by: authorOf(context),
    systemId,
    blind: externalBlind(vault, systemId, record.externalId),
    expectedVersion: input.expectedVersion,
    profile: profileOfFacts(vault, facts),
  };
  const described = { systemId, externalId: record.externalId, facts };
  const suppressions = suppressionsOf(vault, described).map(({ blind }) => blind);
  return { entry: { write, suppressions, ticket: ticketOf(context, { command: 'recordPerson', input, key, now }) } };
}

/** Takes a record in, and lets the rest of the operation, and the readers of the log, see it. */
export async function takeInOne(context: Context, entry: Entry): Promise<RecordPersonOutcome> {
  const { actor, intake, loaders, log } = context;
  const { answer, written } = await intake(entry);
  if (written) {
    log.wake();
    if (written.person) {
      forgetLoaded(loaders, written.personId);
      // Who may write and not read gets nothing from here either.
      if (actor.scopes.has('person:read')) loaders.person.prime(written.personId, written.person);
    }
  }
  return answer;
}
