import type { Author } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { canonicalJson } from '../../../kernel/vault.ts';
import { append } from '../../../log/append.ts';
import type { EventName } from '../../../log/event.ts';
import type { Services } from '../context.ts';
import { FIELD_NAMES, PERSON_FIELDS, type PersonField } from '../fields.ts';
import type { PersonValues } from '../../../resolution/values.ts';
import { findConflicts } from '../conflicts.ts';
import { findApart } from '../matching/apart.ts';
import type { Regrouped } from '../matching/regroup.ts';
import { type TouchedMatch, storeApart } from '../matching/store.ts';
import type { PersonModel, SystemModel } from '../models.ts';
import { unsettleMatches } from '../reviews-store.ts';
import { columns } from '../sealing.ts';
import { type StoredPerson, storePeople } from '../store-rows.ts';
import * as statements from '../store-write.ts';
import { type OpenPerson, personModel, sourcesOf, unify } from '../unify.ts';
import { tellConflicts } from './tell-conflicts.ts';

/** People to store as they are to be. */
export interface Save {
  /** As they were. */
  people: readonly OpenPerson[];
  groups: readonly Regrouped[];
  /** What connects the people, as it is stored. */
  matches: readonly TouchedMatch[];
  /** Records that are new or say something else. */
  written: ReadonlySet<string>;
  /** Records that are new: they come from nobody. */
  added: ReadonlySet<string>;
  /** People of whom a record was taken back: what they showed before cannot be read again, wherever a copy of it lies. */
  renewed: ReadonlySet<string>;
  systems: ReadonlyMap<string, SystemModel>;
  /** Who is behind a change of some people, as they are to be. */
  authorOf(personIds: readonly string[]): Author;
  now: Date;
}

/** A person as it was stored. */
export interface Saved {
  person: PersonModel;
  /** The fields whose shown value is another one now. */
  changedFields: PersonField[];
  /** Whether no such person was there before. */
  isNew: boolean;
}

/** Records that went from one person to another. */
interface Move {
  from: string;
  to: string;
  recordIds: string[];
}

/**
 * Stores people that were derived anew, where they changed, and tells it in the log: merges, splits, and those of whom no
 * record is left. The records themselves are stored by the caller; those that only move are moved here.
 */
export async function savePeople(tx: Transaction, context: Services, save: Save): Promise<Map<string, Saved>> {
  const { people, groups, written, added } = save;
  const before = new Map(people.map((person) => [person.row.id, person]));
  const back = groups.filter(({ origin }) => origin === 'BACK').map(({ id }) => id);
  const lost = new Map((back.length > 0 ? await statements.findLost(tx, back) : []).map((row) => [row.id, row]));
  const moves = movesOf(groups, added);
  const leaving = new Set(moves.map(({ from }) => from));
  const saved = new Map<string, Saved>();
  const rows: StoredPerson[] = [];
  for (const group of groups) {
    const old = before.get(group.id);
    if (old && !isChanged(old, group, written)) {
      saved.set(group.id, { person: personModel(old.row, old.content), changedFields: [], isNew: false });
      continue;
    }
    const isRenewed = !old || save.renewed.has(group.id) || leaving.has(group.id);
    saved.set(group.id, derive(context, save, rows, { group, old, lost: lost.get(group.id), isRenewed }));
  }
  const standing = new Set(groups.map(({ id }) => id));
  const merged = new Set(groups.flatMap(({ mergedIds }) => mergedIds));
  for (const person of people) {
    if (!standing.has(person.row.id) && !merged.has(person.row.id))
      saved.set(person.row.id, empty(context, save, rows, person));
  }
  storePeople(tx, rows);
  for (const { id, mergedIds } of groups) {
    const fresh = mergedIds.filter((one) => !before.get(id)?.row.mergedIds.includes(one));
    if (fresh.length > 0) statements.pointTo(tx, id, fresh);
  }
  const moved = moves.flatMap(({ from, to, recordIds }) =>
    recordIds.map((recordId) => ({ recordId, personId: to, from })),
  );
  const byId = new Map(groups.flatMap(({ records }) => records.map((record) => [record.id, record])));
  for (const { recordId, personId, from } of moved) {
    const record = byId.get(recordId)!;
    record.personId = personId;
    // Whom it leaves while that one stays is its home no more.
    if (standing.has(from) && record.homeId === from) record.homeId = personId;
  }
  const silent = moved.map(({ recordId }) => byId.get(recordId)!).filter(({ id }) => !written.has(id));
  if (silent.length > 0)
    statements.moveRecords(
      tx,
      silent.map(({ id, personId, homeId }) => ({ recordId: id, personId, homeId })),
    );
  unsettleMatches(
    tx,
    moved.flatMap(({ recordId }) => byId.get(recordId)!.profile ?? []),
  );
  storeApart(tx, findApart(save.matches, groups));
  tell(tx, context, save, withIds(moves, save));
  tellConflicts(tx, context, save, new Map(rows.map((row) => [row.id, row.conflicts])));
  return saved;
}

function isChanged({ row, content }: OpenPerson, group: Regrouped, written: ReadonlySet<string>): boolean {
  if (group.records.some(({ id, personId }) => written.has(id) || personId !== row.id)) return true;
  const shown = group.records.filter(({ id }) => content.records.some((record) => record.id === id)).length;
  const sameIds =
    group.mergedIds.length === row.mergedIds.length && group.mergedIds.every((id) => row.mergedIds.includes(id));
  return shown !== content.records.length || !sameIds;
}

