import type { Random } from '../random.ts';
import { ENGLISH } from './english.ts';
import { FRENCH, GERMAN, INDIAN, POLISH, SPANISH } from './european.ts';
import { type NameLists, type Tail, rank } from './lists.ts';
import { ARABIC, CHINESE, RUSSIAN, romanise } from './transliterated.ts';

/** A given or family name. */
export interface Name {
  /** In Latin letters, as it is mostly written. */
  latin: string;
  /** Other ways to write it in Latin letters. */
  spellings: readonly string[];
  /** What its holder is called. */
  nicknames: readonly string[];
  /** In the script of its language, where that is not Latin. */
  native: string | undefined;
}

/** How a group of people is named. */
export interface Culture {
  given(random: Random, female: boolean): Name;
  family(random: Random): Name;
  /** The family name of a woman, where it differs. */
  feminine(family: Name): Name;
  /** Whether people have two family names, one of each parent. */
  twoFamilyNames: boolean;
  /** Whether most people have a middle name. */
  middle: boolean;
  /** Whether the family name comes first in the native script. */
  familyFirst: boolean;
  /** The chance that a wife takes her husband's name. */
  takesName: number;
}

/**
 * Shifts of the Zipf-Mandelbrot law: the most frequent given name has some 3 % of its sex and the most frequent family name some 1 %,
 * as in the censuses of the US.
 */
const GIVEN_SHIFT = 5;
const FAMILY_SHIFT = 12;

const NONE: readonly string[] = [];

function plain(latin: string, nicknames = NONE): Name {
  return { latin, spellings: NONE, nicknames, native: undefined };
}

function written(lists: NameLists, traits: Partial<Culture>): Culture {
  const makeAll = (list: string, tail: Tail): Name[] => {
    const ranked = rank(list, tail);
    return Array.from({ length: ranked.count }, (_, place) => {
      const name = ranked.nameOf(place);
      return plain(name, lists.nicknames[name]?.split(' '));
    });
  };
  const families = makeAll(lists.family, lists.familyTail);
  return cultureOf(
    makeAll(lists.female, lists.femaleTail),
    makeAll(lists.male, lists.maleTail),
    (random) => families[random.rank(families.length, FAMILY_SHIFT)]!,
    traits,
  );
}

function cultureOf(
  female: readonly Name[],
  male: readonly Name[],
  family: (random: Random) => Name,
  traits: Partial<Culture>,
): Culture {
  return {
    given(random, isFemale) {
      const names = isFemale ? female : male;
      return names[random.rank(names.length, GIVEN_SHIFT)]!;
    },
    family,
    feminine: (name) => name,
    twoFamilyNames: false,
    middle: false,
    familyFirst: false,
    takesName: 0.7,
    ...traits,
  };
}

const polishWomen = new Map<string, Name>();

function polishWoman(name: Name): Name {
  if (!/[scd]ki$/.test(name.latin)) return name;
  let feminine = polishWomen.get(name.latin);
  if (!feminine) polishWomen.set(name.latin, (feminine = plain(`${name.latin.slice(0, -1)}a`)));
  return feminine;
}

function russian(): Culture {
  const fromCyrillic = (native: string): Name => ({
    latin: romanise(native, 1),
    spellings: [romanise(native, 0), romanise(native, 2)],
    nicknames: NONE,
    native,
  });
  const ranked = rank(RUSSIAN.family, RUSSIAN.tail);
  const families = Array.from({ length: ranked.count }, (_, place) => fromCyrillic(ranked.nameOf(place)));
  const women = new Map(
    families.map((name) => [name, /[вн]$/.test(name.native!) ? fromCyrillic(`${name.native}а`) : name]),
  );
  return cultureOf(
    RUSSIAN.female.split(' ').map(fromCyrillic),
    RUSSIAN.male.split(' ').map(fromCyrillic),
    (random) => families[random.rank(families.length, FAMILY_SHIFT)]!,
    { feminine: (name) => women.get(name) ?? name, takesName: 0.8 },
  );
}

function arabic(): Culture {
  const read = (list: string): Name[] =>
    list.split(' ').map((entry) => {
      const [native, latin, ...spellings] = entry.split('/') as [string, string, ...string[]];
      return { latin, spellings, nicknames: NONE, native };
    });
  const [women, men, simple] = [read(ARABIC.female), read(ARABIC.male), read(ARABIC.family)];
  // Many bear the name of a grandfather behind that of the family.
  const families = [
    ...simple,
    ...simple.flatMap((name) =>
      men.map((grandfather) => ({
        latin: `${name.latin} ${grandfather.latin}`,
        spellings: name.spellings.map((spelling, index) => `${spelling} ${grandfather.spellings[index]}`),
        nicknames: NONE,
        native: `${name.native} ${grandfather.native}`,
      })),
    ),
  ];
  return cultureOf(women, men, (random) => families[random.rank(families.length, FAMILY_SHIFT)]!, { takesName: 0.1 });
}

function chinese(): Culture {
  const read = (list: string) => list.split(' ').map((entry) => ({ native: entry[0]!, latin: entry.slice(1) }));
  const families = read(CHINESE.family).map(({ native, latin }) => ({ ...plain(latin), native }));
  const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  const given = (list: string): Name[] => {
    const parts = read(list);
    return parts.flatMap((first, rankOfFirst) => [
      { ...plain(capital(first.latin)), native: first.native },
      ...parts.map((_, step) => {
        const second = parts[(rankOfFirst * 5 + step * 11) % parts.length]!;
        return {
          latin: `${capital(first.latin)} ${capital(second.latin)}`,
          spellings: [capital(first.latin + second.latin), `${capital(first.latin)}-${second.latin}`],
          nicknames: NONE,
          native: first.native + second.native,
        };
      }),
    ]);
  };
  return cultureOf(
    given(CHINESE.female),
    given(CHINESE.male),
    (random) => families[random.rank(families.length, FAMILY_SHIFT)]!,
    { familyFirst: true, takesName: 0.05 },
  );
}

/** The cultures of the population. */
export const CULTURES = {
  english: written(ENGLISH, { middle: true }),
  spanish: written(SPANISH, { twoFamilyNames: true, takesName: 0 }),
  german: written(GERMAN, {}),
  french: written(FRENCH, { takesName: 0.6 }),
  polish: written(POLISH, { feminine: polishWoman, takesName: 0.8 }),
  indian: written(INDIAN, { takesName: 0.6 }),
  russian: russian(),
  arabic: arabic(),
  chinese: chinese(),
} satisfies Record<string, Culture>;
export type CultureName = keyof typeof CULTURES;
