import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { DataKey } from '../../../kernel/vault.ts';
import { appendAll } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import { findNamesakes } from '../matching/asked.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import { regroup } from '../matching/regroup.ts';
import { scoreProfiles } from '../matching/score.ts';
import { forgetMatches, storeMatches } from '../matching/store.ts';
import { type KeyRow, storeHotKeys, storeKeys } from '../matching/store-keys.ts';
import { NOBODY, openTouched } from '../matching/touch.ts';
import type { PersonModel } from '../models.ts';
import { searchKeys } from '../search/terms.ts';
import { unsettleMatches } from '../reviews-store.ts';
import type { OpenRecord } from '../unify.ts';
import { leftProfiles } from './left-profiles.ts';
import { type Seen, exchangeProfiles } from './exchange-profiles.ts';
import { type News, type RecordWrite, newsOf } from './news.ts';
import { savePeople } from './save-people.ts';
import { storeRecords } from './store-record.ts';
import { type Telling, findQuestions, placesOf, questionEvents, tellDropped } from './tell-questions.ts';
import { authorAmong, tellWrites } from './tell-writes.ts';

export type Outcome = 'CREATED' | 'JOINED' | 'UPDATED' | 'LATE' | 'UNCHANGED';

/** What a write did. */
export interface Written {
  personId: string;
  /** As it is now; undefined when the write changed nothing. */
  person: PersonModel | undefined;
  recordId: string;
  outcome: Outcome;
}

/** A write that counted on another version of its record. */
export interface VersionConflict {
  __typename: 'VersionConflict';
  expected: number;
  actual: number;
}

/** A record that changes, or is new. */
export interface Change {
  write: RecordWrite;
  news: News;
  before: OpenRecord | undefined;
  record: OpenRecord;
  wrapped: Buffer | undefined;
  profile: Profile | undefined;
}

/**
 * Takes in what systems say about people, in the caller's transaction: one record, or some hundred different ones. Answers
 * for each write, in their order.
 * @param known the records that are there, by what they are found by
 */
export async function writeRecords(
  tx: Transaction,
  context: Services,
  writes: readonly RecordWrite[],
  known: ReadonlyMap<string, OpenRecord>,
): Promise<(Written | VersionConflict)[]> {
  const now = context.clock.now();
  const conflicts = new Map<RecordWrite, VersionConflict>();
  const changes: Change[] = [];
  for (const write of writes) {
    const before = known.get(write.blind);
    const actual = before?.version ?? 0;
    if (write.expectedVersion != null && write.expectedVersion !== actual) {
      conflicts.set(write, { __typename: 'VersionConflict', expected: write.expectedVersion, actual });
      continue;
    }
    const news = await newsOf(tx, context, before, write, now);
    const profile = before ? profileOfFacts(context.vault, news.facts) : write.profile;
    changes.push(changeOf(context, { write, before, news, profile, now }));
  }
  const news = changes.filter((change) => !change.before || change.news.claims.length > 0);
  const answers = await absorb(tx, context, news, now);
  const answerOf = new Map(
    changes.map(({ write, record }): [RecordWrite, Written] => [
      write,
      answers.get(record.id) ?? {
        personId: record.personId,
        person: undefined,
        recordId: record.id,
        outcome: 'UNCHANGED',
      },
    ]),
  );
  return writes.map((write) => conflicts.get(write) ?? answerOf.get(write)!);
}

function changeOf(
  { vault, clock }: Services,
  { write, before, news, profile, now }: Pick<Change, 'write' | 'before' | 'news' | 'profile'> & { now: Date },
): Change {
  const id = before?.id ?? newId(clock);
  const created: { key: DataKey; wrapped: Buffer } | undefined = before ? undefined : vault.createKey(id);
  const version = before?.version ?? 0;
  return {
    write,
    news,
    before,
    profile,
    wrapped: created?.wrapped,
    record: {
      id,
      systemId: write.systemId,
      personId: before?.personId ?? '',
      homeId: before?.homeId ?? '',
      profile: profile?.id,
      version: news.changed ? version + 1 : version,
      assertedAt: before && before.assertedAt > write.assertedAt ? before.assertedAt : write.assertedAt,
      recordedAt: now,
      externalId: write.externalId,
      facts: news.facts,
      key: before?.key ?? created!.key,
    },
  };
}

