import { soundOf } from '../../../resolution/standardise/sound.ts';
import type { Token } from './tokens.ts';

/** Words of a name from which keys are made: pairs of them grow with the square. */
const MAX_WORDS = 6;

/** A key by which a look-up finds names. */
export interface Key {
  text: string;
  /** How much it says that two names share it: two words more than one, a number most. */
  weight: number;
}

const WORD = 1;
const PAIR = 3;
const NUMBER = 10;

/**
 * The keys of a name: each word as it sounds and by the group of its nicknames, alone and with each other word; and with its neighbour
 * as one word. Two names that are alike share one: whoever is called by two common words is found by the pair, and a slip in
 * one word leaves the other.
 */
export function keysOfName(tokens: readonly Token[]): Key[] {
  const words = tokens.filter(({ minor }) => !minor).slice(0, MAX_WORDS);
  const keys = new Map<string, Key>();
  const add = (text: string, weight: number): void => void keys.set(text, { text, weight });
  const variants = words.map((word, index) => variantsOf(word, words[index + 1]));
  for (const [index, ones] of variants.entries()) {
    for (const one of ones) {
      add(one, WORD);
      for (const other of variants.slice(index + 1).flat())
        add(one < other ? `${one} ${other}` : `${other} ${one}`, PAIR);
    }
  }
  return [...keys.values()];
}

function variantsOf({ text, sound, groups, bare }: Token, next: Token | undefined): string[] {
  return [
    sound.length > 1 ? sound : text,
    ...groups.map((group) => `~${group}`),
    // A vowel that is not written may follow what is not heard: `hsn`, `Hasan`.
    ...(bare && /^[hwy]/.test(text) ? [`a${sound}`] : []),
    ...(next ? [soundOf(text + next.text)] : []),
  ];
}

/** The key of a number in comparable form. */
export function keyOfNumber(number: string): Key {
  return { text: `#${number}`, weight: NUMBER };
}

/** A number of a passport or the like in comparable form; undefined for one so short that it is another's by chance. */
export function comparableNumber(text: string): string | undefined {
  const number = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return number.length >= 5 && /\d/.test(number) && !/^(.)\1*$/.test(number) ? number : undefined;
}
