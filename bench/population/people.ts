import type { RecordPersonInput } from '../../src/subgraphs/person/commands/record-person.ts';
import { seeded } from './random.ts';

/** The systems that hold a record of every person, in the order in which they learn of it. */
export const SOURCES = ['crm', 'hr', 'onboarding'] as const;
export type Source = (typeof SOURCES)[number];

/** One invented person: what each system says about it, as the API takes it. */
export type InventedPerson = Readonly<Record<Source, RecordPersonInput>>;

const GIVEN = [
  'Ada',
  'Bela',
  'Chiara',
  'Dario',
  'Elif',
  'Femi',
  'Greta',
  'Hamid',
  'Ines',
  'Jonas',
  'Kaori',
  'Liam',
  'Mila',
  'Noor',
];
const FAMILY = [
  'Amsel',
  'Birk',
  'Carrel',
  'Dunne',
  'Ebner',
  'Falk',
  'Grieve',
  'Holt',
  'Imhof',
  'Jarvis',
  'Keel',
  'Lorenz',
  'Marsh',
  'Novak',
];
const STREETS = [
  'Lindenweg',
  'Hafenstrasse',
  'Rosengasse',
  'Am Bach',
  'Seeufer',
  'Kirchplatz',
  'Bergstrasse',
  'Gartenweg',
];
const PLACES = [
  ['8001', 'Zürich', 'CH'],
  ['3011', 'Bern', 'CH'],
  ['10115', 'Berlin', 'DE'],
  ['20095', 'Hamburg', 'DE'],
  ['1010', 'Wien', 'AT'],
  ['69001', 'Lyon', 'FR'],
] as const;
const EMPLOYERS = ['Nordlicht AG', 'Feldmann & Co', 'Atelier Sieben', 'Quellhof GmbH', 'Meridian Werke'];
const TITLES = ['Engineer', 'Accountant', 'Designer', 'Nurse', 'Planner'];
const SEGMENTS = ['bronze', 'silver', 'gold'];

/**
 * Invents the person with a number: the same for the same number and seed. The systems know different fields of it and
 * share its e-mail address, so that their records join. Nothing of it belongs to anybody: `example` is reserved (RFC 2606).
 */
export function inventPerson(number: number, seed = 0): InventedPerson {
  const random = seeded(seed * 1_000_003 + number);
  const given = random.pick(GIVEN);
  const family = random.pick(FAMILY);
  const tag = seed === 0 ? `${number}` : `${seed}-${number}`;
  const email = `${given}.${family}.${tag}@mail.example`.toLowerCase();
  const phone = `+4179${random.digits(7)}`;
  const birthDate = `${1940 + Math.floor(random.next() * 65)}-${month(random.next())}-${day(random.next())}`;
  const [postalCode, locality, country] = random.pick(PLACES);
  const name = { given, family };
  return {
    crm: {
      externalId: `C-${tag}`,
      name,
      emails: [{ value: email, type: 'home' }],
      phones: [{ value: phone, type: 'mobile' }],
      addresses: [
        { lines: [`${random.pick(STREETS)} ${1 + Math.floor(random.next() * 99)}`], locality, postalCode, country },
      ],
      locale: 'de-CH',
      extensions: { crm: { segment: random.pick(SEGMENTS) } },
    },
    hr: {
      externalId: `H-${tag}`,
      name: { ...name, middle: random.pick(GIVEN) },
      birthDate,
      emails: [{ value: `${tag}@work.example`, type: 'work' }, { value: email }],
      identifiers: [{ type: 'TAX_ID', value: random.digits(11), country }],
      employer: { name: random.pick(EMPLOYERS), jobTitle: random.pick(TITLES) },
    },
    onboarding: {
      externalId: `O-${tag}`,
      name,
      birthDate,
      nationalities: [country],
      emails: [{ value: email }],
      identifiers: [{ type: 'PASSPORT', value: `X${random.digits(8)}`, country }],
    },
  };
}

function month(share: number): string {
  return String(1 + Math.floor(share * 12)).padStart(2, '0');
}

function day(share: number): string {
  return String(1 + Math.floor(share * 28)).padStart(2, '0');
}
