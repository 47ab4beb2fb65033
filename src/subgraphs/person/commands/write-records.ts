import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { DataKey } from '../../../kernel/vault.ts';
import { type NewEvent, appendAll } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { lookupBlinds } from '../lookup.ts';
import { MAX_ASKED, findAsked, findNamesakes } from '../matching/asked.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import { regroup } from '../matching/regroup.ts';
import { scoreProfiles } from '../matching/score.ts';
import { forgetMatches, storeMatches } from '../matching/store.ts';
import { type KeyRow, storeHotKeys, storeKeys } from '../matching/store-keys.ts';
import { NOBODY, openTouched } from '../matching/touch.ts';
import type { PersonModel } from '../models.ts';
import { searchKeys } from '../search/terms.ts';
import type { OpenRecord } from '../unify.ts';
import { forgetUnused } from './forget-unused.ts';
import { type Known, type Seen, lookAtProfiles } from './look.ts';
import { type News, type RecordWrite, newsOf } from './news.ts';
import { savePeople } from './save-people.ts';
import { type StoreRecord, storeRecords } from './store-record.ts';

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
interface Change {
  write: RecordWrite;
  news: News;
  before: OpenRecord | undefined;
  record: OpenRecord;
  wrapped: Buffer | undefined;
  profile: Profile | undefined;
}

/**
 * Takes in what one system says about people, in the caller's transaction: one record, or some hundred different ones. Answers
 * for each write, in their order.
 */
