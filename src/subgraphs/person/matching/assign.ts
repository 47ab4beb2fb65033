/** A record, and where it was. */
export interface Place {
  recordId: string;
  /** The person it belonged to; undefined for a new record. */
  personId: string | undefined;
  /** The person to whom it goes back when what joined it to another one is taken away. */
  homeId: string | undefined;
}

/** A person as it was. */
export interface Standing {
  id: string;
  createdAt: Date;
  /** Ids that lead to it. */
  mergedIds: readonly string[];
}

/** A person as it is to be. */
export interface Assigned {
  id: string;
  recordIds: readonly string[];
  /** Ids that lead to it from now on. */
  mergedIds: string[];
  /** `OLD` had the id before; `BACK` had lost it to another person; `NEW` never had one. */
  origin: 'OLD' | 'BACK' | 'NEW';
}

/**
 * Gives ids to groups of records, so that an id means one person as long as it can. A person's id goes to the group that
 * holds most of the records at home there, and among equals to the largest, and among those to the one of the oldest
 * record. Of several ids that come together, the oldest stays, and the others lead to it. A group that gets none has
 * the id back that its records once lost, or a new one.
 */
export function assignIds(
  groups: readonly (readonly string[])[],
  places: readonly Place[],
  people: readonly Standing[],
  newId: () => string,
): Assigned[] {
  const placeOf = new Map(places.map((place) => [place.recordId, place]));
  const count = (group: readonly string[], holds: (place: Place) => boolean): number =>
    group.filter((id) => holds(placeOf.get(id)!)).length;
  const oldest = people.toSorted(byAge);
  const heirOf = new Map<string, readonly string[]>();
  for (const { id } of oldest) {
    const claims = groups
      .map((group) => ({
        group,
        home: count(group, ({ personId, homeId }) => personId === id && homeId === id),
        size: count(group, ({ personId }) => personId === id),
        first: group.toSorted()[0]!,
      }))
      .filter(({ size }) => size > 0)
      .toSorted((x, y) => y.home - x.home || y.size - x.size || (x.first < y.first ? -1 : 1));
    if (claims[0]) heirOf.set(id, claims[0].group);
  }
  const assigned = new Map<readonly string[], Assigned>();
  for (const { id } of oldest) {
    const group = heirOf.get(id);
    if (group && !assigned.has(group)) assigned.set(group, { id, recordIds: group, mergedIds: [], origin: 'OLD' });
  }
  const lost = new Set(people.flatMap(({ mergedIds }) => mergedIds));
  for (const group of groups) {
    if (assigned.has(group)) continue;
    const homes = group.toSorted().flatMap((id) => placeOf.get(id)!.homeId ?? []);
    const back = homes.find((id) => lost.delete(id));
    assigned.set(group, {
      id: back ?? newId(),
      recordIds: group,
      mergedIds: [],
      origin: back === undefined ? 'NEW' : 'BACK',
    });
  }
  // Ids that lead to somebody go with the records that were at home there, else with the person they led to.
  const taken = new Set([...assigned.values()].map(({ id }) => id));
  for (const person of people) {
    const heir = heirOf.get(person.id);
    for (const id of [person.id, ...person.mergedIds]) {
      if (taken.has(id)) continue;
      const best = groups
        .map((group) => ({ group, home: count(group, ({ homeId }) => homeId === id) }))
        .filter(({ home }) => home > 0)
        .toSorted((x, y) => y.home - x.home)[0];
      const group = best?.group ?? heir;
      if (group) assigned.get(group)!.mergedIds.push(id);
    }
  }
  return groups.map((group) => assigned.get(group)!);
}

/** The oldest first. Ids are UUIDv7, so equal times fall back on them. */
function byAge(a: Standing, b: Standing): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}
