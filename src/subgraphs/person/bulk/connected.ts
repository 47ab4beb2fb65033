import type { MatchTable } from '../matching/store.ts';
import * as statements from './store.ts';
import { type Work, giveWay, mayGoOn } from './work.ts';

/** Records that links, a person or a word connect; each may be several people in the end. */
export type Component = { id: string; personId: string; profile: bigint | undefined }[];

/** All records, by what connects them. */
export interface Connected {
  records: number;
  people: number;
  /** Records that nothing connects with another one. */
  alone: number;
  /** Those of two records and more. */
  components(): Generator<Component>;
}

const PAGE = 20_000;
const LOWEST = '-9223372036854775808';
const NOBODY = '00000000-0000-0000-0000-000000000000';
const ID_BYTES = 16;

/**
 * Reads which records are connected: by a link of their profiles in `table`, by belonging to one person now, or by somebody's
 * word that they are one. In arrays of numbers: a million records take some 100 MB.
 */
export async function readComponents(work: Work, table: MatchTable): Promise<Connected> {
  const { sql } = work;
  const records = createRecords();
  for (let after = { profile: LOWEST, id: NOBODY }; ;) {
    mayGoOn(work);
    const rows = await statements.listStanding(sql, after, PAGE);
    for (const row of rows) records.add(row);
    if (rows.length < PAGE) break;
    after = { profile: rows.at(-1)!.profile!, id: rows.at(-1)!.id };
    await giveWay();
  }
  const named = records.count();
  for (let after = NOBODY; ;) {
    const rows = await statements.listSilent(sql, after, PAGE);
    for (const row of rows) records.add(row);
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.id;
  }
  const sets = createSets(records.count());
  const loners = new Set(await statements.listLoners(sql, table));
  for (let index = 1; index < named; index += 1) {
    const profile = records.profileOf(index);
    if (profile === records.profileOf(index - 1) && !loners.has(profile)) sets.unite(index, index - 1);
  }
  for (const [index, first] of records.firstOfPeople()) sets.unite(index, first);
  for (let after = { a: LOWEST, b: LOWEST }; ;) {
    mayGoOn(work);
    const links = await statements.listLinks(sql, table, after, PAGE);
    for (const { a, b } of links) {
      const [one, other] = [records.find(BigInt(a), named), records.find(BigInt(b), named)];
      if (one !== undefined && other !== undefined) sets.unite(one, other);
    }
    if (links.length < PAGE) break;
    after = links.at(-1)!;
    await giveWay();
  }
  const said = await statements.listSaidSame(sql);
  const indexOf = records.indexesOf(new Set(said.flatMap(({ a, b }) => [a, b])));
  for (const { a, b } of said) {
    const [one, other] = [indexOf.get(a), indexOf.get(b)];
    if (one !== undefined && other !== undefined) sets.unite(one, other);
  }
  const { order, starts } = sets.groups();
  const sizeOf = (group: number): number => (starts[group + 1] ?? order.length) - starts[group]!;
  let alone = 0;
  for (let group = 0; group < starts.length; group += 1) if (sizeOf(group) === 1) alone += 1;
  return {
    records: order.length,
    people: records.people(),
    alone,
    *components() {
      for (let group = 0; group < starts.length; group += 1) {
        const size = sizeOf(group);
        if (size === 1) continue;
        yield Array.from({ length: size }, (_, place) => {
          const index = order[starts[group]! + place]!;
          return records.at(index, index < named);
        });
      }
    },
  };
}

/** Records in the order in which they are added: those with a profile by profile. */
function createRecords() {
  let ids = Buffer.alloc(ID_BYTES * PAGE);
  let profiles = new BigInt64Array(PAGE);
  let personOf = new Uint32Array(PAGE);
  let count = 0;
  const personIds: string[] = [];
  const numbers = new Map<string, number>();
  const grow = (): void => {
    ids = Buffer.concat([ids, Buffer.alloc(ids.length)]);
    const [longer, more] = [new BigInt64Array(count * 2), new Uint32Array(count * 2)];
    longer.set(profiles);
    more.set(personOf);
    profiles = longer;
    personOf = more;
  };
  const idOf = (index: number): string =>
    ids
      .toString('hex', index * ID_BYTES, (index + 1) * ID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return {
    add({ id, personId, profile }: statements.Standing): void {
      if (count === profiles.length) grow();
      ids.write(id.replaceAll('-', ''), count * ID_BYTES, 'hex');
      profiles[count] = BigInt(profile ?? 0);
      let number = numbers.get(personId);
      if (number === undefined) numbers.set(personId, (number = personIds.push(personId) - 1));
      personOf[count] = number;
      count += 1;
    },
    count: () => count,
    people: () => personIds.length,
    profileOf: (index: number): bigint => profiles[index]!,
    at: (index: number, isNamed: boolean) => ({
      id: idOf(index),
      personId: personIds[personOf[index]!]!,
      profile: isNamed ? profiles[index]! : undefined,
    }),
    /** Each record but the first of a person, with that one. */
    *firstOfPeople(): Generator<[number, number]> {
      const first = new Int32Array(personIds.length).fill(-1);
      for (let index = 0; index < count; index += 1) {
        const person = personOf[index]!;
        if (first[person] === -1) first[person] = index;
        else yield [index, first[person]!];
      }
    },
    /** The first record of a profile among the first `total`, which are in the order of profiles. */
    find(profile: bigint, total: number): number | undefined {
      let [low, high] = [0, total];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (profiles[middle]! < profile) low = middle + 1;
        else high = middle;
      }
      return low < total && profiles[low] === profile ? low : undefined;
    },
    indexesOf(wanted: ReadonlySet<string>): Map<string, number> {
      const found = new Map<string, number>();
      if (wanted.size === 0) return found;
      for (let index = 0; index < count; index += 1) {
        const id = idOf(index);
        if (wanted.has(id)) found.set(id, index);
      }
      return found;
    },
  };
}

/** Disjoint sets of the numbers below `count` (Tarjan 1975), by path halving. */
function createSets(count: number) {
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  return {
    unite(one: number, other: number): void {
      parents[rootOf(one)] = rootOf(other);
    },
    /** All numbers, set after set, and where each set begins. */
    groups(): { order: Int32Array; starts: Int32Array } {
      const sizes = new Int32Array(count);
      for (let index = 0; index < count; index += 1) sizes[rootOf(index)]! += 1;
      const places = new Int32Array(count);
      const starts: number[] = [];
      let total = 0;
      for (let index = 0; index < count; index += 1) {
        if (sizes[index] === 0) continue;
        starts.push(total);
        places[index] = total;
        total += sizes[index]!;
      }
      const order = new Int32Array(count);
      for (let index = 0; index < count; index += 1) {
        const root = rootOf(index);
        order[places[root]!] = index;
        places[root]! += 1;
      }
      return { order, starts: Int32Array.from(starts) };
    },
  };
}
