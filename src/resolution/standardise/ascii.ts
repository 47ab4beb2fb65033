import anyAscii from 'any-ascii';

/**
 * A text in the letters a to z, digits and blanks, one form whatever the script: `Müllenkranz` → `mullenkranz`,
 * `王杰` → `wang jie`. What is no letter or digit becomes a blank; apostrophes vanish (`O'Hare` → `ohare`).
 */
export function toAscii(text: string): string {
  return (/\P{ASCII}/u.test(text) ? transliterate(text) : text)
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function transliterate(text: string): string {
  // A syllable of a Chinese or Korean name is a word of its own: `张秀英` is written Zhang Xiu Ying.
  return anyAscii(text.normalize('NFKC').replace(/\p{Script=Han}|\p{Script=Hangul}/gu, (letter) => ` ${letter} `));
}

/** The words of a text in the form of `toAscii`. */
export function wordsOf(text: string): string[] {
  const ascii = toAscii(text);
  return ascii === '' ? [] : ascii.split(' ');
}
