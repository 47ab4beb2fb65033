import type { Clock } from '../../../kernel/clock.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { type NewEvent, appendAll } from '../../../log/append.ts';
import type { LogEvent } from '../../../log/event.ts';
import { closes } from './rules.ts';
import { type Cause, GONE, type Opening, type Run, runsOf } from './steps.ts';
import * as statements from './store-write.ts';

/** Brings the queue to where events say, and tells what was opened and closed by it. */
export async function applyToQueue(tx: Transaction, events: readonly LogEvent[], clock: Clock): Promise<void> {
  const told: NewEvent[] = [];
  for (const run of runsOf(events)) await applyRun(tx, run, new Teller(told, clock));
  appendAll(tx, told);
}

async function applyRun(tx: Transaction, run: Run, teller: Teller): Promise<void> {
  switch (run.does) {
    case 'OPEN': {
      const openings = distinct(run.items);
      const opened = new Map((await statements.insertReviews(tx, openings)).map((row) => [row.id, row]));
      statements.forgetAgreements(
        tx,
        openings.filter(({ id }) => !opened.has(id)),
      );
      for (const opening of openings) {
        const row = opened.get(opening.id);
        if (row) teller.tell('review.opened', row, opening);
      }
      return;
    }
    case 'CLOSE': {
      const rows = await statements.lockAbout(tx, run.items);
      // Of several verdicts on one in a row the first closes it.
      const first = new Map(rows.toSorted((x, y) => y.place - x.place).map((row) => [row.id, row]));
      for (const row of first.values()) hear(tx, [row], run.items[row.place]!.word, run.items[row.place]!, teller);
      return;
    }
    case 'DROP':
      for (const item of run.items) hear(tx, await statements.lockOfRecords(tx, item.recordIds), GONE, item, teller);
      return;
    case 'PART':
      for (const item of run.items) hear(tx, await statements.lockBetween(tx, item), item.word, item, teller);
      return;
    case 'FORGET':
      for (const item of run.items) hear(tx, await statements.lockOfPerson(tx, item.personId), GONE, item, teller);
      return;
    case 'MOVE':
      for (const item of run.items) {
        statements.moveRecords(tx, item.personId, item.recordIds);
        const rows = await statements.lockPointless(tx, item.personId, item.recordIds);
        hear(
          tx,
          rows.filter(({ isOnePerson }) => isOnePerson),
          'SAME',
          item,
          teller,
        );
        hear(
          tx,
          rows.filter(({ isOnePerson }) => !isOnePerson),
          GONE,
          item,
          teller,
        );
      }
      return;
    default:
      run satisfies never;
  }
}

/** Takes in what was said of reviews: closes those that it settles, and lets the others wait for a second person. */
function hear(
  tx: Transaction,
  rows: readonly statements.OpenReview[],
  word: string,
  cause: Cause,
  teller: Teller,
): void {
  const said = { actor: cause.actor, word };
  const isClosed = (row: statements.OpenReview): boolean => word === GONE || closes(row, said);
  const [closed, agreed] = [rows.filter(isClosed), rows.filter((row) => !isClosed(row))];
  const asSaid = ({ id }: statements.OpenReview): statements.Closed => ({ id, ...said, time: cause.time });
  if (closed.length > 0) statements.closeReviews(tx, closed.map(asSaid));
  if (agreed.length > 0) statements.storeAgreements(tx, agreed.map(asSaid));
  for (const row of closed) teller.tell('review.closed', row, cause, { closedAs: word });
  for (const row of agreed) teller.tell('review.agreed', row, cause, { word });
}

/** The first opening of each question; of two people the first pair. */
function distinct(openings: readonly Opening[]): Opening[] {
  const first = new Map<string, Opening>();
  for (const opening of openings) {
    const { kind, about, personA, personB } = opening;
    const question = kind === 'MATCH' && personA && personB ? [personA, personB].toSorted().join(' ') : about;
    if (!first.has(`${kind} ${question}`)) first.set(`${kind} ${question}`, opening);
  }
  return [...first.values()];
}

/** Gathers events, in their order. */
class Teller {
  readonly #told: NewEvent[];
  readonly #clock: Clock;

  constructor(told: NewEvent[], clock: Clock) {
    this.#told = told;
    this.#clock = clock;
  }

  tell(
    name: 'review.opened' | 'review.agreed' | 'review.closed',
    { id, kind, personA }: Pick<statements.OpenReview, 'id' | 'kind' | 'personA'>,
    { time, actor, traceparent }: Cause,
    more: Record<string, unknown> = {},
  ): void {
    this.#told.push({
      id: newId(this.#clock),
      name,
      subject: personA ?? id,
      time,
      data: { reviewId: id, kind, ...more },
      actor,
      traceparent,
    });
  }
}
