import type { OpenRecord } from '../unify.ts';
import { type Assigned, assignIds } from './assign.ts';
import { derivePeople } from './derive.ts';
import type { KnownModel } from './models.ts';
import { type Touched, comparables } from './touch.ts';

/** A person as it is to be, with all of its records. */
export interface Regrouped extends Assigned {
  records: OpenRecord[];
}

/** What there is to regroup. */
export interface Regroup {
  known: KnownModel;
  touched: Touched;
  /** The records of these people from now on, those of stewards too. */
  records: readonly OpenRecord[];
  /** Records that belonged to nobody yet. */
  added: ReadonlySet<string>;
  isSteward(systemId: string): boolean;
  newId(): string;
}

/** Derives the people that some records are, and gives them their ids. What stewards set by hand goes with the id it was said of. */
export function regroup({ known, touched, records, added, isSteward, newId }: Regroup): Regrouped[] {
  const members = records.filter(({ systemId }) => !isSteward(systemId));
  const { people } = derivePeople({
    members,
    matches: touched.matches,
    verdicts: touched.verdicts,
    // What a record said until now may be what a neighbour still says.
    comparableOf: comparables(known, [...touched.records, ...touched.neighbours.values(), ...members]),
    model: known.model,
    scorer: known.scorer,
  });
  const places = members.map(({ id, personId, homeId }) =>
    added.has(id) ? { recordId: id, personId: undefined, homeId: undefined } : { recordId: id, personId, homeId },
  );
  const standing = touched.people.map(({ row }) => row);
  const byId = new Map(members.map((record) => [record.id, record]));
  const groups = assignIds(people, places, standing, newId).map((assigned) => ({
    ...assigned,
    records: assigned.recordIds.map((id) => byId.get(id)!),
  }));
  const holderOf = (id: string): Regrouped | undefined =>
    groups.find((group) => group.id === id) ?? groups.find((group) => group.mergedIds.includes(id));
  for (const record of records) {
    if (isSteward(record.systemId)) (holderOf(record.externalId) ?? holderOf(record.personId))?.records.push(record);
  }
  return groups;
}
