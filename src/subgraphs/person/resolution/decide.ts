import {
  BIRTH, BIRTH_LEVELS, EMAIL, FAMILY, GENERATION, GIVEN, HOUSE, LOCALITY, NAME_LEVELS, NUMBER, NUMBER_LEVELS, PHONE, POSTCODE, STREET,
} from './score/comparisons.ts'; // prettier-ignore
import type { Thresholds } from './score/model.ts';
import type { PairScore } from './score/score.ts';

/** What is done with a pair. */
export type Verdict = 'LINK' | 'REVIEW' | 'APART';

/** A rule that links a pair which the score alone would only ask about. */
export type Rule = 'SAME_IDENTIFIER' | 'SAME_EMAIL_AND_NAME' | 'SAME_PHONE_AND_NAME' | 'SAME_NAME_AND_BIRTH';

/** What forbids an automatic link. */
export type Veto = 'OTHER_IDENTIFIER' | 'OTHER_GENERATION' | 'OTHER_GIVEN_AND_BIRTH' | 'HOUSEHOLD';

/** The decision about a pair, and why. */
export interface Decision {
  verdict: Verdict;
  rule: Rule | undefined;
  veto: Veto | undefined;
}

/** Bits beyond the threshold at which a contradicting number is taken for mistyped. */
const OVERWHELMING = 3;
/** Bits of an e-mail address or phone that is one person's own. */
const UNSHARED = 6;

/**
 * Decides about a pair. A rule links what the score does not forbid; where everything else contradicts, the score does, and a
 * person is asked. A veto turns a link into a question.
 */
export function decide(pair: PairScore, thresholds: Thresholds): Decision {
  const veto = vetoOf(pair, thresholds.link);
  const rule = ruleOf(pair);
  const links = pair.weight >= thresholds.link || (rule !== undefined && pair.weight >= thresholds.review);
  if (links && veto === undefined) return { verdict: 'LINK', rule, veto };
  const asks = rule !== undefined || pair.weight >= thresholds.review || (veto === 'HOUSEHOLD' && pair.stranger >= thresholds.link);
  return { verdict: asks ? 'REVIEW' : 'APART', rule, veto };
}

function ruleOf({ levels, weights }: PairScore): Rule | undefined {
  const given = levels[GIVEN]!;
  const family = levels[FAMILY]!;
  const named = given > 0 && given <= NAME_LEVELS.VARIANT && family > 0 && family <= NAME_LEVELS.VARIANT;
  const placed = levels[PHONE] === 1 || levels[POSTCODE] === 1 || (levels[STREET] === 1 && levels[HOUSE] === 1) || levels[LOCALITY] === 1;
  if (levels[NUMBER] === NUMBER_LEVELS.SAME) return 'SAME_IDENTIFIER';
  if (named && levels[EMAIL] === 1 && weights[EMAIL]! >= UNSHARED) return 'SAME_EMAIL_AND_NAME';
  if (named && levels[PHONE] === 1 && weights[PHONE]! >= UNSHARED) return 'SAME_PHONE_AND_NAME';
  const born = levels[BIRTH] === BIRTH_LEVELS.SAME;
  if (given === NAME_LEVELS.SAME && family === NAME_LEVELS.SAME && born && placed) return 'SAME_NAME_AND_BIRTH';
  return undefined;
}

/**
 * What speaks against one person; `link` is the threshold of automatic links. A number that contradicts gives way to a weight
 * beyond the threshold: then a mistyped number is likelier than a double.
 */
function vetoOf({ levels, stranger, weight }: PairScore, link: number): Veto | undefined {
  const number = levels[NUMBER]!;
  if (number === NUMBER_LEVELS.SAME) return undefined;
  if (number === NUMBER_LEVELS.DIFFERENT && weight < link + OVERWHELMING) return 'OTHER_IDENTIFIER';
  if (levels[GENERATION] === 2) return 'OTHER_GENERATION';
  const otherGiven = levels[GIVEN] === NAME_LEVELS.DIFFERENT;
  if (otherGiven && levels[BIRTH]! >= BIRTH_LEVELS.NEAR && number !== NUMBER_LEVELS.SLIP) return 'OTHER_GIVEN_AND_BIRTH';
  return stranger >= link && weight < link ? 'HOUSEHOLD' : undefined;
}

/** Fields in which two records contradict each other, as bits. */
export const CONTRADICTIONS = { GIVEN: 1, BIRTH: 2, IDENTIFIER: 4, GENERATION: 8 } as const;

/** What a pair says about the groups that it stands between. */
export interface Stance {
  /** Fields whose contradiction forbids that the two are one. */
  contradicts: number;
  /** Fields that contradict, and yet the pair is linked: other evidence explains the contradiction. */
  reconciles: number;
}

/** Where a pair contradicts itself, and whether that is explained. */
export function stanceOf(pair: PairScore, thresholds: Thresholds): Stance {
  const { levels } = pair;
  const fields =
    (levels[GIVEN] === NAME_LEVELS.DIFFERENT ? CONTRADICTIONS.GIVEN : 0) |
    (levels[BIRTH] === BIRTH_LEVELS.DIFFERENT ? CONTRADICTIONS.BIRTH : 0) |
    (levels[NUMBER] === NUMBER_LEVELS.DIFFERENT ? CONTRADICTIONS.IDENTIFIER : 0) |
    (levels[GENERATION] === 2 ? CONTRADICTIONS.GENERATION : 0);
  const linked = fields !== 0 && decide(pair, thresholds).verdict === 'LINK';
  return { contradicts: linked ? 0 : fields, reconciles: linked ? fields : 0 };
}
