import {
  BIRTH, BIRTH_LEVELS, BUILDING, COMPARISONS, EMAIL, EMPLOYER, FAMILY, GENERATION, GENERATION_LEVELS, GIVEN, HOUSE, LOCALITY, NAME_LEVELS, NUMBER, NUMBER_LEVELS, PHONE, POSTCODE, STREET,
} from './score/comparisons.ts'; // prettier-ignore
import type { Policy } from './score/model.ts';
import type { PairScore } from './score/score.ts';

/** What is done with a pair. */
export type Verdict = 'LINK' | 'REVIEW' | 'APART';

/** A rule that links a pair which the score alone would only ask about. */
export type Rule =
  | 'SAME_IDENTIFIER'
  | 'SAME_EMAIL'
  | 'SAME_EMAIL_AND_NAME'
  | 'SAME_PHONE_AND_NAME'
  | 'SAME_NAME_AND_BIRTH';

/** What forbids an automatic link. */
export type Veto =
  | 'OTHER_IDENTIFIER'
  | 'OTHER_GENERATION'
  | 'OTHER_GIVEN'
  | 'OTHER_GIVEN_AND_BIRTH'
  | 'OTHER_BIRTH'
  | 'TWIN'
  | 'TOO_LITTLE';

/** The decision about a pair, and why. */
export interface Decision {
  verdict: Verdict;
  rule: Rule | undefined;
  veto: Veto | undefined;
}

/** Bits of an e-mail address or phone that is one person's own. */
const UNSHARED = 6;

/**
 * Decides about a pair. A rule links what the score does not forbid; where everything else contradicts, the score does, and a
 * person is asked. A veto turns a link into a question.
 */
export function decide(pair: PairScore, policy: Policy): Decision {
  const applies = ruleOf(pair);
  // Members of a household may share an e-mail address: where some were seen, it alone was wrong for one pair of five.
  const rule = applies === 'SAME_EMAIL' && policy.households === 'SEEN' ? undefined : applies;
  const veto = vetoOf(pair, policy, rule);
  const ruled = rule !== undefined && (pair.weight >= policy.rule || (PROOFS.has(rule) && contradictsNothing(pair)));
  const links = ruled || pair.weight >= policy.link;
  if (links && veto === undefined) return { verdict: 'LINK', rule, veto };
  const asks = applies !== undefined || pair.weight >= policy.review || pair.stranger >= policy.link;
  return { verdict: asks ? 'REVIEW' : 'APART', rule, veto };
}

/** Rules that hold whatever the prior, where nothing else contradicts: there is nothing more to be known of the pair. */
const PROOFS: ReadonlySet<Rule> = new Set<Rule>(['SAME_IDENTIFIER', 'SAME_EMAIL']);
/** Bits against one person that count for nothing, such as a name's order. */
const SLIGHT = -1;

function contradictsNothing({ weights }: PairScore): boolean {
  return weights.every((weight) => weight >= SLIGHT);
}

/** The rule that applies to a pair, if any. */
export function ruleOf({ levels, weights }: PairScore): Rule | undefined {
  const given = levels[GIVEN]!;
  const family = levels[FAMILY]!;
  const named = given > 0 && given <= NAME_LEVELS.VARIANT && family > 0 && family <= NAME_LEVELS.VARIANT;
  const placed =
    levels[PHONE] === 1 ||
    levels[POSTCODE] === 1 ||
    (levels[STREET] === 1 && levels[HOUSE] === 1) ||
    levels[LOCALITY] === 1;
  if (levels[NUMBER] === NUMBER_LEVELS.SAME && weights[NUMBER]! >= UNSHARED) return 'SAME_IDENTIFIER';
  // Identity providers and support desks know an address and hardly more: then it is all that there is to go by.
  const agreed = [0, BIRTH_LEVELS.SAME, BIRTH_LEVELS.PARTIAL].includes(levels[BIRTH]!);
  const nameless = given === 0 && family === 0 && levels[NUMBER] === 0 && agreed;
  if (nameless && levels[EMAIL] === 1 && weights[EMAIL]! >= UNSHARED) return 'SAME_EMAIL';
  if (named && levels[EMAIL] === 1 && weights[EMAIL]! >= UNSHARED) return 'SAME_EMAIL_AND_NAME';
  if (named && levels[PHONE] === 1 && weights[PHONE]! >= UNSHARED) return 'SAME_PHONE_AND_NAME';
  const born = levels[BIRTH] === BIRTH_LEVELS.SAME;
  if (given === NAME_LEVELS.SAME && family === NAME_LEVELS.SAME && born && placed) return 'SAME_NAME_AND_BIRTH';
  return undefined;
}

/**
 * What forbids an automatic link. A number that contradicts gives way to nothing, unless the records themselves have shown that
 * numbers err: then the weight, which counts the contradiction, has to tell a mistyped number from a double. The same number,
 * unless many have it, lifts every other veto but that of senior and junior.
 */
