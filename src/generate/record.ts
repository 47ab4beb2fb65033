import { CULTURES, type Name } from './names/cultures.ts';
import { misdate, mishear, misread, mistype } from './errors.ts';
import type { Day, Person } from './people.ts';
import type { Random } from './random.ts';
import { scatter } from './random.ts';
import type { Profile } from './profiles.ts';

/** What one system wrote down about a person. Empty texts are values that it lacks. */
export interface Written {
  given: string;
  middle: string;
  family: string;
  suffix: string;
  /** The whole name, as on a document. */
  full: string;
  birth: Day | undefined;
  sex: string;
  email: string;
  phone: string;
  line: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  idType: string;
  idNumber: string;
  idCountry: string;
}

/** A prime: more than three numbers for each of 30 million people, and fewer than eight digits hold. */
const NUMBERS = 99_999_989;
const MAILBOXES = ['mail.example', 'post.example', 'inbox.example', 'web.example', 'kurier.example', 'correo.example'];
const WORKPLACES = ['northwind', 'contoso', 'fabrikam', 'tailspin', 'litware', 'proseware', 'adatum', 'lucerne'];
/** A switchboard is everybody's phone, and these are nobody's address. */
const SWITCHBOARDS = [1_200_000, 5_550_100, 3_400_000];
const NOBODY = ['test@test.com', 'none@none.com', 'noemail@noemail.com', 'n.a@mail.example'];
const NO_BIRTH: readonly Day[] = [
  { year: 1900, month: 1, day: 1 },
  { year: 1970, month: 1, day: 1 },
];

/** Writes down a person as a system did in a year, with what its profile gets wrong. */
export function writeDown(random: Random, person: Person, year: number, profile: Profile, seed: number): Written {
  const { missing } = profile;
  const lacks = (rate: number | undefined): boolean => rate !== undefined && random.chance(rate);
  const { home } = person.homes.findLast(({ fromYear }) => fromYear <= year)!;
  const { country } = person;
  const street = country.streets[home.street]!;
  const located = !lacks(missing.address);
  const slip = (text: string, rate: number): string => (random.chance(rate) ? spoil(random, text, profile) : text);
  const names = nameOf(random, person, year, profile);
  const number = identify(random, person, profile, seed);
  const written: Written = {
    ...names,
    given: slip(names.given, profile.errors),
    family: slip(names.family, profile.errors),
    full: slip(names.full, 1.5 * profile.errors),
    birth: lacks(missing.birth) ? undefined : born(random, person, profile),
    sex: lacks(missing.sex) ? '' : random.chance(0.005) === person.female ? 'M' : 'F',
    email: lacks(missing.email) ? '' : slip(emailOf(random, person, year, profile, seed), profile.errors / 2),
    phone: lacks(missing.phone) ? '' : slip(phoneOf(random, person, year, profile, seed), profile.errors / 2),
    line: located ? slip(abbreviate(random, country.line(street, home.house, home.unit)), profile.errors) : '',
    city: located ? slip(home.city.name, profile.errors / 2) : '',
    region: located ? home.city.region : '',
    postcode: located && !lacks(0.03) ? slip(country.postcode(home.city, home.street), profile.errors / 2) : '',
    country: located ? country.code : '',
    ...(lacks(missing.identifier) ? { idType: '', idNumber: '', idCountry: '' } : number),
  };
  if (random.chance(profile.swaps)) [written.given, written.family] = [written.family, written.given];
  if (lacks(missing.given)) written.given = random.chance(0.5) ? 'Unknown' : `${written.given.slice(0, 1)}.`;
  if (random.chance(profile.capitals)) {
    for (const field of ['given', 'family', 'full', 'line', 'city'] as const)
      written[field] = written[field].toUpperCase();
  }
  return written;
}

/** One error, seldom two, of the kinds that the system is prone to. */
function spoil(random: Random, text: string, { kinds }: Profile): string {
  let spoiled = text;
  do {
    const kind = random.weighted(kinds);
    spoiled = kind === 0 ? mistype(random, spoiled) : kind === 1 ? mishear(random, spoiled) : misread(random, spoiled);
  } while (random.chance(0.1));
  return spoiled;
}

function nameOf(
  random: Random,
  person: Person,
  year: number,
  { nicknames, native, middles }: Profile,
): Pick<Written, 'given' | 'middle' | 'family' | 'suffix' | 'full'> {
  const culture = CULTURES[person.culture];
  const family = person.born && year < person.wedYear ? person.born : person.family;
  // A system that is not of the country writes the second family name as often as not.
  const shown = family.length > 1 && random.chance(0.35) ? family.slice(0, 1) : family;
  const scripted = person.given.native !== undefined && random.chance(native);
  const spell = (name: Name): string => {
    if (scripted && name.native !== undefined) return name.native;
    return name.spellings.length > 0 && random.chance(0.25) ? random.pick(name.spellings) : name.latin;
  };
  const called = person.given.nicknames.length > 0 && !scripted && random.chance(nicknames);
  const given = called ? random.pick(person.given.nicknames) : spell(person.given);
  const hyphen = shown.length > 1 && !culture.twoFamilyNames ? '-' : ' ';
  const last = shown.map(spell).join(scripted && culture.familyFirst ? '' : hyphen);
  const [accents, initial] = [random.chance(0.4), random.chance(0.5)];
  const middle = person.middle === undefined || !random.chance(middles) || scripted ? '' : person.middle.latin;
  const suffix = person.generation > 0 && random.chance(0.4) ? (person.generation === 1 ? 'Sr' : 'Jr') : '';
  const plain = (text: string): string => (accents ? withoutAccents(text) : text);
  const parts = {
    given: plain(given),
    middle: plain(initial ? middle.slice(0, 1) : middle),
    family: plain(last),
    suffix,
  };
  const inOrder =
    scripted && culture.familyFirst
      ? `${parts.family}${parts.given}`
      : [parts.given, parts.middle, parts.family, suffix].filter(Boolean).join(' ');
  return { ...parts, full: inOrder };
}

