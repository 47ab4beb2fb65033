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

const SOUNDS: Readonly<Record<string, string>> = {
  b: '1', f: '1', p: '1', v: '1', c: '2', g: '2', j: '2', k: '2', q: '2', s: '2', x: '2', z: '2',
  d: '3', t: '3', l: '4', m: '5', n: '5', r: '6',
}; // prettier-ignore

/** American Soundex (National Archives), with the first letter coded too where it sounds like others (k, c; f, ph). */
export function soundexOf(word: string): string {
  let sound = word[0] ?? '';
  let last = SOUNDS[sound] ?? '';
  for (let index = 1; index < word.length && sound.length < 4; index += 1) {
    const letter = word[index]!;
    const code = SOUNDS[letter] ?? '';
    if (code !== '' && code !== last) sound += code;
    if (letter !== 'h' && letter !== 'w') last = code;
  }
  return sound.padEnd(4, '0');
}
