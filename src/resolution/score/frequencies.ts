import {
  BIRTH,
  BUILDING,
  EMAIL,
  EMPLOYER,
  FAMILY,
  GIVEN,
  HOUSE,
  LOCALITY,
  NUMBER,
  PHONE,
  POSTCODE,
  STREET,
} from './comparisons.ts';
import { RARITY_STEPS } from './rarity.ts';
import type { NamePart } from '../standardise/names.ts';
import type { Comparable, Term } from '../standardise/index.ts';
import { termOf } from '../standardise/term.ts';

/** Fields whose values are counted. */
export const COUNTED = [
  'given',
  'family',
  'birth',
  'email',
  'phone',
  'identifier',
  'house',
  'street',
  'building',
  'locality',
  'postcode',
  'employer',
] as const;
export type Counted = (typeof COUNTED)[number];

/** How common the values of a field are. People are counted, not records: repeats of one person say nothing. */
export interface Frequency {
  /** People who have a value in the field. */
  people: number;
  /** log2 of the chance that another person has a value that was seen with one person, or with none. */
  rare: number;
  /** log2 of that chance, for values seen with several people. */
  common: Record<string, number>;
  /** Values that stand for none: far more common than any real one. */
  placeholders: string[];
}

export type Frequencies = Record<Counted, Frequency>;

/** The least chance, as log2, that is ever assumed of a coincidence: below it families, errors and frauds decide. */
const FLOORS: Readonly<Record<Counted, number>> = {
  given: -12, family: -15, birth: -14.5, email: -18, phone: -17, identifier: -20,
  house: -9, street: -14, building: -13, locality: -11, postcode: -12, employer: -10,
}; // prettier-ignore
const PLACES: Readonly<Record<Counted, number>> = {
  given: GIVEN, family: FAMILY, birth: BIRTH, email: EMAIL, phone: PHONE, identifier: NUMBER,
  house: HOUSE, street: STREET, building: BUILDING, locality: LOCALITY, postcode: POSTCODE, employer: EMPLOYER,
}; // prettier-ignore
/** Values that are one person's, or one household's, by their nature: to be shared by many is to be no value. */
const UNIQUE: ReadonlySet<Counted> = new Set<Counted>(['birth', 'email', 'phone', 'identifier']);

/** Visits each value of a record that is counted. */
export function visitTerms(record: Comparable, visit: (field: Counted, term: Term) => void): void {
  for (const { given, family } of record.names) {
    if (given) {
      visit('given', given);
      // Who has a middle name is called by the first one, too.
      if (given.words.length > 1 && given.words[0] !== given.text) visit('given', termOf(given.words[0]!));
    }
    if (family) visit('family', family);
  }
  if (record.birth) visit('birth', record.birth);
  for (const email of record.emails) visit('email', email);
  for (const phone of record.phones) visit('phone', phone);
  for (const number of record.numbers) visit('identifier', number);
  for (const place of record.places) {
    if (place.number) visit('house', place.number);
    if (place.street) visit('street', place.street);
    if (place.building) visit('building', place.building);
    if (place.locality) visit('locality', place.locality);
    if (place.postcode) visit('postcode', place.postcode);
  }
  if (record.employer) visit('employer', record.employer);
}

/** How far two records are taken for one person, by the places of both. */
export interface Likeness {
  /** Lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
  /** By pair, from 0 to 1. */
  chances: Float64Array;
}

/** People behind values. */
export interface ValueCounts {
  /** By field and value. */
  people: Record<Counted, Map<string, number>>;
  /** By field: people who have any value. */
  everyone: Record<Counted, number>;
  /** By field: further values that one person each has, which are not listed. */
  singles: Record<Counted, number>;
}

/** How common values are, from the records of all people. */
export function countFrequencies(
  records: readonly Comparable[],
  likeness: Likeness,
  u: readonly (readonly number[])[],
): Frequencies {
  return frequenciesOf(countPeople(records, likeness), u);
}

/** How common values are, from the people who have them. */
export function frequenciesOf(
  { people, everyone, singles }: ValueCounts,
  u: readonly (readonly number[])[],
): Frequencies {
  return Object.fromEntries(
    COUNTED.map((field) => [
      field,
      frequencyOf(field, people[field], singles[field], everyone[field], u[PLACES[field]]![0]!),
    ]),
  ) as Frequencies;
}

/** Something for each field. */
export function perField<T>(of: (field: Counted) => T): Record<Counted, T> {
  return Object.fromEntries(COUNTED.map((field) => [field, of(field)])) as Record<Counted, T>;
}

/**
 * Counts the people behind each value. A value in k records that are certainly one person counts once, in k records
 * of k people k times, and in between where it is not certain: each record counts 1 / (1 + the chances that the others are
 * the same person).
 */
