import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { canonicalJson } from '../../../kernel/vault.ts';
import { append } from '../../../log/append.ts';
import type { SystemModel } from '../models.ts';
import type { Context } from '../context.ts';
import { FIELD_NAMES, PERSON_FIELDS, type PersonField, type PersonValues } from '../fields.ts';
import type { PersonModel } from '../models.ts';
import { columns } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { type OpenPerson, type OpenRecord, personModel, unify } from '../unify.ts';

/** A person to derive again from its records. */
export interface Save {
  id: string;
  /** The people as they were: none for a new one; more than one when they turn out to be the same. */
  group: readonly OpenPerson[];
  /** All records that the person has from now on. */
  records: readonly OpenRecord[];
  systems: ReadonlyMap<string, SystemModel>;
  now: Date;
  /** Seals with a new key, so that what the person showed before cannot be read again, wherever a copy of it lies. */
  renewKey?: boolean;
}

/** A person as it was stored. */
export interface Saved {
  person: PersonModel;
  /** The fields whose shown value is another one now. */
  changedFields: PersonField[];
}

/** Derives a person from its records and stores it; the others of the group become pointers to it. */
export function savePerson(tx: Transaction, context: Context, save: Save): Saved {
  const { vault } = context;
  const before = save.group.find((person) => person.row.id === save.id);
  const merged = save.group.filter((person) => person !== before);
  const created = before && !save.renewKey ? undefined : vault.createKey(save.id);
  const content = unify(save.records, save.systems, context.ownership);
  const version = (before?.row.version ?? 0) + 1;
  const row = {
    id: save.id,
    status: save.records.length > 0 ? ('ACTIVE' as const) : ('FORGOTTEN' as const),
    version,
    mergedInto: null,
    mergedIds: [
      ...(before?.row.mergedIds ?? []),
      ...merged.flatMap((person) => [person.row.id, ...person.row.mergedIds]),
    ],
    sealed: vault.seal(created?.key ?? before!.key, columns.person(version), content),
    createdAt: before?.row.createdAt ?? save.now,
    updatedAt: save.now,
  };
  statements.storePerson(tx, row, created?.wrapped);
  if (merged.length > 0) merge(tx, context, save, merged);
  return {
    person: personModel(row, content),
    changedFields: changedFields(before?.content.values ?? {}, content.values),
  };
}

/** Told to the one that stays and to each that goes, so that a reader of either stream learns it. In the order of ids. */
function merge(tx: Transaction, context: Context, save: Save, merged: readonly OpenPerson[]): void {
  const ids = merged.flatMap((person) => [person.row.id, ...person.row.mergedIds]);
  const event = (subject: string, data: Record<string, unknown>): void =>
    append(tx, {
      id: newId(context.clock),
      name: 'identity.merged',
      subject,
      time: save.now,
      data,
      actor: actorName(context.actor),
      traceparent: context.traceparent,
    });
  statements.mergeInto(tx, save.id, ids);
  for (const person of merged) event(person.row.id, { into: save.id });
  event(save.id, { merged: ids });
}

function changedFields(before: PersonValues, after: PersonValues): PersonField[] {
  return PERSON_FIELDS.filter(
    (field) => canonicalJson(before[FIELD_NAMES[field]]) !== canonicalJson(after[FIELD_NAMES[field]]),
  );
}
