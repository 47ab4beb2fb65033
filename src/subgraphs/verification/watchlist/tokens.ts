import type { PersonName } from '../../../resolution/values.ts';
import { standardiseNames } from '../../../resolution/standardise/names.ts';
import { nicknameGroups } from '../../../resolution/standardise/nicknames.ts';
import { soundOf } from '../../../resolution/standardise/sound.ts';
import { type Term, termOf } from '../../../resolution/standardise/term.ts';

/** One word of a name in comparable form. */
export interface Token extends Term {
  /** The word with one spelling for what transcriptions from other scripts write in several. */
  folded: Term;
  /** Its consonants as they sound. */
  sound: string;
  /** Its consonants as they are written, w and h among them: what scripts write that leave vowels away. */
  skeleton: string;
  /** Whether it came from such a script. */
  bare: boolean;
  /** Groups of given names to which it belongs. */
  groups: readonly number[];
  /** A word that some write and others do not: `al`, `de`, `mullah`; or an initial. It says little alone. */
  minor: boolean;
}

/** Articles, and words for the son or daughter of somebody. They come and go with the writer. */
const PARTICLES: ReadonlySet<string> = new Set(
  'al el ul ad ar as at az an ash bin ibn ben bint de la las los del di da do dos das e y i van von der den ter te le du und of the'.split(
    ' ',
  ),
);
/** Titles that lists take for names. */
const TITLES: ReadonlySet<string> = new Set(
  'mullah mulla haji hajji hajj haj shaykh sheikh sheik shaikh cheikh mawlawi maulvi maulavi mawlana maulana qari ustad mufti sayyid sayed seyed seyyed syed doctor dr prof engineer general colonel captain major mr mrs hojjat ayatollah emir amir'.split(
    ' ',
  ),
);
/** `abd` with the article behind it is one word with the name that follows: `Abd al-Rahman`, `Abdul Rahman`, `Abdelrahman`. */
const SERVANT = /^abd(?:[aeiou]+l?)?$/;
const ARTICLE = /^[aeu][a-z]{1,2}$/;
/** So is `al-din` with the name before it: `Nasr al-Din`, `Nasreddine`, `Nasruddin`. */
const OF_FAITH = /(?:[aeiou][ld])?d(?:i|ee|ie)ne?$/;
/** Scripts that leave short vowels away. */
const WITHOUT_VOWELS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Longer names are compared by their first words, so that a pair costs a bounded time. */
const MAX_TOKENS = 10;

/** A name in comparable form: its words, whatever their order was and which script they were in. */
export function tokensOf(name: PersonName): Token[] {
  const bare = WITHOUT_VOWELS.test(name.full);
  const form = standardiseNames([bare ? { full: inLetters(name.full) } : name])[0];
  if (!form) return [];
  const whole = joinCompounds([...(form.given?.words ?? []), ...(form.family?.words ?? [])]);
  const tokens = whole.slice(0, MAX_TOKENS).map((word) => tokenOf(word, bare));
  // Whoever is called by such words alone is called by them.
  return tokens.every(({ minor }) => minor) ? tokens.map((token) => ({ ...token, minor: false })) : tokens;
}

/** A word in comparable form. @param bare whether its script leaves vowels away */
export function tokenOf(word: string, bare: boolean): Token {
  return {
    ...termOf(word.slice(0, 64)),
    folded: termOf(fold(word.slice(0, 64))),
    sound: soundOf(word.slice(0, 64)),
    skeleton: word.replace(/[aeiouy]/g, '').replace(/(.)\1+/g, '$1'),
    bare,
    groups: nicknameGroups(word),
    minor: word.length === 1 || PARTICLES.has(word) || TITLES.has(word),
  };
}

/** Letters that transcriptions from Arabic, Persian, Cyrillic, Korean and Chinese scripts use for one sound. */
const TRANSCRIPTIONS: readonly (readonly [spelling: RegExp, by: string])[] = [
  [/kh|ch(?=[aou])|q|ck|c(?![ehiy])/g, 'k'],
  [/gh?/g, 'k'],
  [/dh/g, 'd'],
  [/dz|z/g, 's'],
  [/th/g, 't'],
  [/ph/g, 'f'],
  [/sch|sh|tch|ch|ts|tz/g, 's'],
  [/x/g, 'ks'],
  [/v|w(?=[aeiou])/g, 'u'],
  [/ou|oo|eu|w|o/g, 'u'],
  [/ee|ea|ij|ey|ei|y|j|e/g, 'i'],
  [/h(?![aeiou])/g, ''],
  [/(.)\1+/g, '$1'],
];

/** A word with one spelling for what transcriptions write in several: `qadhafi`, `gaddafi`. */
function fold(word: string): string {
  return TRANSCRIPTIONS.reduce((text, [spelling, by]) => text.replace(spelling, by), word);
}

/**
 * Arabic as transcriptions have it: alif, which is otherwise lost, is an a, and ẓāʾ a z. The article is written as one with the
 * word that it stands before, and goes.
 */
function inLetters(text: string): string {
  return text
    .replace(/(?<!\S)ال(?=\S{3})/gu, '')
    .replace(/[اأإآ]/gu, 'a')
    .replace(/ظ/gu, 'z');
}

function joinCompounds(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const behind = ARTICLE.test(words[at + 1] ?? '') ? at + 2 : at + 1;
    if (SERVANT.test(word) && words[behind] !== undefined) {
      joined.push(`abdul${words[behind]}`);
      at = behind;
    } else if (words[behind] !== undefined && word.length > 2 && OF_FAITH.exec(words[behind])?.index === 0) {
      joined.push(`${word}aldin`);
      at = behind;
    } else joined.push(word.length > 6 ? word.replace(OF_FAITH, 'aldin') : word);
  }
  return joined;
}
