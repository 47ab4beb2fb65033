import type { PersonName } from '../values.ts';
import { wordsOf } from './ascii.ts';
import { isKnownName, nicknameGroups, nicknameInitials } from './nicknames.ts';
import { soundOf } from './sound.ts';
import { type Term, termOf } from './term.ts';

/** The given or the family part of a name. */
export interface NamePart extends Term {
  /** Its words; `text` is all of them together, without initials behind the first one. */
  words: readonly string[];
  /** Groups of given names to which the first word belongs. */
  groups: readonly number[];
  /** First letters by which it is abbreviated: its own, and those of its nicknames. */
  initials: string;
  /** All of it as it sounds. */
  sound: string;
  /** Whether it is a name that many have, and so no slip of another one. */
  known: boolean;
}

/** One name of a person in comparable form. */
export interface NameForm {
  given: NamePart | undefined;
  family: NamePart | undefined;
  /** Whether the source told given and family apart; else the order is a guess and a swap says nothing. */
  ordered: boolean;
  /** Senior is 1, junior and II are 2, III is 3; 0 when the name says nothing. */
  generation: number;
}

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof sir dame lady lord rev fr herr frau monsieur madame mme mlle senor senora sr sra don dona hon'.split(
    ' ',
  ),
);
const GENERATIONS: ReadonlyMap<string, number> = new Map([
  ['sr', 1], ['senior', 1], ['snr', 1], ['i', 1], ['jr', 2], ['junior', 2], ['jnr', 2], ['ii', 2], ['iii', 3], ['iv', 4],
]); // prettier-ignore
const DEGREES: ReadonlySet<string> = new Set('phd md mba esq dds cpa'.split(' '));
/** Words that stand for a name that nobody gave. */
const NOT_A_NAME: ReadonlySet<string> = new Set(
  'unknown unbekannt desconocido inconnu none null nil na nan undefined test tester testing dummy anonymous anon noname nofirstname nolastname missing blank fnu lnu'.split(
    ' ',
  ),
);
/** Scripts of languages that put the family name first (ISO 15924). */
const FAMILY_FIRST: ReadonlySet<string> = new Set(['Hani', 'Hang', 'Jpan', 'Khmr']);
/** A person's names that are compared; sources that list more repeat themselves. */
const MAX_FORMS = 8;

/** The names of a person in comparable form, without repeats. */
export function standardiseNames(names: readonly PersonName[]): NameForm[] {
  const forms = new Map<string, NameForm>();
  for (const name of names) {
    for (const form of standardiseName(name)) {
      const identity = `${form.given?.text ?? ''}|${form.family?.text ?? ''}`;
      if (!forms.has(identity)) forms.set(identity, form);
    }
    if (forms.size >= MAX_FORMS) break;
  }
  return [...forms.values()];
}

/** A name in comparable form; in two where it came whole and does not tell where the family name begins. */
function standardiseName(name: PersonName): NameForm[] {
  let given = wordsOf(name.given ?? '').concat(wordsOf(name.middle ?? ''));
  let family = wordsOf(name.family ?? '');
  let ordered = given.length > 0 || family.length > 0;
  if (!ordered) {
    const [before, behind] = name.full.split(',', 2);
    ordered = behind !== undefined && !GENERATIONS.has(wordsOf(behind)[0] ?? '');
    if (ordered) [family, given] = [wordsOf(before!), wordsOf(behind!)];
    else [given, family] = splitFull(wordsOf(name.full), name.script);
  }
  let generation = 0;
  for (const word of wordsOf(name.suffix ?? '')) generation ||= GENERATIONS.get(word) ?? 0;
  [given, family] = [given, family].map((words) => {
    const last = GENERATIONS.get(words.at(-1) ?? '');
    if (words.length > 1 && last !== undefined) {
      generation ||= last;
      return words.slice(0, -1);
    }
    return words;
  }) as [string[], string[]];
  const forms = [formOf(given, family, ordered, generation)];
  if (!ordered && given.length > 1 && given.at(-1)!.length > 1 && family.length === 1) {
    forms.push(formOf(given.slice(0, -1), [...given.slice(-1), ...family], ordered, generation));
  }
  return forms.filter((form) => form.given || form.family);
}

function formOf(given: readonly string[], family: readonly string[], ordered: boolean, generation: number): NameForm {
  return { given: partOf(given), family: partOf(family), ordered, generation };
}

/** Given and family of a name that came whole. */
function splitFull(words: readonly string[], script: string | undefined): [given: string[], family: string[]] {
  // `sr` is a title before a Spanish name and a generation behind an English one.
  const kept = words.filter(
    (word, place) => !DEGREES.has(word) && !(TITLES.has(word) && (place === 0 || !GENERATIONS.has(word))),
  );
  if (kept.length === 1) return [[], kept];
  if (script !== undefined && FAMILY_FIRST.has(script)) return [kept.slice(1), kept.slice(0, 1)];
  const suffixed = kept.length > 2 && GENERATIONS.has(kept.at(-1)!);
  const cut = kept.length - (suffixed ? 2 : 1);
  return [kept.slice(0, cut), kept.slice(cut)];
}

function partOf(words: readonly string[]): NamePart | undefined {
  const start = words.length > 1 && TITLES.has(words[0]!) ? 1 : 0;
  const kept = words.slice(start).filter((word) => !NOT_A_NAME.has(word) && !/^\d+$/.test(word));
  // The initial of a middle name is not part of what somebody is called.
  const called = kept[0] !== undefined && kept[0].length > 1 ? kept.filter((word) => word.length > 1) : kept;
  const text = called.join('').slice(0, 64);
  // `xxx` and `zzzz` are what people type to get past a form.
  if (text === '' || (text.length > 2 && /^(.)\1*$/.test(text))) return undefined;
  return {
    ...termOf(text),
    words: kept,
    initials: text[0] + nicknameInitials(kept[0]!),
    sound: soundOf(text),
    groups: nicknameGroups(kept[0]!),
    known: isKnownName(kept[0]!),
  };
}