function vetoOf(pair: PairScore, { link, numbersErr, households }: Policy, rule: Rule | undefined): Veto | undefined {
  const { levels, weight } = pair;
  const number = levels[NUMBER]!;
  if (number === NUMBER_LEVELS.DIFFERENT && !(numbersErr && weight >= link)) return 'OTHER_IDENTIFIER';
  // One of two numbers may have been entered for the parent, one of two suffixes may be wrong: somebody has to look.
  if (levels[GENERATION] === GENERATION_LEVELS.DIFFERENT) return 'OTHER_GENERATION';
  if (rule === 'SAME_IDENTIFIER') return undefined;
  const born = levels[BIRTH]!;
  // Who is called senior has a junior of the same name, at the same address.
  if (levels[GENERATION] === GENERATION_LEVELS.ONE && !(born > 0 && born <= BIRTH_LEVELS.SLIPS))
    return 'OTHER_GENERATION';
  if (number === NUMBER_LEVELS.SLIP) return undefined;
  const given = levels[GIVEN]!;
  const related = levels[FAMILY]! > 0 && levels[FAMILY]! <= NAME_LEVELS.SIMILAR;
  // An e-mail address of one's own tells twins apart, but not where an address shows that they live together.
  const mailed = levels[STREET] === 0 && pair.weights[EMAIL]! >= UNSHARED;
  if (given === NAME_LEVELS.DIFFERENT) {
    if (born >= BIRTH_LEVELS.NEAR) return 'OTHER_GIVEN_AND_BIRTH';
    if (households !== 'NONE' && !(mailed && born > 0))
      return related && born === BIRTH_LEVELS.SAME ? 'TWIN' : 'OTHER_GIVEN';
  }
  // Namesakes of one household are parent and child.
  if (households !== 'NONE' && born === BIRTH_LEVELS.DIFFERENT && !mailed) return 'OTHER_BIRTH';
  // Twins often have names that are alike; and where one side has none, it may be that of the other twin.
  const twins = households !== 'NONE' && related && born === BIRTH_LEVELS.SAME && !mailed;
  if (twins && (given === NAME_LEVELS.SIMILAR || (given === 0 && households === 'SEEN'))) return 'TWIN';
  return rule === 'SAME_EMAIL' || isEnough(pair, households) ? undefined : 'TOO_LITTLE';
}

/** Bits from which on a fact counts as one, by what it is. An address has to name a house. */
const NAMED = 2.5;
const REACHED = 4.5;
const EMPLOYED = 2;
const BORN = 1.5;
const PLACED = 8;

/**
 * Whether a pair agrees in enough that a link can be automatic, however rare the values are: in something that is one person's rather
 * than a household's, and in two facts that are independent of each other. A name alone is shared by too many people that
 * a set of records does not know of, and an address by all who live there.
 */
function isEnough({ levels, weights }: PairScore, households: Policy['households']): boolean {
  const numbered = weights[NUMBER]! >= UNSHARED;
  const born = weights[BIRTH]! >= BORN;
  const given = levels[GIVEN]! > 0 && weights[GIVEN]! > 0;
  // Where no households were seen, an e-mail address that nobody else has is one person's; and where there are none, anything is.
  const alone = households !== 'SEEN' && weights[EMAIL]! >= UNSHARED;
  const single = households === 'NONE' && levels[GIVEN] !== NAME_LEVELS.DIFFERENT;
  if (!given && !born && !numbered && !alone && !single) return false;
  let address = 0;
  for (const part of [HOUSE, STREET, BUILDING, LOCALITY, POSTCODE]) address += Math.max(0, weights[part]!);
  const name = Math.max(0, weights[GIVEN]!) + Math.max(0, weights[FAMILY]!);
  const facts = [
    name >= NAMED,
    born,
    numbered,
    address >= PLACED,
    weights[EMAIL]! >= REACHED,
    weights[PHONE]! >= REACHED,
    weights[EMPLOYER]! >= EMPLOYED,
  ];
  return facts.filter(Boolean).length >= 2;
}

/** Fields that keep groups apart, as bits. */
const FIELDS: readonly { bit: number; comparison: number; agreesTo: number; other: number }[] = [
  { bit: 1, comparison: GIVEN, agreesTo: NAME_LEVELS.SIMILAR, other: NAME_LEVELS.DIFFERENT },
  { bit: 2, comparison: BIRTH, agreesTo: BIRTH_LEVELS.PARTIAL, other: BIRTH_LEVELS.DIFFERENT },
  { bit: 4, comparison: NUMBER, agreesTo: NUMBER_LEVELS.SLIP, other: NUMBER_LEVELS.DIFFERENT },
  { bit: 8, comparison: GENERATION, agreesTo: 1, other: GENERATION_LEVELS.DIFFERENT },
];

/** The names of fields that are given as bits: those of their comparisons. */
export function fieldNames(bits: number): string[] {
  return FIELDS.flatMap(({ bit, comparison }) => ((bits & bit) === 0 ? [] : [COMPARISONS[comparison]!.name]));
}

/** What a pair says about the groups that it stands between: fields, as bits. */
export interface Stance {
  /** Fields that contradict. */
  contradicts: number;
  /** Fields that agree, at least as well as slips do. */
  agrees: number;
  /** Fields that contradict, while the pair is linked all the same: other evidence explains the contradiction. */
  explains: number;
}

/** Where a pair agrees and contradicts itself, and whether that is explained. */
export function stanceOf(pair: PairScore, policy: Policy): Stance {
  let agrees = 0;
  let near = 0;
  let different = 0;
  for (const { bit, comparison, agreesTo, other } of FIELDS) {
    const level = pair.levels[comparison]!;
    if (level === other) different |= bit;
    else if (level > agreesTo) near |= bit;
    else if (level !== 0) agrees |= bit;
  }
  // What is neither the same nor different agrees where the rest links the pair: the error in it is known.
  const linked = (different | near) !== 0 && decide(pair, policy).verdict === 'LINK';
  return linked
    ? { contradicts: 0, agrees: agrees | near, explains: different }
    : { contradicts: different, agrees, explains: 0 };
}
