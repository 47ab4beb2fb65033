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
  // A group without an id has the one back at which most of its records are at home.
  const living = new Set(people.map(({ id }) => id));
  const given = new Set([...assigned.values()].map(({ id }) => id));
  const returns = people
    .flatMap(({ id, mergedIds }) => [id, ...mergedIds])
    .flatMap((id) => claimsTo(groups, places, id).map((claim) => ({ ...claim, id })))
    .toSorted((x, y) => compareClaims(x, y) || (x.id < y.id ? -1 : 1));
  for (const { id, group } of returns) {
    if (assigned.has(group) || given.has(id)) continue;
    given.add(id);
    assigned.set(group, { id, recordIds: group, mergedIds: [], origin: living.has(id) ? 'OLD' : 'BACK' });
  }
  for (const group of groups) {
    if (!assigned.has(group)) assigned.set(group, { id: newId(), recordIds: group, mergedIds: [], origin: 'NEW' });
  }
  // Ids that lead to somebody go with the records that were at home there, else with the person they led to.
  for (const person of people) {
    const heir = heirOf.get(person.id);
    for (const id of [person.id, ...person.mergedIds]) {
      if (given.has(id)) continue;
      const [best] = claimsTo(groups, places, id);
      const group = best?.group ?? heir;
      if (group) assigned.get(group)!.mergedIds.push(id);
    }
  }
  return groups.map((group) => assigned.get(group)!);
}

/** A group that could have an id. */
interface Claim {
  group: readonly string[];
  home: number;
  first: string;
}

/** The groups that hold records at home with an id, the one with most of them first. */
function claimsTo(groups: readonly (readonly string[])[], places: readonly Place[], id: string): Claim[] {
  const atHome = new Set(places.flatMap(({ recordId, homeId }) => (homeId === id ? [recordId] : [])));
  if (atHome.size === 0) return [];
  return groups
    .map((group) => ({
      group,
      home: group.filter((recordId) => atHome.has(recordId)).length,
      first: group.toSorted()[0]!,
    }))
    .filter(({ home }) => home > 0)
    .toSorted(compareClaims);
}

function compareClaims(x: Claim, y: Claim): number {
  return y.home - x.home || (x.first < y.first ? -1 : x.first > y.first ? 1 : 0);
}

/** The oldest first. Ids are UUIDv7, so equal times fall back on them. */
function byAge(a: Standing, b: Standing): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}
