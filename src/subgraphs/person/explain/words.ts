import type { MatchExplanation, MatchReason, MatchVeto } from '../schema.generated.ts';

const WORDS: Readonly<Record<MatchReason, string>> = {
  LINKED: 'They are one person, since they are linked.',
  LINKED_THROUGH: 'They are one person, since links lead from the one to the other by way of further records.',
  SAID: 'They are one person, since somebody said so.',
  NO_SHARED_KEY: 'They were never compared, since they share too little by which records are found.',
  NOTHING_TO_COMPARE: 'They were never compared, since one of them says nothing that is compared.',
  BELOW_THRESHOLD: 'They were compared, and too little speaks for one person.',
  VETO: 'They would be linked, but a person is asked first',
  ASKED: 'They may be one person. Somebody is asked.',
  CANNOT_LINK: 'Somebody said that they, or others of their two people, are not one person.',
  CONTRADICTION: 'They are linked, but on the whole their two people contradict each other',
  WEAK: 'They are linked, but on the whole too little speaks for their two people being one.',
  TIE: 'They are linked, but one of them fits another record equally well, which contradicts this one',
};

const VETOES: Readonly<Record<MatchVeto, string>> = {
  OTHER_IDENTIFIER: 'their identifiers are different',
  OTHER_GENERATION: 'one is called senior or junior, and the other one is not',
  OTHER_GIVEN: 'their given names are different, as those of one household are',
  OTHER_GIVEN_AND_BIRTH: 'their given names and birth dates are different',
  OTHER_BIRTH: 'their birth dates are different, as those of namesakes in one household are',
  TWIN: 'they may be twins',
  TOO_LITTLE: 'they agree in too little',
};

const FIELDS: Readonly<Record<string, string>> = {
  given: 'the given name',
  birth: 'the birth date',
  identifier: 'an identifier',
  generation: 'the generation (senior, junior)',
};

/** A reason in words, which hold no value of any record. */
export function wordsFor(
  reason: MatchReason,
  { fields, explanation }: { fields: readonly string[]; explanation: MatchExplanation | undefined },
): string {
  const words = WORDS[reason];
  if (words.endsWith('.')) return words;
  if (reason === 'VETO') return `${words}: ${VETOES[explanation!.veto!]}.`;
  return `${words} in ${fields.map((field) => FIELDS[field]).join(' and ')}.`;
}
