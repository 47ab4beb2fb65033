import type { SystemName } from './options.ts';
import { FIRST_YEAR, LAST_YEAR, type Person, inventHousehold } from './people.ts';
import { PROFILES } from './profiles.ts';
import { type Random, createRandom } from './random.ts';
import { type Written, writeDown } from './record.ts';

/** One record of a system, and whose it is. */
export interface Invented {
  /** The system's place among those asked for. */
  system: number;
  written: Written;
  /** Whose record it is, from 0. */
  person: number;
}

/**
 * Invents people and what each system wrote down about them, household after household. The same count, systems and seed give
 * the same records; a larger count begins with the records of a smaller one.
 */
export function* invent(people: number, systems: readonly SystemName[], seed: number): Generator<Invented> {
  const random = createRandom();
  for (let household = 0, first = 0; first < people; household += 1) {
    random.begin(seed, household);
    const members = inventHousehold(random, first);
    for (const person of members) if (person.id < people) yield* recordsOf(random, person, systems, seed);
    first += members.length;
  }
}

/** Records of one person. Whom no system covers is in the first one, so that everybody is somewhere. */
function* recordsOf(random: Random, person: Person, systems: readonly SystemName[], seed: number): Generator<Invented> {
  const age = LAST_YEAR - person.birth.year;
  const record = (system: number): Invented => {
    const written = writeDown(random, person, yearOf(random, person), PROFILES[systems[system]!], seed);
    return { system, written, person: person.id };
  };
  let count = 0;
  for (const [system, name] of systems.entries()) {
    const { ages, covers, duplicates } = PROFILES[name];
    if (age < ages[0] || age > ages[1] || !random.chance(covers)) continue;
    do {
      yield record(system);
      count += 1;
    } while (random.chance(duplicates));
  }
  if (count === 0) yield record(0);
}

/** A year in which the person lived; later ones are more frequent. */
function yearOf(random: Random, { birth }: Person): number {
  const from = Math.max(FIRST_YEAR, birth.year);
  return LAST_YEAR - Math.floor((LAST_YEAR + 1 - from) * random.next() ** 1.5);
}