export async function writeRecords(
  tx: Transaction,
  context: Context,
  systemId: string,
  writes: readonly RecordWrite[],
  known: Known,
): Promise<(Written | VersionConflict)[]> {
  const now = context.clock.now();
  const conflicts = new Map<RecordWrite, VersionConflict>();
  const changes: Change[] = [];
  for (const write of writes) {
    const before = known.records.get(write.externalId);
    const actual = before?.version ?? 0;
    if (write.expectedVersion != null && write.expectedVersion !== actual) {
      conflicts.set(write, { __typename: 'VersionConflict', expected: write.expectedVersion, actual });
      continue;
    }
    const news = await newsOf(tx, context, before, write, now);
    const profile = before ? profileOfFacts(context.vault, news.facts) : known.profiles.get(write);
    changes.push(changeOf(context, { systemId, write, before, news, profile, now }));
  }
  const news = changes.filter((change) => !change.before || change.news.claims.length > 0);
  const answers = await absorb(tx, context, news, known, now);
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
  { vault, clock }: Context,
  {
    systemId,
    write,
    before,
    news,
    profile,
    now,
  }: Pick<Change, 'write' | 'before' | 'news' | 'profile'> & { systemId: string; now: Date },
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
      systemId,
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
  context: Context,
  changes: readonly Change[],
  known: Known,
  now: Date,
): Promise<Map<string, Written>> {
  if (changes.length === 0) return new Map();
  const [systems, seen] = await Promise.all([context.registry.all(), seeAll(tx, context, changes, known)]);
  const model = await context.models.get(seen.modelId ?? (await context.models.activeId()));
  const added = changes.flatMap(({ profile }) => (profile && !seen.known.includes(profile.id) ? [profile] : []));
  const scored = await scoreProfiles(tx, context.vault, model, distinct(added), seen.postings);
  storeKeys(tx, scored.keys, searched(context, distinct(added)));
  storeHotKeys(tx, scored.hotKeys);
  storeMatches(tx, scored.matches);
  forgetMatches(tx, scored.gone);
  const freed = await forgetUnused(tx, context.vault, changes);

  const own = new Set(changes.flatMap(({ profile }) => profile?.id ?? []));
  const concern = {
    profiles: [...new Set([...scored.profiles, ...own, ...freed])],
    recordIds: changes.flatMap(({ before }) => before?.id ?? []),
    personIds: [],
  };
  const isAlone =
    changes.length === 1 &&
    concern.recordIds.length + freed.length + scored.gone.length === 0 &&
    added.length === own.size &&
    scored.matches.every(({ a, b }) => a === b);
  const touched = isAlone ? NOBODY : await openTouched(tx, context.vault, concern, own);
  // Others may have moved them until their people were locked.
  const places = new Map(touched.records.map(({ id, personId, homeId }) => [id, { personId, homeId }]));
  for (const { record } of changes) Object.assign(record, places.get(record.id));
  const written = new Map(changes.map(({ record }) => [record.id, record]));
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
    now,
  });

  const told = new Set<string>();
  const answers = new Map<string, Written>();
  const rows: StoreRecord[] = [];
  const events: NewEvent[] = [];
  for (const { record, before, news, wrapped } of changes) {
    const group = groups.find(({ records }) => records.includes(record))!;
    record.personId = group.id;
    record.homeId ||= group.id;
    const { person, changedFields, isNew } = saved.get(group.id)!;
    const outcome: Outcome = before
      ? news.changed
        ? 'UPDATED'
        : 'LATE'
      : isNew && !told.has(group.id)
        ? 'CREATED'
        : 'JOINED';
    const eventId = newId(context.clock);
    rows.push({
      record,
      wrapped,
      claims: news.claims,
      eventId,
      blinds: news.changed ? lookupBlinds(context.vault, news.facts) : undefined,
    });
    events.push({
      id: eventId,
      name: outcome === 'CREATED' ? 'identity.created' : 'identity.updated',
      subject: group.id,
      time: now,
      data: {
        recordId: record.id,
        system: record.systemId,
        outcome,
        // Of several writes of one person, the first one tells what they changed together.
        fields: told.has(group.id) ? [] : changedFields,
        claimIds: news.claims.map((claim) => claim.id),
      },
      actor: actorName(context.actor),
      traceparent: context.traceparent,
    });
    told.add(group.id);
    answers.set(record.id, { personId: group.id, person, recordId: record.id, outcome });
  }
  const fresh = new Set(added.map(({ id }) => id));
  const pairs = [
    ...findAsked(touched, groups, ({ a, b }) => fresh.has(a) || fresh.has(b)),
    ...(await findNamesakes(tx, touched, arrived(changes), model.model.policy.review)),
  ].slice(0, MAX_ASKED);
  if (pairs[0]) {
    const { recordA, recordB } = pairs[0];
    events.push({
      id: newId(context.clock),
      name: 'match.asked',
      subject: (answers.get(recordB) ?? answers.get(recordA))!.personId,
      time: now,
      data: { pairs },
      actor: actorName(context.actor),
      traceparent: context.traceparent,
    });
  }
  storeRecords(tx, context, rows);
  appendAll(tx, events);
  return answers;
}

/** Records that have their profile since this write. */
function arrived(changes: readonly Change[]): OpenRecord[] {
  return changes.flatMap(({ before, record }) => (before && before.profile === record.profile ? [] : [record]));
}

/** What was looked at before; or all that is found by what the records said and are to say. */
async function seeAll(tx: Transaction, context: Context, changes: readonly Change[], known: Known): Promise<Seen> {
  if (known.records.size === 0) return known.seen;
  const profiles = changes.flatMap(({ profile, before }) => {
    const earlier = before && profile?.id !== before.profile ? profileOfFacts(context.vault, before.facts) : undefined;
    return [profile, earlier].flatMap((one) => one ?? []);
  });
  return lookAtProfiles(tx, profiles);
}

function searched({ vault }: Context, profiles: readonly Profile[]): KeyRow[] {
  return profiles.flatMap(({ id, comparable }) => searchKeys(vault, comparable).map((key) => ({ key, profile: id })));
}

function distinct(profiles: readonly Profile[]): Profile[] {
  return [...new Map(profiles.map((profile) => [profile.id, profile])).values()];
}
