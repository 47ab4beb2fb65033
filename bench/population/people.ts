import type { RecordPersonInput } from '../../src/subgraphs/person/commands/record-person.ts';
import { scatter } from '../../src/generate/random.ts';
import { seeded } from './random.ts';

/** The systems that hold a record of every person, in the order in which they learn of it. */
export const SOURCES = ['crm', 'hr', 'onboarding'] as const;
export type Source = (typeof SOURCES)[number];

/** One invented person: what each system says about it, as the API takes it. */
export type InventedPerson = Readonly<Record<Source, RecordPersonInput>>;

/** What most have in the middle, so that block keys are hot among few people already. */
const MIDDLE = 'Maria';
const GIVEN = (
  'Anna Luca Maria Jonas Elif Noah Chiara Liam Greta Hamid Ines Dario Kaori Bela Mila Noor Ada Femi Lena Matteo Sofia Elias ' +
  'Nora Samuel Alma Victor Selin Oskar Ida Rafael Mira Anton Zoe Tomas Livia Bruno Yara Felix Runa Ivan Dalia Hugo Petra Karim ' +
  'Vera Emil Naima Pavel Olga Cyril Tessa Omar Jana Ugo Wanda Ruben Xenia Boris Gita Theo'
).split(' ');
/** Together they make 4,096 family names, and streets. */
const STEMS = (
  'Adler Amsel Bach Berg Birk Blum Brand Brenn Buch Busch Dorn Eber Ebner Eich Falk Feld Fels Fink Forst Gold Grat Grim Hafen ' +
  'Hart Hasel Holt Horn Imhof Jung Kalt Keel Kirch Klar Korn Kranz Laub Lerch Licht Linden Lorenz Marsh Merz Mond Moos Nacht ' +
  'Nord Otter Quell Raben Reb Rosen Salz Sand Schwan See Silber Sonn Stein Stern Tann Thal Ulm Wald Wolf'
).split(' ');
const ENDS = (
  'acker amann ander bauer becher berger binder blick born brecht brink brunner burger dahl decker dorfer eck egger feger ' +
  'felder fried garten gasser geiger grube gruber haller hammer heimer hofer hold huber inger kamp kofer ler ling lochner mann ' +
  'meier minder moser muth nagel ner off pfister pler rauch reiter richter rieder ring rot sam scheid singer stetter tal vogt ' +
  'wanger weger winkler zeller'
).split(' ');
const WAYS = ['weg', 'strasse', 'gasse', 'platz', 'ufer', 'rain'];
const PLACES = [
  ['8001', 'Zürich', 'CH'], ['3011', 'Bern', 'CH'], ['4051', 'Basel', 'CH'], ['6003', 'Luzern', 'CH'], ['1201', 'Genève', 'CH'],
  ['9000', 'St. Gallen', 'CH'], ['10115', 'Berlin', 'DE'], ['20095', 'Hamburg', 'DE'], ['50667', 'Köln', 'DE'],
  ['80331', 'München', 'DE'], ['04109', 'Leipzig', 'DE'], ['28195', 'Bremen', 'DE'], ['1010', 'Wien', 'AT'], ['8010', 'Graz', 'AT'],
  ['5020', 'Salzburg', 'AT'], ['69001', 'Lyon', 'FR'], ['67000', 'Strasbourg', 'FR'], ['59000', 'Lille', 'FR'],
] as const; // prettier-ignore
const EMPLOYERS = ['AG', 'GmbH', '& Co', 'Werke', 'Verlag', 'Atelier'];
const TITLES = ['Engineer', 'Accountant', 'Designer', 'Nurse', 'Planner'];
const SEGMENTS = ['bronze', 'silver', 'gold'];

const YEARS = 80;
const DAYS = 28;
/** Given names times days of birth: no two people have both in common, so that hardly anybody is taken for somebody else. */
const DIFFERENT = GIVEN.length * YEARS * 12 * DAYS;
/** People of the population, and of each further seed, at most. */
const POPULATION = 1_200_000;
const SEED = 30_000;
/** A prime. */
const PASSPORTS = 99_999_989;

/**
 * Invents the person with a number: the same for the same number and seed. The systems know different fields of it and
 * share its name and an e-mail address, so that their records are linked. Nothing of it belongs to anybody: `example` is
 * reserved (RFC 2606).
 */
export function inventPerson(number: number, seed = 0): InventedPerson {
  const random = seeded(seed * 1_000_003 + number);
  const place = seed === 0 ? number : POPULATION + seed * SEED + number;
  const different = scatter(place, DIFFERENT, 0);
  const given = GIVEN[different % GIVEN.length]!;
  const family = `${random.pick(STEMS)}${random.pick(ENDS)}`;
  const tag = seed === 0 ? `${number}` : `${seed}-${number}`;
  // A name in the address would make one of two namesakes.
  const email = `${letters(random.next())}${letters(random.next())}@mail.example`;
  const phone = `+417${6 + Math.floor(random.next() * 4)}${random.digits(7)}`;
  const birthDate = dayOf(Math.floor(different / GIVEN.length));
  const passport = String(scatter(place, PASSPORTS, 0)).padStart(8, '0');
  const [area, locality, country] = random.pick(PLACES);
  const postalCode = `${area.slice(0, 2)}${random.digits(area.length - 2)}`;
  const street = `${random.pick(STEMS)}${random.pick(WAYS)}`;
  const name = { given, family };
  return {
    crm: {
      externalId: `C-${tag}`,
      name,
      emails: [{ value: email, type: 'home' }],
      phones: [{ value: phone, type: 'mobile' }],
      addresses: [{ lines: [`${street} ${1 + Math.floor(random.next() * 99)}`], locality, postalCode, country }],
      locale: 'de-CH',
      extensions: { crm: { segment: random.pick(SEGMENTS) } },
    },
    hr: {
      externalId: `H-${tag}`,
      name: { ...name, middle: random.next() < 0.75 ? MIDDLE : random.pick(GIVEN) },
      birthDate,
      emails: [
        { value: `${letters(random.next())}${letters(random.next())}@work.example`, type: 'work' },
        { value: email },
      ],
      identifiers: [{ type: 'TAX_ID', value: `${passport}${random.digits(3)}`, country }],
      employer: { name: `${random.pick(STEMS)} ${random.pick(EMPLOYERS)}`, jobTitle: random.pick(TITLES) },
    },
    onboarding: {
      externalId: `O-${tag}`,
      name,
      birthDate,
      nationalities: [country],
      emails: [{ value: email }],
      identifiers: [{ type: 'PASSPORT', value: `X${passport}`, country }],
    },
  };
}

/** Five letters and digits. */
function letters(share: number): string {
  return Math.floor(share * 36 ** 5)
    .toString(36)
    .padStart(5, '0');
}

/** A day of birth by its number. */
function dayOf(number: number): string {
  const year = 1930 + (number % YEARS);
  const month = 1 + (Math.floor(number / YEARS) % 12);
  const day = 1 + Math.floor(number / YEARS / 12);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
