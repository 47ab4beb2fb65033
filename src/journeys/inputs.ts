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
  'verification.risk': ({ verification }) => riskOf(verification),
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
  const check = known.verification?.checks.find((one) => one.kind === kind);
  if (member === 'score') return check?.score;
  return check && ENDED.has(check.status) ? check.status : 'NOT_CHECKED';
}

const ENDED: ReadonlySet<string> = new Set(['PASSED', 'FAILED', 'INCONCLUSIVE']);

/** 1 less the lowest score of the checks; 0 when none has a score. */
function riskOf(verification: VerificationFacts | undefined): number {
  const scores = verification?.checks.flatMap(({ score }) => score ?? []) ?? [];
  return scores.length === 0 ? 0 : 1 - Math.min(...scores);
}

/** Whole years since a birth date; undefined unless it is known to the day. */
function ageYears(birthDate: string | null, now: Date): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate ?? '') ?? [];
  if (!year) return undefined;
  const years = now.getUTCFullYear() - Number(year);
  const hadBirthday = now.getUTCMonth() + 1 - Number(month) || now.getUTCDate() - Number(day);
  return hadBirthday >= 0 ? years : years - 1;
}