export function countPeople(records: readonly Comparable[], { pairs, chances }: Likeness): ValueCounts {
  const slots = records.map((record) => {
    const terms: Slot[] = [];
    visitTerms(record, (field, { text }) => {
      if (!terms.some((slot) => slot.field === field && slot.text === text)) terms.push({ field, text, others: 0 });
    });
    return terms;
  });
  const total = new Float64Array(records.length);
  for (let pair = 0; pair < chances.length; pair += 1) {
    const chance = chances[pair]!;
    if (chance < 0.01) continue;
    const [a, b] = [pairs[pair * 2]!, pairs[pair * 2 + 1]!];
    total[a]! += chance;
    total[b]! += chance;
    for (const one of slots[a]!) {
      for (const other of slots[b]!) {
        if (one.text !== other.text || one.field !== other.field) continue;
        one.others += chance;
        other.others += chance;
      }
    }
  }
  const people = perField(() => new Map<string, number>());
  const everyone = perField(() => 0);
  slots.forEach((terms, index) => {
    const seen = new Set<Counted>();
    for (const { field, text, others } of terms) {
      people[field].set(text, (people[field].get(text) ?? 0) + 1 / (1 + others));
      if (!seen.has(field)) everyone[field] += 1 / (1 + total[index]!);
      seen.add(field);
    }
  });
  return { people, everyone, singles: perField(() => 0) };
}

interface Slot {
  field: Counted;
  text: string;
  others: number;
}

/** Values seen once that the assumed frequency counts for. */
const TAIL_STRENGTH = 50;

function frequencyOf(
  field: Counted,
  counts: ReadonlyMap<string, number>,
  singles: number,
  people: number,
  u: number,
): Frequency {
  let once = singles;
  let excess = 0;
  let holders = singles;
  let squares = singles;
  for (const count of counts.values()) {
    holders += count;
    squares += count * count;
    if (count >= 2.5) continue;
    once += 1;
    excess += Math.max(0, count - 1);
  }
  // Good and Turing: how many others are to be expected to have a value that was seen with one person.
  const assumed = 2 ** FLOORS[field] * people;
  const others = Math.min(1, (2 * excess + TAIL_STRENGTH * assumed) / (once + TAIL_STRENGTH));
  // The other account: agreement by chance is as frequent as u says, and a value's share of it as its holders. It is the better
  // one for values of few holders, who may be repeats of one that were not found yet; for values of many it is too kind.
  const even = (u * holders) / Math.max(squares, 1);
  const log = (count: number): number => {
    const counted = Math.log2((count - 1 + others) / Math.max(people, 1));
    const trust = Math.min(1, Math.max(0, (count - 2) / 2));
    const bits = trust * counted + (1 - trust) * Math.min(counted, Math.log2(even * count));
    return Math.min(-0.5, Math.max(FLOORS[field], Math.round(bits * RARITY_STEPS) / RARITY_STEPS));
  };
  const rare = people < 2 ? FLOORS[field] : log(1);
  const common: Record<string, number> = {};
  for (const [text, count] of counts) {
    const bits = log(count);
    if (bits > rare + 0.2) common[text] = bits;
  }
  return { people, rare, common, placeholders: UNIQUE.has(field) ? findPlaceholders(counts, singles, people) : [] };
}

/** Values held by far more people than the field's other values: at least ten, and one in fifty of all or thirty times the usual. */
function findPlaceholders(counts: ReadonlyMap<string, number>, singles: number, people: number): string[] {
  const sorted = [...counts.values()].toSorted((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length + singles) * 0.95) - singles] ?? 1;
  return [...counts]
    .filter(([, count]) => count >= 10 && count > 30 * usual ** 0.5 && count > 5 * usual && count > people / 2000)
    .map(([text]) => text);
}

/** A record with the rarity of each value, and without placeholders. */
export function prepare(record: Comparable, frequencies: Frequencies): Comparable {
  const weigh = <T extends Term>(field: Counted, term: T | undefined): T | undefined => {
    if (!term) return undefined;
    const frequency = frequencies[field];
    if (frequency.placeholders.includes(term.text)) return undefined;
    const common: unknown = frequency.common[term.text];
    // A value may be called like a property that every object has, such as `constructor`.
    return { ...term, rarity: typeof common === 'number' ? common : frequency.rare };
  };
  const isCommon = Math.log2(3 / Math.max(frequencies.given.people, 300));
  const known = (part: NamePart | undefined): NamePart | undefined =>
    part && (part.known || part.rarity > Math.max(isCommon, -14) ? { ...part, known: true } : part);
  const all = <T extends Term>(field: Counted, terms: readonly T[]): T[] =>
    terms.flatMap((term) => weigh(field, term) ?? []);
  return {
    names: record.names.map((form) => ({
      ...form,
      given: known(weigh('given', form.given)),
      family: weigh('family', form.family),
    })),
    birth: weigh('birth', record.birth),
    gender: record.gender,
    emails: all('email', record.emails),
    phones: all('phone', record.phones),
    numbers: all('identifier', record.numbers),
    places: record.places.map((place) => ({
      number: weigh('house', place.number),
      street: weigh('street', place.street),
      building: weigh('building', place.building),
      locality: weigh('locality', place.locality),
      postcode: weigh('postcode', place.postcode),
      region: place.region,
    })),
    employer: weigh('employer', record.employer),
  };
}
