/** Spellings of one sound in names, whatever the language. */
const SPELLINGS: readonly (readonly [spelling: RegExp, sound: string])[] = [
  [/ph/g, 'f'],
  [/gh|[hwy]/g, ''],
  [/tch|tsch|ch|cz|sch|sh/g, 's'],
  [/ck|[cqg]/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/dt|th/g, 't'],
  [/j/g, 'y'],
];

/**
 * The consonants of a name as they sound: `leigh` and `lee` → `l`, `siddiqui` and its transliteration from Arabic, which writes
 * few vowels, → `sdk`. A vowel at the beginning is `a`.
 */
export function soundOf(word: string): string {
  let sound = word;
  for (const [spelling, by] of SPELLINGS) sound = sound.replace(spelling, by);
  const first = /^[aeiou]/.test(sound) ? 'a' : '';
  return first + sound.replace(/[aeiou]+/g, '').replace(/(.)\1+/g, '$1');
}
