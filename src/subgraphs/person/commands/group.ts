import type { Facts } from '../choose.ts';
import type { Matching } from '../matching.ts';
import type { OpenPerson, OpenRecord } from '../unify.ts';

/**
 * The people that turn out to be one, given what a record says now: the person it already belongs to, and every found
 * person that contradicts neither the record nor those taken before. Older people go first, so the outcome does
 * not depend on the order in which they were found. Empty when the record begins a new person.
 */
export function groupOf(
  matching: Matching,
  facts: Facts,
  ownPersonId: string | undefined,
  people: readonly OpenPerson[],
  records: readonly OpenRecord[],
): OpenPerson[] {
  const factsOf = (person: OpenPerson): Facts[] =>
    records.filter((record) => record.personId === person.row.id).map((record) => record.facts);
  const own = people.find((person) => person.row.id === ownPersonId);
  const others = people.filter((person) => person !== own && person.row.status === 'ACTIVE');
  const group = own ? [own] : [];
  const said = own ? [...factsOf(own), facts] : [facts];
  for (const person of others.toSorted(byAge)) {
    const theirs = factsOf(person);
    if (matching.contradict(said, theirs)) continue;
    group.push(person);
    said.push(...theirs);
  }
  return group.toSorted(byAge);
}

/** The oldest first. Ids are UUIDv7, so equal times fall back on them. */
function byAge(a: OpenPerson, b: OpenPerson): number {
  return a.row.createdAt.getTime() - b.row.createdAt.getTime() || (a.row.id < b.row.id ? -1 : 1);
}
