import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, type Ticket, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { type Known, lookForWrites } from './look.ts';
import type { RecordWrite } from './news.ts';
import {
  type PersonRecorded,
  type RecordPersonInput,
  type RecordPersonOutcome,
  readWrite,
  recorded,
  tellWritten,
} from './record-person.ts';
import { type VersionConflict, type Written, writeRecords } from './write-records.ts';

/** What a system says about several people at once. */
export interface RecordPeopleInput {
  records: readonly RecordPersonInput[];
  idempotencyKey?: string | null;
}

/** What became of each record, in their order. */
export interface PeopleRecorded {
  __typename: 'PeopleRecorded';
  outcomes: Exclude<RecordPersonOutcome, IdempotencyConflict>[];
}

export type RecordPeopleOutcome = PeopleRecorded | InvalidInput | IdempotencyConflict;

/** Stored with the key: what became of those records that could be read. Why the others are refused follows from the input. */
interface Stored {
  outcomes: (PersonRecorded | VersionConflict)[];
}

/** Records that one write may have: it holds locks until all of them are in. */
export const MAX_RECORDS = 200;

/** Takes in what the caller's system says about people: each record as a whole or not at all, and all that can be taken together. */
export async function recordPeople(context: Context, input: RecordPeopleInput): Promise<RecordPeopleOutcome> {
  const { actor, clock } = context;
  demand(actor, 'person:write');
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (input.records.length > MAX_RECORDS) problems.add('records', `Expected at most ${MAX_RECORDS}.`);
  if (problems.list.length > 0) return problems.invalid();

  const seen = new Set<string>();
  const read = input.records.map((record) => {
    const own = new Problems();
    if (record.idempotencyKey != null) own.add('idempotencyKey', 'Expected none: the records have one together.');
    const one = readWrite(context, own, record);
    if ('refused' in one) return one;
    if (!seen.has(one.write.externalId)) return (seen.add(one.write.externalId), one);
    own.add('externalId', 'Expected each id once. Write what came later with the next records.');
    return { refused: own.invalid() };
  });
  const writes = read.flatMap((one) => ('write' in one ? [one.write] : []));
  const ticket = ticketOf(context, { command: 'recordPeople', input, key, now: clock.now() });
  const done = writes.length === 0 ? { outcomes: [] } : await writeAll(context, writes, ticket);
  if ('__typename' in done) return done;
  const outcomes = done.outcomes.values();
  return {
    __typename: 'PeopleRecorded',
    outcomes: read.map((one) => ('refused' in one ? one.refused : outcomes.next().value!)),
  };
}

async function writeAll(
  context: Context,
  writes: readonly RecordWrite[],
  ticket: Ticket,
): Promise<Stored | IdempotencyConflict> {
  const systemId = context.actor.system.id;
  let written: Written[] = [];
  const outcome = await runOnce<Stored, never, Known>(
    context.pools.write,
    ticket,
    async (tx, known) => {
      const results = await writeRecords(tx, context, systemId, writes, known);
      written = results.flatMap((result) => ('__typename' in result ? [] : [result]));
      return { stored: { outcomes: results.map((result) => ('__typename' in result ? result : recorded(result))) } };
    },
    lookForWrites(context, systemId, writes),
  );
  tellWritten(context, written);
  return outcome;
}
