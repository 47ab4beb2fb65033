import { BIRTH, BIRTH_LEVELS, EMAIL, FAMILY, GENERATION, GIVEN, HOUSE, LOCALITY, NAME_LEVELS, NUMBER, NUMBER_LEVELS, PHONE, POSTCODE, STREET } from './score/comparisons.ts';
import type { Thresholds } from './score/model.ts';
import type { PairScore } from './score/score.ts';

/** What is done with a pair. */
export type Verdict = 'LINK' | 'REVIEW' | 'APART';

/** A rule that settles a pair whatever the score says. */
export type Rule = 'SAME_IDENTIFIER' | 'SAME_EMAIL_AND_NAME' | 'SAME_PHONE_AND_NAME' | 'SAME_NAME_AND_BIRTH';

/** What forbids an automatic link. */
export type Veto = 'OTHER_IDENTIFIER' | 'OTHER_GENERATION' | 'OTHER_GIVEN_AND_BIRTH' | 'OTHER_BIRTH' | 'TWIN' | 'HOUSEHOLD';

/** The decision about a pair, and why. */
export interface Decision {
  verdict: Verdict;
  rule: Rule | undefined;
  veto: Veto | undefined;
}

/** Least personal evidence, in bits, of an automatic link: what a household shares does not make one person of two. */
const MIN_PERSONAL = 2.5;
/** Bits beyond the threshold at which a contradicting number is taken for mistyped. */
const OVERWHELMING = 10;
/** Bits of an e-mail address that is one person's own. */
const UNSHARED = 6;

/** Decides about a pair: rules first, then the score; a veto turns a link into a question. */
export function decide(pair: PairScore, thresholds: Thresholds): Decision {
  const veto = vetoOf(pair, thresholds.link);
  const rule = ruleOf(pair);
  const links = pair.weight >= thresholds.link || (rule !== undefined && pair.weight >= thresholds.review);
  if (links && veto === undefined) return { verdict: 'LINK', rule, veto };
  const asks = rule !== undefined || pair.weight >= thresholds.review;
  return { verdict: asks ? 'REVIEW' : 'APART', rule, veto };
}

function ruleOf({ levels, weights }: PairScore): Rule | undefined {
  const given = levels[GIVEN]!;
  const family = levels[FAMILY]!;
  const named = given > 0 && given <= NAME_LEVELS.VARIANT && family > 0 && family <= NAME_LEVELS.VARIANT;
  const born = levels[BIRTH] === BIRTH_LEVELS.SAME;
  const placed = levels[PHONE] === 1 || levels[POSTCODE] === 1 || (levels[STREET] === 1 && levels[HOUSE] === 1) || levels[LOCALITY] === 1;
  if (levels[NUMBER] === NUMBER_LEVELS.SAME) return 'SAME_IDENTIFIER';
  if (named && levels[EMAIL] === 1 && weights[EMAIL]! >= UNSHARED) return 'SAME_EMAIL_AND_NAME';
  if (named && levels[PHONE] === 1 && weights[PHONE]! >= UNSHARED) return 'SAME_PHONE_AND_NAME';
  if (given === NAME_LEVELS.SAME && family === NAME_LEVELS.SAME && born && placed) return 'SAME_NAME_AND_BIRTH';
  return undefined;
}

/**
 * What speaks against one person, however much else agrees; `link` is the threshold of automatic links. A number that
 * contradicts gives way only to names and birth dates that agree and to a weight far beyond the threshold: then a
 * mistyped number is likelier than a double.
 */
export function vetoOf({ levels, weights, weight, personal }: PairScore, link: number): Veto | undefined {
  const given = levels[GIVEN]!;
  const birth = levels[BIRTH]!;
  const number = levels[NUMBER]!;
  const namesAgree = given !== NAME_LEVELS.DIFFERENT && (given !== 0 || birth === BIRTH_LEVELS.SAME);
  if (number === NUMBER_LEVELS.DIFFERENT) {
    const overwhelmed = namesAgree && birth <= BIRTH_LEVELS.PARTS && weight >= link + OVERWHELMING;
    if (!overwhelmed) return 'OTHER_IDENTIFIER';
  }
  if (number === NUMBER_LEVELS.SAME) return undefined;
  if (levels[GENERATION] === 2) return 'OTHER_GENERATION';
  if (given === NAME_LEVELS.DIFFERENT && birth >= BIRTH_LEVELS.NEAR) return 'OTHER_GIVEN_AND_BIRTH';
  const numbersAgree = number === NUMBER_LEVELS.SLIP;
  if (given === NAME_LEVELS.DIFFERENT && birth === BIRTH_LEVELS.SAME && levels[FAMILY]! <= NAME_LEVELS.VARIANT && !numbersAgree) return 'TWIN';
  // Parent and child may share their name, address and phone.
  if (birth === BIRTH_LEVELS.DIFFERENT && weights[EMAIL]! < UNSHARED && !numbersAgree) return 'OTHER_BIRTH';
  return personal - (number === NUMBER_LEVELS.DIFFERENT ? weights[NUMBER]! : 0) < MIN_PERSONAL ? 'HOUSEHOLD' : undefined;
}

/** Fields in which two records contradict each other, as bits. */
export const CONTRADICTIONS = { GIVEN: 1, BIRTH: 2, IDENTIFIER: 4, GENERATION: 8 } as const;

const MASKS: Readonly<Record<Veto, number>> = {
  OTHER_IDENTIFIER: CONTRADICTIONS.IDENTIFIER,
  OTHER_GENERATION: CONTRADICTIONS.GENERATION,
  OTHER_GIVEN_AND_BIRTH: CONTRADICTIONS.GIVEN | CONTRADICTIONS.BIRTH,
  OTHER_BIRTH: CONTRADICTIONS.BIRTH,
  TWIN: CONTRADICTIONS.GIVEN,
  HOUSEHOLD: 0,
};

/** What a pair says about the groups that it stands between. */
export interface Stance {
  /** Fields whose contradiction forbids that the two are one. */
  contradicts: number;
  /** Fields that contradict, and yet the pair is linked: other evidence explains the contradiction. */
  reconciles: number;
}

/** Where a pair contradicts itself, and whether that is explained. */
export function stanceOf(pair: PairScore, thresholds: Thresholds): Stance {
  const { verdict, veto } = decide(pair, thresholds);
  if (veto !== undefined) return { contradicts: MASKS[veto], reconciles: 0 };
  if (verdict !== 'LINK') return { contradicts: 0, reconciles: 0 };
  const { levels } = pair;
  const reconciles =
    (levels[GIVEN] === NAME_LEVELS.DIFFERENT ? CONTRADICTIONS.GIVEN : 0) |
    (levels[BIRTH]! >= BIRTH_LEVELS.NEAR ? CONTRADICTIONS.BIRTH : 0) |
    (levels[NUMBER] === NUMBER_LEVELS.DIFFERENT ? CONTRADICTIONS.IDENTIFIER : 0) |
    (levels[GENERATION] === 2 ? CONTRADICTIONS.GENERATION : 0);
  return { contradicts: 0, reconciles };
}
