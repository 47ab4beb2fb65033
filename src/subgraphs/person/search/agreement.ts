import {
  BIRTH,
  EMAIL,
  FAMILY,
  GIVEN,
  HOUSE,
  LOCALITY,
  PHONE,
  POSTCODE,
  STREET,
} from '../../../resolution/score/comparisons.ts';
import type { Scorer } from '../../../resolution/score/score.ts';
import { editDistance, jaroWinkler } from '../../../resolution/score/similarity.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import { nicknameGroups } from '../../../resolution/standardise/nicknames.ts';
import { soundexOf } from '../../../resolution/standardise/sound.ts';
import type { SearchFact } from '../schema.generated.ts';
import type { Asked } from './terms.ts';

/** How well a record agrees with each fact that was asked for: 1 where it is the same, 0 where it is not known, less where it is another. */
export type Agreement = Partial<Record<SearchFact, number>>;

/** A fact that was asked for. */
interface Fact {
  fact: SearchFact;
  /** Its comparisons in a model. */
  comparisons: readonly number[];
  /** Bits that it counts where the model has none for it, since only a part of it is known. */
  assumed: number;
  isAsked(asked: Asked): boolean;
  /** How well a record agrees as far as texts tell; undefined where the record says nothing of it. */
  read(asked: Asked, record: Comparable): number | undefined;
}

const SAME = 1;
const BEGINNING = 0.9;
const PART = 0.8;
const SLIP = 0.75;
const SOUND = 0.6;
/** What a fact takes away that is another one. */
const OTHER = -0.3;

const FACTS: readonly Fact[] = [
  {
    fact: 'NAME',
    comparisons: [GIVEN, FAMILY],
    assumed: 10,
    isAsked: ({ words }) => words.length > 0,
    read({ words }, { names }) {
      const said = new Set(
        names.flatMap(({ given, family }) =>
          [given, family].flatMap((part) => (part ? [part.text, ...part.words] : [])),
        ),
      );
      if (said.size === 0) return undefined;
      const shares = words.map((word) => Math.max(...[...said].map((other) => wordsAgree(word, other))));
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
    },
  },
  {
    fact: 'BIRTH_DATE',
    comparisons: [BIRTH],
    assumed: 8,
    isAsked: ({ birth }) => birth !== '',
    read({ birth }, record) {
      if (!record.birth) return undefined;
      const known = record.birth.text.replace(/(00)+$/, '');
      return known.startsWith(birth)
        ? SAME
        : birth.startsWith(known)
          ? PART
          : editDistance(birth, known, 1) <= 1
            ? SLIP
            : 0;
    },
  },
  {
    fact: 'EMAIL',
    comparisons: [EMAIL],
    assumed: 12,
    isAsked: ({ email }) => email !== '',
    read: ({ email }, { emails }) => best(emails, ({ text }) => textsAgree(email, text)),
  },
  {
    fact: 'PHONE',
    comparisons: [PHONE],
    assumed: 8,
    isAsked: ({ phone }) => phone !== '',
    read: ({ phone }, { phones }) =>
      best(phones, ({ text }) => {
        const end = phone.slice(-text.length);
        return !text.endsWith(end) ? (editDistance(end, text, 1) <= 1 ? SLIP : 0) : end.length > 6 ? SAME : PART;
      }),
  },
  {
    fact: 'IDENTIFIER',
    comparisons: [],
    assumed: 14,
    isAsked: ({ identifier }) => identifier !== '',
    read: ({ identifier }, { numbers }) =>
      best(numbers, ({ text }) =>
        text.endsWith(identifier) && text !== identifier ? PART : textsAgree(identifier, text),
      ),
  },
  {
    fact: 'STREET',
    comparisons: [STREET, HOUSE],
    assumed: 9,
    isAsked: ({ street }) => street !== '',
    read: ({ street }, { places }) => best(places, (place) => place.street && textsAgree(street, place.street.text)),
  },
  {
    fact: 'LOCALITY',
    comparisons: [LOCALITY],
    assumed: 5,
    isAsked: ({ locality }) => locality !== '',
    read: ({ locality }, { places }) =>
      best(places, (place) => place.locality && textsAgree(locality, place.locality.text)),
  },
  {
    fact: 'POSTAL_CODE',
    comparisons: [POSTCODE],
    assumed: 7,
    isAsked: ({ postcode }) => postcode !== '',
    read: ({ postcode }, { places }) =>
      best(places, (place) => place.postcode && textsAgree(postcode, place.postcode.text)),
  },
];

