import { LAST_YEAR, type Person, inventHousehold } from '../../generate/people.ts';
import type { Profile } from '../../generate/profiles.ts';
import { type Random, createRandom } from '../../generate/random.ts';
import { type Written, writeDown } from '../../generate/record.ts';

/** Somebody who applies, as a form has it. */
export interface Applicant {
  /** `A-1001`, the id that the form uses. */
  externalId: string;
  given: string;
  family: string;
  /** `1980-05-17`. */
  birthDate: string;
  /** The input of `recordPerson`, without its key. */
  record: { externalId: string } & Record<string, unknown>;
}

const MIN_AGE = 16;

/** A form that makes no mistakes and lacks nothing: what is shown here is the journey. */
const FORM: Profile = {
  covers: 1,
  ages: [MIN_AGE, 120],
  duplicates: 0,
  errors: 0,
  kinds: [1, 0, 0],
  missing: {},
  placeholders: 0,
  swaps: 0,
  nicknames: 0,
  middles: 0,
  native: 0,
  capitals: 0,
  passports: 1,
  workEmail: false,
};

/** Invents applicants, one of each household. The same seed gives the same people. */
export function inventApplicants(count: number, seed: number): Applicant[] {
  const random = createRandom();
  return Array.from({ length: count }, (_, household) => {
    random.begin(seed, household);
    // Ids far enough apart that no two people get one number.
    const members = inventHousehold(random, 10 * household);
    const person = random.pick(members.filter(({ birth }) => LAST_YEAR - birth.year > MIN_AGE));
    return applicant(random, person, seed, `A-${1001 + household}`);
  });
}

function applicant(random: Random, person: Person, seed: number, externalId: string): Applicant {
  const written = writeDown(random, person, LAST_YEAR, FORM, seed);
  const { given, family, birth, email, phone, country, line, city, region, postcode } = written;
  const { idType, idNumber, idCountry } = written;
  const birthDate = dateOf(birth!);
  const address = { lines: [line], locality: city, postalCode: postcode, country, ...(region ? { region } : {}) };
  const record = {
    externalId,
    name: { given, family },
    birthDate,
    nationalities: [country],
    emails: [{ value: email }],
    phones: [{ value: phone }],
    addresses: [address],
    identifiers: [{ type: idType, value: idNumber, country: idCountry }],
  };
  return { externalId, given, family, birthDate, record };
}

function dateOf({ year, month, day }: NonNullable<Written['birth']>): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
