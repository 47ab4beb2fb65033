import { CULTURES, type CultureName, type Name } from './names/cultures.ts';
import { COUNTRIES, COUNTRY_SHARES, type Country, type Home, settle } from './places.ts';
import type { Random } from './random.ts';

/** A day in the calendar. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** An invented person. */
export interface Person {
  /** From 0, counted through the population. */
  id: number;
  country: Country;
  culture: CultureName;
  female: boolean;
  birth: Day;
  given: Name;
  middle: Name | undefined;
  /** One name, or two where both parents give one. */
  family: readonly Name[];
  /** The family name before the wedding, where that changed it. */
  born: readonly Name[] | undefined;
  /** Year of the wedding; 0 without one. */
  wedYear: number;
  /** 1 for a father and 2 for a son of one name, else 0. */
  generation: number;
  /** Homes, the oldest first, each from a year on. */
  homes: readonly { fromYear: number; home: Home }[];
  /** The member of the household whose e-mail address is used: mostly the person. */
  mailbox: Person;
  /** From this year on another e-mail address, and another phone; mostly never. */
  newEmailYear: number;
  newPhoneYear: number;
  /** Whether the phone that is given is the household's. */
  landline: boolean;
  /** The first person of the household. */
  household: number;
}

/** The last year in which records are written. */
export const LAST_YEAR = 2026;
/** The first one. */
export const FIRST_YEAR = 2012;

/** Households of one to six (US Census Bureau, Current Population Survey, table HH-4). */
const HOUSEHOLD_SIZES = [0.29, 0.35, 0.15, 0.12, 0.06, 0.03];
/** One in twelve moves in a year (US Census Bureau, Current Population Survey 2022: 8.7 %). */
const MOVES = 0.087;
/** Of births that follow another: twins are 31 of 1,000 live births (CDC, National Vital Statistics Reports 73-2). */
const TWINS = 0.016;
/** Of first sons: the father's name. */
const JUNIORS = 0.05;
/** Address or phone changed, by year. */
const NEW_CONTACT = 0.04;
/** Households of which several members use one e-mail address. */
const SHARED_MAILBOX = 0.08;
const LANDLINES = 0.2;

/** The people of one household. Ids begin with `first`. */
export function inventHousehold(random: Random, first: number): Person[] {
  const country = COUNTRIES[random.weighted(COUNTRY_SHARES)]!;
  const culture = country.cultures[random.weighted(country.cultureShares)]!;
  const size = 1 + random.weighted(HOUSEHOLD_SIZES);
  const homes = moveAbout(random, country, settle(random, country));
  const people: Person[] = [];
  const add = (traits: Pick<Person, 'female' | 'birth' | 'family'> & Partial<Person>): Person => {
    const own = traits.culture ?? culture;
    const { female } = traits;
    const person: Omit<Person, 'mailbox'> & { mailbox?: Person } = {
      id: first + people.length,
      country,
      culture: own,
      given: newName(random, own, female, people),
      middle: hasMiddle(random, own) ? CULTURES[own].given(random, female) : undefined,
      born: undefined,
      wedYear: 0,
      generation: 0,
      homes,
      newEmailYear: changeYear(random),
      newPhoneYear: changeYear(random),
      landline: random.chance(LANDLINES),
      household: first,
      ...traits,
    };
    person.mailbox = person as Person;
    people.push(person as Person);
    return person as Person;
  };
  const head = add({
    female: random.chance(0.45),
    birth: someDay(random, LAST_YEAR - 22 - random.below(60)),
    family: familyOf(random, culture),
  });
  if (size > 1) {
    const kind = random.next();
    if (kind < 0.1) addRoommates(random, add, head, size);
    else addFamily(random, add, people, size, kind < 0.85);
  }
  if (people.length > 1 && random.chance(SHARED_MAILBOX)) for (const person of people) person.mailbox = head;
  return people;
}

type Add = (traits: Pick<Person, 'female' | 'birth' | 'family'> & Partial<Person>) => Person;

function addRoommates(random: Random, add: Add, head: Person, size: number): void {
  for (let count = 1; count < size; count += 1) {
    const culture = head.country.cultures[random.weighted(head.country.cultureShares)]!;
    const female = random.chance(0.5);
    add({
      culture,
      female,
      birth: someDay(random, head.birth.year - 5 + random.below(11)),
      family: inForm(familyOf(random, culture), culture, female),
      landline: false,
      homes: liveAlone(random, head, FIRST_YEAR + random.below(LAST_YEAR - FIRST_YEAR)),
    });
  }
}

