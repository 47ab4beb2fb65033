import anyAscii from 'any-ascii';

/**
 * A text in the letters a to z, digits and blanks, one form whatever the script: `Müllenkranz` → `mullenkranz`,
 * `王杰` → `wang jie`. What is no letter or digit becomes a blank; apostrophes vanish (`O'Hare` → `ohare`).
 */
export function toAscii(text: string): string {
  let ascii = text.normalize('NFKC');
  if (/\P{ASCII}/u.test(ascii)) {
    // A syllable of a Chinese or Korean name is a word of its own: `张秀英` is written Zhang Xiu Ying.
    ascii = anyAscii(ascii.replace(/\p{Script=Han}|\p{Script=Hangul}/gu, (letter) => ` ${letter} `));
  }
  return ascii
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The words of a text in the form of `toAscii`. */
export function wordsOf(text: string): string[] {
  const ascii = toAscii(text);
  return ascii === '' ? [] : ascii.split(' ');
}