/** A person of whom no record is left: the id still resolves, and shows nothing. */
function empty(context: Services, { groups, now }: Save, rows: StoredPerson[], { row, content }: OpenPerson): Saved {
  const holderOf = holders(groups);
  const { key, wrapped } = context.vault.createKey(row.id);
  const version = row.version + 1;
  const nothing = { values: {}, records: [] };
  const forgotten = {
    ...row,
    status: 'FORGOTTEN' as const,
    version,
    mergedIds: row.mergedIds.filter((id) => !holderOf.has(id)),
    sealed: context.vault.seal(key, columns.person(version), nothing),
    conflicts: [],
    updatedAt: now,
  };
  rows.push({ ...forgotten, wrapped });
  return { person: personModel(forgotten, nothing), changedFields: changedFields(content.values, {}), isNew: false };
}

function derive(
  context: Services,
  { systems, now }: Save,
  rows: StoredPerson[],
  {
    group,
    old,
    lost,
    isRenewed,
  }: {
    group: Regrouped;
    old: OpenPerson | undefined;
    lost: { version: number; createdAt: Date } | undefined;
    isRenewed: boolean;
  },
): Saved {
  const { vault } = context;
  const content = unify(group.records, systems, context.ownership);
  const key = isRenewed ? vault.createKey(group.id) : undefined;
  const version = (old?.row.version ?? lost?.version ?? 0) + 1;
  const row = {
    id: group.id,
    status: 'ACTIVE' as const,
    version,
    mergedInto: null,
    mergedIds: group.mergedIds,
    sealed: vault.seal(key?.key ?? old!.key, columns.person(version), content),
    conflicts: findConflicts(sourcesOf(group.records, systems), context.ownership).map(({ field }) => field),
    createdAt: old?.row.createdAt ?? lost?.createdAt ?? now,
    updatedAt: now,
  };
  rows.push({ ...row, wrapped: key?.wrapped });
  return {
    person: personModel(row, content),
    changedFields: changedFields(old?.content.values ?? {}, content.values),
    isNew: group.origin === 'NEW',
  };
}

function movesOf(groups: readonly Regrouped[], added: ReadonlySet<string>): Move[] {
  const moves = new Map<string, Move>();
  for (const { id: to, records } of groups) {
    for (const { id, personId: from } of records) {
      if (added.has(id) || from === to) continue;
      const move = moves.get(`${from} ${to}`) ?? { from, to, recordIds: [] };
      move.recordIds.push(id);
      moves.set(`${from} ${to}`, move);
    }
  }
  return [...moves.values()].toSorted((x, y) => (x.from < y.from ? -1 : x.from > y.from ? 1 : x.to < y.to ? -1 : 1));
}

/** The same with ids that lead to somebody else now though no record went that way. */
function withIds(moves: readonly Move[], { people, groups }: Save): Move[] {
  const holderOf = holders(groups);
  const all = [...moves];
  for (const { row } of people) {
    for (const to of [row.id, ...row.mergedIds].map((id) => holderOf.get(id))) {
      if (to === undefined || to === row.id) continue;
      if (!all.some((move) => move.from === row.id && move.to === to)) all.push({ from: row.id, to, recordIds: [] });
    }
  }
  return all;
}

/** By id that leads to somebody, to whom. */
function holders(groups: readonly Regrouped[]): Map<string, string> {
  return new Map(groups.flatMap(({ id, mergedIds }) => mergedIds.map((merged) => [merged, id])));
}

/** Every change of who is who is told to both sides, so that a reader of either stream learns it. */
function tell(
  tx: Transaction,
  context: Services,
  { people, groups, authorOf, now }: Save,
  moves: readonly Move[],
): void {
  const event = (author: Author, name: EventName, subject: string, data: Record<string, unknown>): void =>
    append(tx, { id: newId(context.clock), name, subject, time: now, data, ...author });
  const standing = new Set(groups.map(({ id }) => id));
  const holderOf = holders(groups);
  for (const { from, to, recordIds } of moves) {
    const author = authorOf([to, from]);
    const earlier = people.find(({ row }) => row.id === from)!.row.mergedIds;
    const mergedIds = earlier.filter((id) => id === to || holderOf.get(id) === to);
    if (standing.has(from)) {
      event(author, 'identity.split', from, { into: to, recordIds, mergedIds });
      event(author, 'identity.split', to, { from, recordIds, mergedIds });
      continue;
    }
    // Its records may have gone to several; its id leads to one of them.
    const into = holderOf.get(from);
    if (into !== to) {
      event(author, 'identity.split', to, { from, recordIds, mergedIds });
      continue;
    }
    event(author, 'identity.merged', from, { into: to, recordIds });
    event(author, 'identity.merged', to, { merged: [from, ...mergedIds], recordIds });
  }
}

function changedFields(before: PersonValues, after: PersonValues): PersonField[] {
  return PERSON_FIELDS.filter(
    (field) => canonicalJson(before[FIELD_NAMES[field]]) !== canonicalJson(after[FIELD_NAMES[field]]),
  );
}