function addFamily(random: Random, add: Add, people: readonly Person[], size: number, couple: boolean): void {
  const head = people[0]!;
  let mother = head.female ? head : undefined;
  let father = head.female ? undefined : head;
  if (couple) {
    const partner = addPartner(random, add, head);
    mother ??= partner;
    father ??= partner;
  }
  const wives = (mother?.born ?? mother?.family)?.[0];
  const name = father ? father.family[0]! : mother!.family[0]!;
  const twoNames = CULTURES[head.culture].twoFamilyNames && wives !== undefined;
  let birth: Day | undefined;
  let twin: Person | undefined;
  for (let count = couple ? 2 : 1; count < size; count += 1) {
    const oldest = Math.max(head.birth.year, mother?.birth.year ?? 0);
    const isTwin: boolean = twin !== undefined && random.chance(TWINS);
    birth = isTwin ? twin!.birth : someDay(random, Math.min(LAST_YEAR - 1, oldest + 20 + random.below(20)));
    const female = random.chance(0.49);
    const family = twoNames && father ? [name, wives] : [name];
    const junior = !female && !isTwin && father?.generation === 0 && random.chance(JUNIORS);
    const child = add({
      female,
      birth,
      family: inForm(family, head.culture, female),
      ...(junior ? { given: father!.given, middle: father!.middle, generation: 2 } : {}),
    });
    if (junior) father!.generation = 1;
    if (isTwin) child.given = twinName(random, child, twin!, people);
    // Children have no address and phone of their own.
    if (LAST_YEAR - birth.year < 14) {
      child.mailbox = head;
      child.landline = true;
    }
    twin = child;
  }
}

function addPartner(random: Random, add: Add, head: Person): Person {
  const female = random.chance(0.95) ? !head.female : head.female;
  const culture = random.chance(0.85)
    ? head.culture
    : head.country.cultures[random.weighted(head.country.cultureShares)]!;
  const own = inForm(familyOf(random, culture), culture, female);
  const birth = someDay(random, head.birth.year - 6 + random.below(13));
  const wedYear = Math.max(head.birth.year, birth.year) + 21 + random.below(25);
  const wed = wedYear <= LAST_YEAR;
  const taker = wed && female !== head.female && random.chance(CULTURES[head.culture].takesName);
  const partner = add({ culture, female, birth, family: own, wedYear: wed ? wedYear : 0 });
  if (wed) head.wedYear = wedYear;
  if (taker) {
    const [wife, husband] = female ? [partner, head] : [head, partner];
    wife.born = wife.family;
    const shared = inForm(husband.family, husband.culture, true);
    // Some keep their own name before or behind the new one.
    wife.family = random.chance(0.06) ? [wife.born[0]!, shared[0]!] : shared;
  }
  if (wed && wedYear > FIRST_YEAR) partner.homes = liveAlone(random, head, wedYear);
  return partner;
}

/** A home of one's own until a year, then the household's. */
function liveAlone(random: Random, head: Person, untilYear: number): Person['homes'] {
  const joined = head.homes.findLast(({ fromYear }) => fromYear <= untilYear)!;
  return [
    { fromYear: 0, home: settle(random, head.country) },
    { fromYear: untilYear, home: joined.home },
    ...head.homes.filter(({ fromYear }) => fromYear > untilYear),
  ];
}

function moveAbout(random: Random, country: Country, home: Home): Person['homes'] {
  const homes = [{ fromYear: 0, home }];
  for (let year = FIRST_YEAR + 1; year <= LAST_YEAR; year += 1) {
    if (!random.chance(MOVES)) continue;
    const next = settle(random, country);
    // Most moves are short.
    if (random.chance(0.6)) next.city = homes.at(-1)!.home.city;
    homes.push({ fromYear: year, home: next });
  }
  return homes;
}

function familyOf(random: Random, culture: CultureName): readonly Name[] {
  const { family, twoFamilyNames } = CULTURES[culture];
  return twoFamilyNames ? [family(random), family(random)] : [family(random)];
}

function inForm(family: readonly Name[], culture: CultureName, female: boolean): readonly Name[] {
  return female ? family.map((name) => CULTURES[culture].feminine(name)) : family;
}

function hasMiddle(random: Random, culture: CultureName): boolean {
  return random.chance(CULTURES[culture].middle ? 0.75 : 0.2);
}

/** A given name that nobody in the household has: namesakes are sons that are named after their fathers. */
function newName(random: Random, culture: CultureName, female: boolean, people: readonly Person[]): Name {
  let name = CULTURES[culture].given(random, female);
  while (isTaken(name, people)) name = CULTURES[culture].given(random, female);
  return name;
}

function isTaken({ latin }: Name, people: readonly Person[]): boolean {
  return people.some(({ given }) => given.latin === latin);
}

/** Parents like to give twins names that sound alike. */
function twinName(random: Random, person: Person, twin: Person, people: readonly Person[]): Name {
  if (!random.chance(0.4)) return person.given;
  for (let attempt = 0; attempt < 24; attempt += 1) {
    const name = CULTURES[person.culture].given(random, person.female);
    if (name.latin[0] === twin.given.latin[0] && !isTaken(name, people)) return name;
  }
  return person.given;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month has. */
export function daysIn(year: number, month: number): number {
  return month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : DAYS[month - 1]!;
}

function someDay(random: Random, year: number): Day {
  const month = 1 + random.below(12);
  return { year, month, day: 1 + random.below(daysIn(year, month)) };
}

function changeYear(random: Random): number {
  for (let year = FIRST_YEAR + 1; year <= LAST_YEAR; year += 1) if (random.chance(NEW_CONTACT)) return year;
  return LAST_YEAR + 1;
}
