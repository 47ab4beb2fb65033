import { CHECK_FACT, type FactName } from '../subgraphs/decision/journeys/definition.ts';
import type { VerificationFacts } from './journey.ts';
import type { Person } from './person.ts';

/** What inputs of a policy are read from. */
export interface Known {
  verification: VerificationFacts | undefined;
  person: Person;
  now: Date;
}

const FACTS: Readonly<Record<FactName, (known: Known) => unknown>> = {
  'verification.status': ({ verification }) => verification?.status,
  'person.ageYears': ({ person, now }) => ageYears(person.birthDate, now),
  'person.country': ({ person }) => person.addresses.find(({ country }) => country)?.country,
  'person.nationality': ({ person }) => person.nationalities[0],
};

/** The inputs of a policy. What is not known is left away: the policy says whether it can do without. */
export function inputsOf(names: Readonly<Record<string, string>>, known: Known): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, path]) => {
      const value = factOf(path, known);
      return value == null ? [] : [[name, value]];
    }),
  );
}

function factOf(path: string, known: Known): unknown {
  const [, kind, member] = CHECK_FACT.exec(path) ?? [];
  if (!kind) return FACTS[path as FactName](known);
  return known.verification?.checks.find((check) => check.kind === kind)?.[member as 'status' | 'score'];
}

/** Whole years since a birth date; undefined unless it is known to the day. */
function ageYears(birthDate: string | null, now: Date): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate ?? '') ?? [];
  if (!year) return undefined;
  const years = now.getUTCFullYear() - Number(year);
  const hadBirthday = now.getUTCMonth() + 1 - Number(month) || now.getUTCDate() - Number(day);
  return hadBirthday >= 0 ? years : years - 1;
}
