import { COUNTED, type Counted, type ValueCounts, perField } from './frequencies.ts';

/** People in whose counts the correction is believed not at all, against those counted. */
const STRENGTH = 5;

/**
 * The people behind values among all, as far as a sample can tell. Those of now were counted; where they are several that are
 * one in truth, a value seems more common than it is. The sample shows how many of them are left, for values of about
 * the same count.
 * @param all the people of now behind the values of all records
 * @param now the people of now in the sample
 * @param learned the people in the sample as they have been learned
 */
export function corrected(all: ValueCounts, now: ValueCounts, learned: ValueCounts): ValueCounts {
  return {
    singles: all.singles,
    everyone: perField(
      (field) => (all.everyone[field] * (learned.everyone[field] + STRENGTH)) / (now.everyone[field] + STRENGTH),
    ),
    people: perField((field) => {
      const share = shares(field, all, now, learned);
      return new Map(
        Array.from(all.people[field], ([text, count]) => [text, Math.max(1, count * share(count))] as const),
      );
    }),
  };
}

/** What share of the people of now is left, by the count of a value. */
function shares(field: Counted, all: ValueCounts, now: ValueCounts, learned: ValueCounts): (count: number) => number {
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  for (const [text, count] of now.people[field]) {
    const size = sizeOf(all.people[field].get(text) ?? 1);
    before.set(size, (before.get(size) ?? 0) + count);
    after.set(size, (after.get(size) ?? 0) + (learned.people[field].get(text) ?? count));
  }
  return (count) => {
    const size = sizeOf(count);
    return ((after.get(size) ?? 0) + STRENGTH) / ((before.get(size) ?? 0) + STRENGTH);
  };
}

/** Values of 2 people, of 3 and 4, of 5 to 8, … are told apart. */
function sizeOf(count: number): number {
  return Math.ceil(Math.log2(Math.max(1, count)));
}

const FIELDS = COUNTED.length;
const HASHES = 2;

/** Counts people behind values, one person after the other, in memory that is bounded by the values of several people. */
export interface PeopleCounter {
  /** Counts one person, by the values that any of its records has. */
  add(values: Iterable<readonly [Counted, string]>): void;
  counts(): ValueCounts;
}

/** Counts people behind values, each listed: for few records. */
export function countValues(people: Iterable<Iterable<readonly [Counted, string]>>): ValueCounts {
  const counts: ValueCounts = {
    people: perField(() => new Map<string, number>()),
    everyone: perField(() => 0),
    singles: perField(() => 0),
  };
  for (const values of people) {
    for (const [field, texts] of byField(values)) {
      counts.everyone[field] += 1;
      for (const text of texts) counts.people[field].set(text, (counts.people[field].get(text) ?? 0) + 1);
    }
  }
  return counts;
}

function byField(values: Iterable<readonly [Counted, string]>): Map<Counted, Set<string>> {
  const fields = new Map<Counted, Set<string>>();
  for (const [field, text] of values) {
    const texts = fields.get(field);
    if (texts) texts.add(text);
    else fields.set(field, new Set([text]));
  }
  return fields;
}

/**
 * Values are counted from the second person on. Whether there was a first one tells a Bloom filter (Bloom 1970): of a hundred values
 * that one person has, it counts hardly one for two.
 * @param bits of the filter, a power of two; a million records have some four million values
 */
export function createPeopleCounter(bits = 2 ** 27): PeopleCounter {
  const filter = new Uint32Array(bits / 32);
  const people = perField(() => new Map<string, number>());
  const everyone = perField(() => 0);
  const singles = perField(() => 0);
  const places = new Map<Counted, number>(COUNTED.map((field, place) => [field, place]));
  /** Whether it was seen before. */
  const see = (field: Counted, text: string): boolean => {
    let seen = true;
    for (let hash = 0; hash < HASHES; hash += 1) {
      const bit = hashOf(text, places.get(field)! + hash * FIELDS) & (bits - 1);
      const mask = 1 << (bit & 31);
      if ((filter[bit >>> 5]! & mask) === 0) seen = false;
      filter[bit >>> 5]! |= mask;
    }
    return seen;
  };
  return {
    add(values) {
      for (const [field, texts] of byField(values)) {
        everyone[field] += 1;
        for (const text of texts) {
          const count = people[field].get(text);
          if (count !== undefined) people[field].set(text, count + 1);
          else if (!see(field, text)) singles[field] += 1;
          else {
            people[field].set(text, 2);
            singles[field] -= 1;
          }
        }
      }
    },
    counts: () => ({ people, everyone, singles: perField((field) => Math.max(0, singles[field])) }),
  };
}

/** FNV-1a over UTF-16 code units, with a last mix as in MurmurHash3, so that few bits of it are as good as all. */
function hashOf(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1)) | 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
