import { editDistance } from '../../../resolution/score/similarity.ts';
import { type Common, compareNames } from './compare.ts';
import type { BirthRange } from './entry.ts';
import type { Token } from './tokens.ts';

/** Why an entry was found. */
export type ReasonCode =
  | 'NAME_EXACT'
  | 'NAME_FUZZY'
  | 'NAME_PARTIAL'
  | 'NAME_DIFFERS'
  | 'NAME_OTHER_SCRIPT'
  | 'NAME_ALIAS'
  | 'BIRTH_DATE_AGREES'
  | 'BIRTH_DATE_NEAR'
  | 'BIRTH_DATE_DIFFERS'
  | 'COUNTRY_AGREES'
  | 'COUNTRY_DIFFERS'
  | 'IDENTIFIER_AGREES';

/** A name in comparable form, with where it came from. */
export interface ComparableName {
  tokens: readonly Token[];
  /** Whether it was written in another script than Latin. */
  foreign: boolean;
}

/** Who is looked for, in comparable form. */
export interface Subject {
  names: readonly ComparableName[];
  birth: BirthRange | undefined;
  countries: readonly string[];
  numbers: readonly string[];
}

/** An entry in comparable form. */
export interface Candidate {
  /** The list's name first. */
  names: readonly ComparableName[];
  births: readonly BirthRange[];
  countries: readonly string[];
  numbers: readonly string[];
}

/** What was found of one entry. */
export interface Finding {
  /** 0 to 1. */
  score: number;
  /** The list means this person: the whole name and the day of birth agree, or a name and a number. Else a person must judge. */
  certain: boolean;
  reasons: ReasonCode[];
}

/** From here on an entry is a hit. */
export const HIT_FROM = 0.85;
const CERTAIN_NAME = 0.95;
/** Names less alike are nobody's, whatever else agrees; but for the day of birth, with which one rare word of the name is enough. */
const NAME_FROM = 0.7;
const NAME_FROM_ON_DAY = 0.45;

// What else is known moves the score of the name: towards 1, or down.
const BIRTHS: Readonly<Record<Agreement, { towards?: number; times?: number }>> = {
  DAY: { towards: 0.75 },
  YEAR: { towards: 0.3 },
  SLIP: { towards: 0.3 },
  NEAR: { times: 0.97 },
  DIFFERS: { times: 0.8 },
};
const REASONS: Readonly<Record<Agreement, ReasonCode>> = {
  DAY: 'BIRTH_DATE_AGREES',
  YEAR: 'BIRTH_DATE_AGREES',
  SLIP: 'BIRTH_DATE_NEAR',
  NEAR: 'BIRTH_DATE_NEAR',
  DIFFERS: 'BIRTH_DATE_DIFFERS',
};
const COUNTRY_AGREES = 0.1;
/** The score that the number of a passport alone gives. */
const NUMBER_AGREES = 0.95;
const COUNTRY_DIFFERS = 0.97;
/** Birth dates so near may be one: calendars differ, and some know the year only. */
const NEAR_DAYS = 400;
const DAY_MS = 86_400_000;

/** Compares somebody with an entry; undefined when it is no hit. */
export function judge(subject: Subject, entry: Candidate, common: Common): Finding | undefined {
  const reasons: ReasonCode[] = [];
  const name = bestName(subject, entry, common);
  const sameNumber = subject.numbers.some((number) => entry.numbers.includes(number));
  const birth = compareBirths(subject.birth, entry.births);
  if (!sameNumber && (birth === 'DAY' ? name.score < NAME_FROM_ON_DAY : name.weak || name.score < NAME_FROM))
    return undefined;
  if (name.score < NAME_FROM_ON_DAY) reasons.push('NAME_DIFFERS');
  else {
    reasons.push(name.exact ? 'NAME_EXACT' : name.partial ? 'NAME_PARTIAL' : 'NAME_FUZZY');
    if (name.foreign) reasons.push('NAME_OTHER_SCRIPT');
    if (name.alias) reasons.push('NAME_ALIAS');
  }

  let { score } = name;
  if (birth) {
    reasons.push(REASONS[birth]);
    const { towards = 0, times = 1 } = BIRTHS[birth];
    score = (score + (1 - score) * towards) * times;
  }
  if (subject.countries.length > 0 && entry.countries.length > 0) {
    const agrees = subject.countries.some((country) => entry.countries.includes(country));
    reasons.push(agrees ? 'COUNTRY_AGREES' : 'COUNTRY_DIFFERS');
    score = agrees ? score + (1 - score) * COUNTRY_AGREES : score * COUNTRY_DIFFERS;
  }
  if (sameNumber) {
    reasons.push('IDENTIFIER_AGREES');
    score = Math.max(score, NUMBER_AGREES);
  }
  if (score < HIT_FROM) return undefined;
  const certain = (sameNumber && name.score >= NAME_FROM) || (birth === 'DAY' && name.score >= CERTAIN_NAME);
  return { score: Math.round(score * 1000) / 1000, certain, reasons };
}

interface BestName {
  score: number;
  exact: boolean;
  partial: boolean;
  weak: boolean;
  foreign: boolean;
  alias: boolean;
}

function bestName(subject: Subject, entry: Candidate, common: Common): BestName {
  let best: BestName = { score: 0, exact: false, partial: true, weak: true, foreign: false, alias: false };
  for (const one of subject.names) {
    for (const [place, other] of entry.names.entries()) {
      const fit = compareNames(one.tokens, other.tokens, common);
      if (fit.score > best.score) best = { ...fit, foreign: one.foreign || other.foreign, alias: place > 0 };
    }
  }
  return best;
}

/** How two birth dates agree: to the day; as far as one is known; but for a slip of the keyboard; nearly; or not. */
type Agreement = 'DAY' | 'YEAR' | 'SLIP' | 'NEAR' | 'DIFFERS';

/** The best agreement with any of the dates that the list gives; undefined where one side has none. */
function compareBirths(birth: BirthRange | undefined, listed: readonly BirthRange[]): Agreement | undefined {
  if (!birth) return undefined;
  const found = new Set(listed.map((range) => compareRanges(birth, range)));
  return (['DAY', 'YEAR', 'SLIP', 'NEAR', 'DIFFERS'] as const).find((agreement) => found.has(agreement));
}

function compareRanges(a: BirthRange, b: BirthRange): Agreement {
  const days = a.from === a.to && b.from === b.to;
  if (a.from <= b.to && b.from <= a.to) return days ? 'DAY' : 'YEAR';
  if (days && (editDistance(a.from, b.from, 1) <= 1 || isSwapped(a.from, b.from))) return 'SLIP';
  const gapMs = Math.max(Date.parse(a.from) - Date.parse(b.to), Date.parse(b.from) - Date.parse(a.to));
  return gapMs <= NEAR_DAYS * DAY_MS ? 'NEAR' : 'DIFFERS';
}

/** Whether day and month changed places. */
function isSwapped(a: string, b: string): boolean {
  return a === `${b.slice(0, 4)}-${b.slice(8)}-${b.slice(5, 7)}`;
}
