import { actorName, authorOf } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append, appendAll } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import { type Regrouped, regroup } from '../matching/regroup.ts';
import type { VerdictRow } from '../matching/store.ts';
import type { Touched } from '../matching/touch.ts';
import { settleMatches, unsettleMatches } from '../reviews-store.ts';
import { columns } from '../sealing.ts';
import * as statements from '../store-write.ts';
import type { OpenRecord } from '../unify.ts';
import { savePeople } from './save-people.ts';
import { type Telling, findQuestions, questionEvents, tellDropped } from './tell-questions.ts';

// What people say of records is all that resolveMatch, mergePeople and splitPerson store. Who is who follows from it.

/** What a verdict did. Stored with the idempotency key: ids only. */
export interface MatchResolved {
  __typename: 'MatchResolved';
  outcome: 'MERGED' | 'SPLIT' | 'UNCHANGED';
  personIds: string[];
}

/** What a command says, and what it takes back. */
export interface Words {
  verdict: VerdictRow['said'];
  /** The records that the command is about, for the log. */
  recordIds: readonly string[];
  say: readonly VerdictRow[];
  takeBack: readonly VerdictRow[];
  reason: string;
  /** One record of each person that the verdict makes one: the others of these people stay with them. */
  anchors: readonly string[];
}

/** What a command did, with whom to forget of what the operation has read. */
export interface Spoken {
  answer: MatchResolved;
  changedIds: string[];
}

/** Two records, the lower id first, and what is said of them. */
export function verdictOn(one: string, other: string, said: VerdictRow['said']): VerdictRow {
  return one < other ? { a: one, b: other, said } : { a: other, b: one, said };
}

/** The record of an id, if it is among those that are compared. */
export async function membersOf(context: Context, { records }: Touched): Promise<Map<string, OpenRecord>> {
  const systems = await context.registry.of(records);
  return new Map(
    records.filter(({ systemId }) => systems.get(systemId)!.kind !== 'STEWARD').map((record) => [record.id, record]),
  );
}

/** Stores what is said, derives the people anew that it concerns, and tells it in the log. The people must be locked. */
export async function speak(tx: Transaction, context: Context, touched: Touched, words: Words): Promise<Spoken> {
  const { vault, clock, actor, models, registry } = context;
  const now = clock.now();
  const [known, systems, members] = await Promise.all([
    models.activeId().then((id) => models.get(id)),
    registry.of(touched.records),
    membersOf(context, touched),
  ]);
  const derive = (verdicts: readonly VerdictRow[]): Regrouped[] =>
    regroup({
      known,
      touched: { ...touched, verdicts: [...verdicts] },
      records: touched.records,
      added: new Set(),
      isSteward: (systemId) => systems.get(systemId)!.kind === 'STEWARD',
      newId: () => newId(clock),
    });
  const before = new Map([...members.values()].map(({ id, personId }) => [id, personId]));
  const overruled = new Set([...words.takeBack, ...words.say].map(nameOf));
  const verdicts = [...touched.verdicts.filter((row) => !overruled.has(nameOf(row))), ...words.say];
  let groups = derive(verdicts);
  const held = holdTogether(groups, words.anchors, before).filter(
    (row) => !verdicts.some((one) => nameOf(one) === nameOf(row)),
  );
  if (held.length > 0) groups = derive([...verdicts, ...held]);

  statements.forgetVerdicts(tx, words.takeBack);
  statements.storeVerdicts(tx, {
    verdicts: [...words.say, ...held].map((row) => ({
      ...row,
      sealed: vault.seal(members.get(row.a)!.key, columns.verdict(row.a, row.b), { reason: words.reason }),
    })),
    actor: actorName(actor),
    now,
  });
  await savePeople(tx, context, {
    people: touched.people,
    groups,
    matches: touched.matches,
    written: new Set(),
    added: new Set(),
    renewed: new Set(),
    systems,
    authorOf: () => authorOf(context),
    now,
  });
  const reopened = touched.verdicts.some((row) => overruled.has(nameOf(row)) && row.said !== 'UNSURE');
  if (reopened)
    unsettleMatches(
      tx,
      touched.records.flatMap(({ profile }) => profile ?? []),
    );
  settleMatches(tx, touched.matches);
  const subjects = new Set(groups.map(({ id }) => id));
  const { asked, settled } = await findQuestions(tx, {
    touched,
    groups,
    places: before,
    again: reopened ? subjects : new Set(),
  });
  const after = new Map(groups.flatMap(({ id, records }) => records.map((record) => [record.id, id])));
  const answer = outcomeOf(words.recordIds, before, after);
  append(tx, {
    id: newId(clock),
    name: 'match.resolved',
    subject: answer.personIds[0]!,
    time: now,
    data: {
      recordIds: words.recordIds,
      verdict: words.verdict,
      outcome: answer.outcome,
      personIds: answer.personIds,
      // Whoever undoes it says these again.
      overruled: touched.verdicts
        .filter((row) => overruled.has(nameOf(row)))
        .map(({ a, b, said }) => ({ recordIds: [a, b], verdict: said })),
    },
    ...authorOf(context),
  });
  // Behind the verdict, which ends what was asked of its people.
  const telling: Telling = { subjects, now, authorOf: () => authorOf(context) };
  tellDropped(tx, context, { records: [], pairs: settled }, telling);
  appendAll(tx, questionEvents(context, asked, telling));
  return { answer, changedIds: [...touched.people.map(({ row }) => row.id), ...groups.map(({ id }) => id)] };
}

/** Lets the rest of the operation, and the readers of the log, see what was said. */
export function tellSpoken({ log, loaders }: Context, { changedIds }: Spoken): void {
  log.wake();
  for (const id of changedIds) forgetLoaded(loaders, id);
}

/**
 * What must be said too, so that a verdict moves whole people: where the model alone would leave a record behind, since on the
 * whole the two people differ, each is tied to the record of its person that the verdict is about.
 */
function holdTogether(
  groups: readonly Regrouped[],
  anchors: readonly string[],
  before: ReadonlyMap<string, string>,
): VerdictRow[] {
  const home = groups.find(({ recordIds }) => recordIds.includes(anchors[0]!));
  if (!home) return [];
  const together = new Set(home.recordIds);
  const anchorOf = new Map(anchors.map((id) => [before.get(id)!, id]));
  const moving = [...before].filter(([, personId]) => anchorOf.has(personId));
  if (moving.every(([id]) => together.has(id))) return [];
  return moving.flatMap(([id, personId]) => {
    const anchor = anchorOf.get(personId)!;
    return id === anchor ? [] : [verdictOn(anchor, id, 'SAME')];
  });
}

function outcomeOf(
  recordIds: readonly string[],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): MatchResolved {
  const were = new Set(recordIds.map((id) => before.get(id)!));
  // All whom the people that it is about have become.
  const ids = [...before].flatMap(([id, personId]) => (were.has(personId) ? [after.get(id)!] : []));
  const personIds = [...new Set([...recordIds.map((id) => after.get(id)!), ...ids])];
  const outcome = personIds.length < were.size ? 'MERGED' : personIds.length > were.size ? 'SPLIT' : 'UNCHANGED';
  return { __typename: 'MatchResolved', outcome, personIds };
}

/** Names the pair of a verdict. */
export function nameOf({ a, b }: Pick<VerdictRow, 'a' | 'b'>): string {
  return `${a} ${b}`;
}
