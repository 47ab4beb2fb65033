import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Assigned, type Place, type Standing, assignIds } from '../../src/subgraphs/person/matching/assign.ts';

interface Case {
  groups: string[][];
  places: Place[];
  people: Standing[];
}

const counter = (): (() => string) => {
  let count = 0;
  return () => `new${count++}`;
};

/** People with records, some of which are new or at home with an id that was merged away; and any new grouping of them. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    people: fc.integer({ min: 0, max: 4 }),
    records: fc.array(
      fc.record({
        person: fc.option(fc.nat(3), { nil: undefined }),
        merged: fc.option(fc.nat(1), { nil: undefined }),
        group: fc.nat(4),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ people: count, records }) => {
    const people = Array.from({ length: count }, (_, place) => ({
      id: `p${place}`,
      createdAt: new Date(place * 1_000),
      mergedIds: [`p${place}m0`, `p${place}m1`],
    }));
    const places = records.map(({ person, merged }, place): Place => {
      const id = person === undefined || person >= count ? undefined : `p${person}`;
      const homeId = id === undefined ? undefined : merged === undefined ? id : `${id}m${merged}`;
      return { recordId: `r${place}`, personId: id, homeId };
    });
    const groups = Map.groupBy(records.keys(), (place) => records[place]!.group);
    return { people, places, groups: [...groups.values()].map((all) => [...all].map((place) => `r${place}`)) };
  });

const assign = ({ groups, places, people }: Case): Assigned[] => assignIds(groups, places, people, counter());
const everyId = ({ people }: Case): string[] => people.flatMap(({ id, mergedIds }) => [id, ...mergedIds]);
/** Ids of people of whom a record is left. */
const livingIds = ({ people, places }: Case): string[] =>
  people.flatMap(({ id, mergedIds }) => (places.some(({ personId }) => personId === id) ? [id, ...mergedIds] : []));

test('each group has an id of its own, and no id is given twice', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const assigned = assign(one);
      expect(assigned.map(({ recordIds }) => recordIds)).toEqual(one.groups);
      const ids = assigned.flatMap(({ id, mergedIds }) => [id, ...mergedIds]);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test('every id of a person of whom a record is left leads to one group: none is lost, none is doubled', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const ids = assign(one).flatMap(({ id, mergedIds }) => [id, ...mergedIds]);
      expect(livingIds(one).filter((id) => !ids.includes(id))).toEqual([]);
      expect(ids.filter((id) => !everyId(one).includes(id) && !id.startsWith('new'))).toEqual([]);
    }),
  );
});

test('no id leads to a group whose id is new: it has that id itself', () => {
  fc.assert(
    fc.property(cases, (one) => {
      expect(assign(one).filter(({ origin, mergedIds }) => origin === 'NEW' && mergedIds.length > 0)).toEqual([]);
    }),
  );
});

test('of people who become one, the oldest id stays and the others lead to it', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const merged = { ...one, groups: [one.groups.flat()] };
      const [person] = assign(merged);
      const living = livingIds(one);
      const oldest = one.people.find(({ id }) => living.includes(id));
      if (!oldest) return;
      expect(person).toMatchObject({ id: oldest.id, origin: 'OLD' });
      expect(person!.mergedIds.toSorted()).toEqual(living.filter((id) => id !== oldest.id).toSorted());
    }),
  );
});

test('the order of groups, records and people decides nothing', () => {
  fc.assert(
    fc.property(cases, fc.nat(), (one, seed) => {
      const turn = <T>(all: readonly T[]): T[] => [...all.slice(seed % all.length), ...all.slice(0, seed % all.length)];
      const turned = {
        groups: turn(one.groups).map((group) => turn(group)),
        places: turn(one.places),
        people: one.people.length > 0 ? turn(one.people) : [],
      };
      const lines = (assigned: readonly Assigned[]): string[] =>
        assigned
          .map(({ id, recordIds, mergedIds }) =>
            [id.startsWith('new') ? 'new' : id, ...recordIds.toSorted(), '|', ...mergedIds.toSorted()].join(' '),
          )
          .toSorted();
      expect(lines(assign(turned))).toEqual(lines(assign(one)));
    }),
  );
});

test('on a split the part at home keeps the id, though another part is larger', () => {
  const at = new Date(0);
  const places = [
    { recordId: 'a', personId: 'p', homeId: 'p' },
    { recordId: 'b', personId: 'p', homeId: 'q' },
    { recordId: 'c', personId: 'p', homeId: 'q' },
  ];
  const people = [{ id: 'p', createdAt: at, mergedIds: ['q'] }];
  expect(assignIds([['b', 'c'], ['a']], places, people, counter())).toEqual([
    { id: 'q', recordIds: ['b', 'c'], mergedIds: [], origin: 'BACK' },
    { id: 'p', recordIds: ['a'], mergedIds: [], origin: 'OLD' },
  ]);
});

test('on a split without a home the largest part keeps the id, and the rest gets a new one', () => {
  const places = ['a', 'b', 'c'].map((recordId) => ({ recordId, personId: 'p', homeId: 'elsewhere' }));
  const people = [{ id: 'p', createdAt: new Date(0), mergedIds: [] }];
  expect(assignIds([['a'], ['b', 'c']], places, people, counter())).toEqual([
    { id: 'new0', recordIds: ['a'], mergedIds: [], origin: 'NEW' },
    { id: 'p', recordIds: ['b', 'c'], mergedIds: [], origin: 'OLD' },
  ]);
});

test('an id that comes back goes to the part that holds most of its records', () => {
  const places = [
    { recordId: 'a', personId: 'p', homeId: 'q' },
    { recordId: 'b', personId: 'p', homeId: 'q' },
    { recordId: 'c', personId: 'p', homeId: 'q' },
    { recordId: 'd', personId: 'p', homeId: 'p' },
  ];
  const people = [{ id: 'p', createdAt: new Date(0), mergedIds: ['q'] }];
  const assigned = assignIds([['a'], ['b', 'c'], ['d']], places, people, counter());
  expect(assigned.map(({ id }) => id)).toEqual(['new0', 'q', 'p']);
});
