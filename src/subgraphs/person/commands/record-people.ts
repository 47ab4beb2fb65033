import { demand } from '../../../kernel/actor.ts';
import {
  type Look,
  type Ticket,
  earlierAnswers,
  runOnce,
  storeAnswers,
  ticketOf,
} from '../../../kernel/idempotency.ts';
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
import { type Written, writeRecords } from './write-records.ts';

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

/** Records that one write may have: it holds locks until all of them are in. */
export const MAX_RECORDS = 200;

/** A record that could be read. */
interface Entry {
  write: RecordWrite;
  ticket: Ticket;
}

/**
 * Takes in what the caller's system says about people: each record as a whole or not at all, and all that can be taken
 * together. Keys and answers are those of `recordPerson`, so that a record may be sent again by either.
 */
export async function recordPeople(context: Context, input: RecordPeopleInput): Promise<RecordPeopleOutcome> {
  const { actor } = context;
  demand(actor, 'person:write');
  const problems = new Problems();
  const count = input.records.length;
  if (count === 0 || count > MAX_RECORDS) problems.add('records', `Expected 1 to ${MAX_RECORDS}; there are ${count}.`);
  if (problems.list.length > 0) return problems.invalid();

  const read = readAll(context, input.records);
  const entries = read.filter((one) => 'write' in one);
  const writes = entries.map(({ write }) => write);
  // What finds them is worked out before their turn.
  const look = lookForWrites(context, actor.system.id, writes);
  const done = entries.length === 0 ? [] : await context.batches(() => writeAll(context, entries, look));
  const outcomeOf = new Map(entries.map((entry, place) => [entry, done[place]!]));
  return {
    __typename: 'PeopleRecorded',
    outcomes: read.map((one) => ('write' in one ? outcomeOf.get(one)! : one.refused)),
  };
}

function readAll(
  context: Context,
  records: readonly RecordPersonInput[],
): (Entry | Extract<ReturnType<typeof readWrite>, { refused: unknown }>)[] {
  const seen = new Set<string>();
  const keys = new Set<string>();
  return records.map((input) => {
    const problems = new Problems();
    const key = idempotencyKey(problems, input.idempotencyKey);
    const one = readWrite(context, problems, input);
    if ('refused' in one) return one;
    const { externalId } = one.write;
    if (seen.has(externalId))
      problems.add('externalId', 'Expected each id once. Send what came later with the next records.');
    if (key !== undefined && keys.has(key))
      problems.add('idempotencyKey', 'Expected a key of its own for each record.');
    if (problems.list.length > 0) return { refused: problems.invalid() };
    seen.add(externalId);
    if (key !== undefined) keys.add(key);
    return { ...one, ticket: ticketOf(context, { command: 'recordPerson', input, key, now: context.clock.now() }) };
  });
}

/** Writes in one transaction what was not answered before. */
async function writeAll(
  context: Context,
  entries: readonly Entry[],
  look: Look<Known>,
): Promise<RecordPersonOutcome[]> {
  const systemId = context.actor.system.id;
  const tickets = entries.map(({ ticket }) => ticket);
  let written: Written[] = [];
  type Seen = { known: Known; earlier: Awaited<ReturnType<typeof earlierAnswers<PersonRecorded>>> };
  const outcomes = await runOnce<RecordPersonOutcome[], never, Seen>(
    context.pools.write,
    { ...tickets[0]!, key: undefined },
    async (tx, { known, earlier }) => {
      const due = entries.filter((_, place) => earlier[place] === undefined);
      const results = await writeRecords(
        tx,
        context,
        systemId,
        due.map(({ write }) => write),
        known,
      );
      written = results.flatMap((result) => ('__typename' in result ? [] : [result]));
      const answers = results.map((result) => ('__typename' in result ? result : recorded(result)));
      storeAnswers(
        tx,
        due.flatMap(({ ticket }, place) =>
          answers[place]!.__typename === 'PersonRecorded' ? [{ ticket, answer: answers[place] }] : [],
        ),
      );
      const fresh = answers.values();
      return { stored: earlier.map((answer) => answer ?? fresh.next().value!) };
    },
    {
      locks: look.locks ?? [],
      async read(tx) {
        const [known, earlier] = await Promise.all([look.read(tx), earlierAnswers<PersonRecorded>(tx, tickets)]);
        return { known, earlier };
      },
    },
  );
  tellWritten(context, written);
  return outcomes as RecordPersonOutcome[];
}
