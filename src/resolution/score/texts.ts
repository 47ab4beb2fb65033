import { COMPARISONS } from './comparisons.ts';
import { levelName } from './score.ts';

const SUBJECTS: Readonly<Record<string, string>> = {
  given: 'the given name', family: 'the family name', birth: 'the birth date', gender: 'the gender', email: 'the e-mail address',
  phone: 'the phone number', identifier: 'the identifier', house: 'the house number', street: 'the street', building: 'the building',
  locality: 'the locality', postcode: 'the postcode', employer: 'the employer', generation: 'the generation (senior, junior)',
}; // prettier-ignore

const LEVELS: Readonly<Record<string, string>> = {
  SAME: 'is the same',
  SLIP: 'is the same but for a slip',
  SLIPS: 'is the same but for two slips',
  VARIANT: 'is another form of the same: a short form, a spelling, a part',
  INITIAL: 'is an initial of the other',
  SIMILAR: 'is alike',
  DIFFERENT: 'is different',
  PARTS: 'agrees in two of year, month and day',
  PARTIAL: 'agrees as far as it is known',
  NEAR: 'is near, but not the same',
  LOCAL: 'is the same before the @',
  NEIGHBOUR: 'differs in its last character only, as numbers issued together do',
  PART: 'is a part of the other',
  MOVED: 'differs because the whole address does',
  ONE: 'stands on one side only',
};

const WHOLE: Readonly<Record<string, string>> = {
  'order STRAIGHT': 'given and family name stand in their places',
  'order SWAPPED': 'given and family name are swapped',
  'place HERE': 'the addresses are one place',
  'place NEARBY': 'the addresses lie in one town',
  'place ELSEWHERE': 'the addresses are two places',
};

/** A level of a comparison in words, which hold no value of any record. */
export function textOf(comparison: number, level: number): string {
  const { name } = COMPARISONS[comparison]!;
  const reached = levelName(comparison, level);
  return WHOLE[`${name} ${reached}`] ?? `${SUBJECTS[name]} ${LEVELS[reached]}`;
}