/** Letters with marks as systems without them write them: `ü` is `u`, and `ł` is `l`. */
function withoutAccents(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text
    : text
        .replace(/ß/g, 'ss')
        .replace(/ł/g, 'l')
        .replace(/Ł/g, 'L')
        .normalize('NFD')
        .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
        .normalize('NFC');
}

function born(random: Random, { birth }: Person, { errors, placeholders }: Profile): Day {
  if (random.chance(placeholders)) return random.pick(NO_BIRTH);
  return random.chance(errors / 2) ? misdate(random, birth) : birth;
}

function emailOf(random: Random, person: Person, year: number, profile: Profile, seed: number): string {
  if (random.chance(profile.placeholders)) return random.pick(NOBODY);
  const local = (text: string): string =>
    withoutAccents(text)
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const owner = profile.workEmail ? person : person.mailbox;
  const [given, family] = [local(owner.given.latin), local(owner.family[0]!.latin)];
  if (profile.workEmail)
    return `${given}.${family}${person.id}@${WORKPLACES[person.household % WORKPLACES.length]}.example`;
  const slot = year >= owner.newEmailYear ? 1 : 0;
  const number = scatter(person.mailbox.id * 3 + slot, NUMBERS, seed);
  const provider = MAILBOXES[number % MAILBOXES.length]!;
  const digits = Math.floor(number / MAILBOXES.length);
  const style = number % 4;
  const name =
    style === 0
      ? `${given}.${family}`
      : style === 1
        ? `${given[0]}${family}`
        : style === 2
          ? given
          : `${family}${given[0]}`;
  return `${name}${digits}@${provider}`;
}

function phoneOf(random: Random, person: Person, year: number, { placeholders }: Profile, seed: number): string {
  const { country } = person;
  if (random.chance(placeholders)) return country.phone(random.pick(SWITCHBOARDS));
  const shared = person.landline;
  const slot = shared ? 2 : year >= person.newPhoneYear ? 1 : 0;
  const number = scatter((shared ? person.household : person.id) * 3 + slot, NUMBERS, seed);
  const text = country.phone(number);
  return random.chance(0.3) ? text.replace(/[()\s-]/g, '') : text;
}

/** Numbers that somebody issued: of the tax office or the state, or of a passport. */
function identify(
  random: Random,
  { id, country }: Person,
  { passports, placeholders, errors, kinds }: Profile,
  seed: number,
): Pick<Written, 'idType' | 'idNumber' | 'idCountry'> {
  const number = scatter(id, NUMBERS, seed + 7);
  const passport = random.chance(passports);
  let text: string;
  if (passport) text = `${'CFGHJK'[number % 6]}${String(number).padStart(8, '0')}`;
  else if (country.code === 'US') text = socialSecurity(number);
  else if (country.code === 'ES') text = `${String(number).padStart(8, '0')}${'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}`;
  else text = String(number).padStart(11, '4');
  if (random.chance(placeholders / 2)) text = country.code === 'US' ? '000-00-0000' : '00000000';
  else if (random.chance(errors / 2)) text = kinds[2] > 0.5 ? misread(random, text) : mistype(random, text);
  return {
    idType: passport ? 'PASSPORT' : country.code === 'US' ? 'SSN' : 'NATIONAL_ID',
    idNumber: text,
    idCountry: country.code,
  };
}

/** Area, group and serial number, all of which exist. */
function socialSecurity(number: number): string {
  const area = 1 + (number % 665);
  const group = 1 + (Math.floor(number / 665) % 99);
  const serial = 1 + (Math.floor(number / 665 / 99) % 9_999);
  return `${String(area).padStart(3, '0')}-${String(group).padStart(2, '0')}-${String(serial).padStart(4, '0')}`;
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/ Street$/, ' St'], [/ Avenue$/, ' Ave'], [/ Road$/, ' Rd'], [/ Drive$/, ' Dr'], [/ Lane$/, ' Ln'], [/ Court$/, ' Ct'],
  [/ Boulevard$/, ' Blvd'], [/ Apt /, ' #'], [/straße/, 'str.'], [/^Calle /, 'C/ '], [/ avenue /, ' av. '], [/Flat /, 'Apt '],
]; // prettier-ignore

function abbreviate(random: Random, line: string): string {
  if (!random.chance(0.4)) return line;
  let short = line;
  for (const [word, abbreviation] of SHORT) short = short.replace(word, abbreviation);
  return short;
}
