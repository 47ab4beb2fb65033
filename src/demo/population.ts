import { mulberry32 } from '../generate/random.ts';
import type { RecordPersonInput } from '../subgraphs/person/schema.generated.ts';
import { EMPLOYERS, FAMILY_NAMES, GIVEN_NAMES, JOB_TITLES, type Spellings } from './names.ts';
import { PLACES, type Place } from './places.ts';

export const SOURCES = ['crm', 'hr', 'onboarding'] as const;
export type Source = (typeof SOURCES)[number];

/** A write of one system, as it would send it. */
export interface InventedWrite {
  system: Source;
  input: RecordPersonInput;
}

/** People that do not exist, as three systems know them. */
export interface Population {
  people: number;
  /** In the order in which they are sent. A record that is written twice is corrected the second time. */
  writes: InventedWrite[];
  /** A record of somebody whom all three systems know, each in its own spelling. */
  example: { system: Source; externalId: string };
}

const DAY_MS = 86_400_000;
const BEGIN_MS = Date.UTC(2024, 0, 1);

/**
 * Invents `people` persons. The same seed gives the same population, word for word.
 *
 * Each is known to one, two or three systems. Their spellings differ; what ties the records of one person together is the
 * e-mail address (CRM and onboarding form) or the national number (HR and onboarding form). Some couples share an
 * address, and only their birth dates keep them apart.
 */
export function invent(seed: number, people: number): Population {
  const dice = new Dice(seed);
  const invented: Invented[] = [];
  for (let index = 0; index < people; index++) {
    const before = invented.at(-1);
    const partner = before && index > 1 && !before.shared && dice.chance(0.04) ? before : undefined;
    if (partner) partner.shared = true;
    invented.push(inventPerson(dice, index, partner));
  }
  const first = dice.shuffle(invented.flatMap((person) => recordsOf(dice, person)));
  const moved = invented.filter((person) => person.moved).map((person) => moveOf(person));
  const example = invented.find((person) => person.example) ?? invented[0]!;
  const [system] = example.systems as [Source];
  return { people, writes: [...first, ...moved], example: { system, externalId: externalId(system, example) } };
}

interface Invented {
  index: number;
  given: Spellings;
  family: Spellings;
  birthDate: string;
  email: string;
  place: Place;
  house: number;
  digits: string;
  systems: readonly Source[];
  /** Whether somebody else has the same e-mail address and home. */
  shared: boolean;
  /** Whether the CRM learns a new address later. */
  moved: boolean;
  example: boolean;
}

function inventPerson(dice: Dice, index: number, partner: Invented | undefined): Invented {
  // The first one is the one that is shown: in every system, in more than one spelling, and moved.
  const example = index === 0;
  const given = example ? GIVEN_NAMES[0]! : dice.pick(GIVEN_NAMES);
  const family = partner?.family ?? (example ? FAMILY_NAMES[0]! : dice.pick(FAMILY_NAMES));
  // Nothing but the birth date tells a couple apart.
  const year = partner ? Number(partner.birthDate.slice(0, 4)) + 1 + dice.below(9) : 1945 + dice.below(50);
  const born = new Date(Date.UTC(year, dice.below(12), 1 + dice.below(28)));
  const known = SOURCES.filter(() => example || dice.chance(0.7));
  return {
    index,
    given,
    family,
    birthDate: born.toISOString().slice(0, 10),
    email:
      partner?.email ?? `${ascii(given[0])}.${ascii(family[0])}${index}@example.${dice.pick(['com', 'net', 'org'])}`,
    place: partner?.place ?? (example ? PLACES[0]! : dice.pick(PLACES)),
    house: partner?.house ?? 1 + dice.below(180),
    digits: String(dice.below(100)).padStart(2, '0'),
    systems: known.length > 0 ? known : [dice.pick(SOURCES)],
    shared: partner !== undefined,
    moved: example || dice.chance(0.1),
    example,
  };
}

