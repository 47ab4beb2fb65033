import { demand } from '../../../kernel/actor.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import {
  type ReadEntry,
  type RecordPersonInput,
  type RecordPersonOutcome,
  readEntry,
  takeInOne,
} from './record-person.ts';

/** What a system says about several people at once. */
export interface RecordPeopleInput {
  records: readonly RecordPersonInput[];
}

/** What became of each record, in their order. */
export interface PeopleRecorded {
  __typename: 'PeopleRecorded';
  outcomes: RecordPersonOutcome[];
}

export type RecordPeopleOutcome = PeopleRecorded | InvalidInput;

/** Records that one call may bring. */
const MAX_RECORDS = 200;

/**
 * Takes in what the caller's system says about people: each record as a whole or not at all, and all that can be taken
 * together. Keys and answers are those of `recordPerson`, so that a record may be sent again by either.
 */
export async function recordPeople(context: Context, input: RecordPeopleInput): Promise<RecordPeopleOutcome> {
  demand(context.actor, 'person:write');
  const problems = new Problems();
  const count = input.records.length;
  if (count === 0 || count > MAX_RECORDS) problems.add('records', `Expected 1 to ${MAX_RECORDS}; there are ${count}.`);
  if (problems.list.length > 0) return problems.invalid();

  const read = readAll(context, input.records);
  const lane = count === 1 ? 'one' : 'many';
  const settled = await Promise.allSettled(
    read.map(async (one) => ('entry' in one ? takeInOne(context, { ...one.entry, lane }) : one.refused)),
  );
  // The others are stored; whoever sends all of them again gets the same answers.
  const outcomes = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return { __typename: 'PeopleRecorded', outcomes };
}

function readAll(context: Context, records: readonly RecordPersonInput[]): ReadEntry[] {
  const seen = new Set<string>();
  const keys = new Set<string>();
  return records.map((input) => {
    const problems = new Problems();
    const one = readEntry(context, problems, input);
    if ('refused' in one) return one;
    const { write, ticket } = one.entry;
    if (seen.has(write.externalId))
      problems.add('externalId', 'Expected each id once. Send what came later with the next records.');
    if (ticket.key !== undefined && keys.has(ticket.key))
      problems.add('idempotencyKey', 'Expected a key of its own for each record.');
    if (problems.list.length > 0) return { refused: problems.invalid() };
    seen.add(write.externalId);
    if (ticket.key !== undefined) keys.add(ticket.key);
    return one;
  });
}