/** A question, ready to be held against records. */
export interface Matcher {
  agreement(record: Comparable): Agreement;
  /** From 0 to 1: the share of what was asked for that agrees, each fact counting what it tells. */
  scoreOf(agreement: Agreement): number;
}

/**
 * Holds what was asked for against records: by the model's comparisons, which know other scripts, nicknames and swapped names,
 * or by texts, which know beginnings and ends; whichever says more.
 *
 * @param question what was asked for as a record, prepared with the model's frequencies
 */
export function createMatcher(scorer: Scorer, asked: Asked, question: Comparable): Matcher {
  const own = scorer.score(question, question).weights.slice();
  const facts = FACTS.filter((fact) => fact.isAsked(asked)).map((fact) => {
    const weight = sumOf(fact.comparisons, own);
    return { ...fact, isWhole: weight > 0, weight: weight > 0 ? weight : fact.assumed };
  });
  const total = facts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    agreement(record) {
      const { weights, levels } = scorer.score(question, record);
      return Object.fromEntries(
        facts.flatMap(({ fact, comparisons, isWhole, weight, read }) => {
          const known = read(asked, record);
          if (known === undefined) return [];
          const compared = isWhole && comparisons.some((place) => levels[place]! > 0);
          const share = Math.max(known, compared ? Math.min(1, sumOf(comparisons, weights) / weight) : 0);
          return [[fact, share > 0 ? share : OTHER]];
        }),
      );
    },
    scoreOf: (agreement) =>
      Math.max(0, facts.reduce((sum, { fact, weight }) => sum + weight * (agreement[fact] ?? 0), 0) / total),
  };
}

/** From here on a fact counts as agreeing. */
const AGREES = 0.5;

/** The facts that agree, in the order of the schema. */
export function agreeing(agreement: Agreement): SearchFact[] {
  return FACTS.flatMap(({ fact }) => ((agreement[fact] ?? 0) >= AGREES ? [fact] : []));
}

/** What records of one person agree in together. */
export function together(one: Agreement, other: Agreement): Agreement {
  const both: Agreement = { ...one };
  for (const [fact, share] of Object.entries(other) as [SearchFact, number][])
    both[fact] = Math.max(both[fact] ?? share, share);
  return both;
}

function sumOf(comparisons: readonly number[], weights: ArrayLike<number>): number {
  return comparisons.reduce((sum, place) => sum + weights[place]!, 0);
}

function best<T>(items: readonly T[], read: (item: T) => number | undefined): number | undefined {
  const shares = items.flatMap((item) => read(item) ?? []);
  return shares.length === 0 ? undefined : Math.max(...shares);
}

/** How well a word that was asked for agrees with a word of a name. */
function wordsAgree(asked: string, word: string): number {
  if (asked === word) return SAME;
  if (word.startsWith(asked)) return BEGINNING;
  const slips = asked.length > 3 ? (asked.length > 6 ? 2 : 1) : 0;
  if (slips > 0 && editDistance(asked, word, slips) <= slips) return SLIP;
  const groups = nicknameGroups(asked);
  if (groups.length > 0 && nicknameGroups(word).some((group) => groups.includes(group))) return SLIP;
  if (asked.length > 3 && jaroWinkler(asked, word) >= 0.9) return SLIP;
  return asked.length > 3 && soundexOf(asked) === soundexOf(word) ? SOUND : 0;
}

function textsAgree(asked: string, text: string): number {
  if (asked === text) return SAME;
  if (text.startsWith(asked)) return BEGINNING;
  const slips = asked.length > 4 ? 1 : 0;
  return slips > 0 && editDistance(asked, text, slips) <= slips ? SLIP : 0;
}