function recordsOf(dice: Dice, person: Invented): InventedWrite[] {
  return person.systems.map((system) => {
    const input: RecordPersonInput = {
      externalId: externalId(system, person),
      assertedAt: new Date(BEGIN_MS + dice.below(700) * DAY_MS).toISOString(),
      ...{ crm: crmFacts, hr: hrFacts, onboarding: onboardingFacts }[system](dice, person),
    };
    return { system, input };
  });
}

/** What a sales person types: a name as heard, a short address, sometimes only the year of birth. */
function crmFacts(dice: Dice, person: Invented): Partial<RecordPersonInput> {
  const { place, birthDate, shared } = person;
  const heard = (spellings: Spellings): string => (person.example ? spellings[1]! : dice.pick(spellings));
  return {
    name: { given: heard(person.given), family: heard(person.family) },
    // Where two share an address, a record without a day of birth would not say which of them it is.
    birthDate: shared || person.index % 3 > 0 ? birthDate : birthDate.slice(0, 4),
    emails: [{ value: person.email.toUpperCase() }],
    phones: [{ value: place.phone(person.digits)[place.country === 'US' ? 0 : 1], type: 'mobile' }],
    addresses: [addressOf(person, place.street[1])],
    locale: place.locale,
    extensions: { crm: { segment: dice.pick(['gold', 'silver', 'bronze']) } },
  };
}

/** What a personnel file holds: capitals, the national number, the employer. */
function hrFacts(dice: Dice, person: Invented): Partial<RecordPersonInput> {
  const work = `${ascii(person.given[0])[0]}${ascii(person.family[0])}${person.index}@work.example.com`;
  // Who never used the onboarding form is found by the private address.
  const emails = person.systems.includes('onboarding') ? [work] : [work, person.email];
  return {
    name: { given: person.given[0].toUpperCase(), family: person.family[0].toUpperCase() },
    birthDate: person.birthDate,
    emails: emails.map((value) => ({ value, type: value === work ? 'work' : 'home' })),
    identifiers: [nationalNumber(person)],
    employer: { name: dice.pick(EMPLOYERS), jobTitle: dice.pick(JOB_TITLES) },
  };
}

/** What people say of themselves. */
function onboardingFacts(_dice: Dice, person: Invented): Partial<RecordPersonInput> {
  const { place } = person;
  return {
    name: { given: person.given[0], family: person.family[0] },
    birthDate: person.birthDate,
    nationalities: [place.country],
    emails: [{ value: person.email }],
    phones: [{ value: place.phone(person.digits)[1] }],
    addresses: [addressOf(person, place.street[0])],
    identifiers: [nationalNumber(person)],
  };
}

/** The CRM learns that somebody moved. */
function moveOf(person: Invented): InventedWrite {
  const [system] = person.systems as [Source];
  const lines = [`${person.place.street[0]} ${person.house + 100}`];
  // HR owns addresses too, so whichever system knows the person may say so.
  const input = {
    externalId: externalId(system, person),
    assertedAt: new Date(BEGIN_MS + 701 * DAY_MS).toISOString(),
    addresses: [{ ...addressOf(person, ''), lines }],
  };
  return { system, input };
}

function addressOf({ house, place }: Invented, street: string): { lines: string[] } & Record<string, unknown> {
  const { locality, region, postalCode, country } = place;
  return { lines: [`${street} ${house}`], locality, postalCode, country, ...(region ? { region } : {}) };
}

function nationalNumber({ index, place }: Invented): { type: string; value: string; country: string } {
  return { type: 'NATIONAL_ID', value: `00-${String(index + 1).padStart(5, '0')}`, country: place.country };
}

function externalId(system: Source, { index }: Invented): string {
  return `${{ crm: 'C', hr: 'E', onboarding: 'F' }[system]}-${1000 + index}`;
}

function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

/** Chance with a seed. */
class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = mulberry32(seed);
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  chance(share: number): boolean {
    return this.below(1_000_000) < share * 1_000_000;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const shuffled = [...list];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  }
}