/** Takes in what is new: who is who among all whom it concerns, then rows and events. */
async function absorb(
  tx: Transaction,
  context: Services,
  changes: readonly Change[],
  now: Date,
): Promise<Map<string, Written>> {
  if (changes.length === 0) return new Map();
  const seen = await seeAll(tx, context, changes);
  const model = await context.models.get(seen.modelId ?? (await context.models.activeId()));
  const added = changes.flatMap(({ profile }) => (profile && !seen.known.includes(profile.id) ? [profile] : []));
  // Who says what was settled of others may be somebody else.
  unsettleMatches(tx, seen.known);
  const scored = await scoreProfiles(tx, context.vault, model, distinct(added), seen.postings);
  storeKeys(tx, scored.keys, searched(context, distinct(added)));
  storeHotKeys(tx, scored.hotKeys);
  storeMatches(tx, scored.matches);
  forgetMatches(tx, scored.gone);

  const own = new Set(changes.flatMap(({ profile }) => profile?.id ?? []));
  const concern = {
    profiles: [...new Set([...scored.profiles, ...own, ...seen.freed])],
    recordIds: changes.flatMap(({ before }) => before?.id ?? []),
    personIds: [],
  };
  const isAlone =
    changes.length === 1 &&
    concern.recordIds.length + seen.freed.length + scored.gone.length === 0 &&
    added.length === own.size &&
    scored.matches.every(({ a, b }) => a === b);
  const touched = isAlone ? NOBODY : await openTouched(tx, context.vault, concern, own);
  const systems = await context.registry.of([...touched.records, ...changes.map(({ record }) => record)]);
  // Others may have moved them until their people were locked.
  const places = new Map(touched.records.map(({ id, personId, homeId }) => [id, { personId, homeId }]));
  for (const { record } of changes) Object.assign(record, places.get(record.id));
  const written = new Map(changes.map(({ record }) => [record.id, record]));
  const whose = placesOf(touched.records);
  const groups = regroup({
    known: model,
    touched,
    records: [...touched.records.filter(({ id }) => !written.has(id)), ...written.values()],
    added: new Set(changes.flatMap(({ before, record }) => (before ? [] : [record.id]))),
    isSteward: (systemId) => systems.get(systemId)!.kind === 'STEWARD',
    newId: () => newId(context.clock),
  });
  const saved = await savePeople(tx, context, {
    people: touched.people,
    groups,
    matches: touched.matches,
    written: new Set(written.keys()),
    added: new Set(changes.flatMap(({ before, record }) => (before ? [] : [record.id]))),
    renewed: new Set(),
    systems,
    authorOf: (ids) => authorAmong(changes, groups, ids),
    now,
  });

  const { answers, rows, events } = tellWrites(context, { changes, groups, saved, now });
  const dropped = changes.filter(({ before, record }) => isDropped(before, record, seen)).map(({ record }) => record);
  const fresh = new Set(added.map(({ id }) => id));
  const { asked, settled } = await findQuestions(tx, {
    touched,
    groups,
    places: whose,
    isNew: ({ a, b }) => fresh.has(a) || fresh.has(b),
    again: new Set(dropped.map(({ personId }) => personId)),
    namesakes: await findNamesakes(tx, touched, arrived(changes), model.model.policy.review),
  });
  const telling: Telling = {
    subjects: new Set(changes.map(({ record }) => record.personId)),
    now,
    authorOf: (personId) => authorAmong(changes, groups, [personId]),
  };
  tellDropped(tx, context, { records: dropped, pairs: settled }, telling);
  events.push(...questionEvents(context, asked, telling));
  storeRecords(tx, context, rows);
  appendAll(tx, events);
  return answers;
}

/** Whether a record may have been asked about that says something else now. */
function isDropped(before: OpenRecord | undefined, { profile }: OpenRecord, { gone, freed }: Seen): boolean {
  if (before?.profile === undefined || before.profile === profile) return false;
  return freed.length > 0 || !gone.includes(before.profile);
}

/** Records that have their profile since this write. */
function arrived(changes: readonly Change[]): OpenRecord[] {
  return changes.flatMap(({ before, record }) => (before && before.profile === record.profile ? [] : [record]));
}

/** What is found by what the records are to say, once what they said finds nobody. */
async function seeAll(tx: Transaction, context: Services, changes: readonly Change[]): Promise<Seen> {
  return exchangeProfiles(tx, {
    profiles: changes.flatMap(({ profile }) => profile ?? []),
    left: leftProfiles(context.vault, changes),
    recordIds: changes.flatMap(({ before }) => before?.id ?? []),
  });
}

function searched({ vault }: Services, profiles: readonly Profile[]): KeyRow[] {
  return profiles.flatMap(({ id, comparable }) => searchKeys(vault, comparable).map((key) => ({ key, profile: id })));
}

function distinct(profiles: readonly Profile[]): Profile[] {
  return [...new Map(profiles.map((profile) => [profile.id, profile])).values()];
}
