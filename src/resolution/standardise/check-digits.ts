type Check = (text: string) => boolean;

/** Weighted sum of the digits. */
function sum(text: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
}

const digits =
  (length: number, check: Check): Check =>
  (text) =>
    new RegExp(`^\\d{${length}}$`).test(text) && check(text);

/** Spanish DNI and NIE: the letter is the number modulo 23 (Real Decreto 1553/2005). */
const spanish: Check = (text) => {
  const number = text.replace(/^[xyz]/, (letter) => String('xyz'.indexOf(letter)));
  return /^\d{8}[a-z]$/.test(number) && 'trwagmyfpdxbnjzsqvhlcke'[Number(number.slice(0, 8)) % 23] === number[8];
};

/** Schemes whose numbers prove themselves, by type and country. */
const CHECKS: Readonly<Record<string, Check>> = {
  // No check digit, but areas and groups that are never issued (SSA POMS RM 10201.035).
  'SSN:US': digits(9, (text) => !/^(000|666|9)/.test(text) && !/^\d{3}00/.test(text) && !text.endsWith('0000')),
  // NHS number: modulo 11 (NHS Data Dictionary).
  'HEALTH_ID:GB': digits(10, (text) => (11 - (sum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(text[9])),
  'NATIONAL_ID:ES': spanish,
  'TAX_ID:ES': spanish,
  // Brazilian CPF: two digits, each modulo 11.
  'TAX_ID:BR': digits(11, (text) =>
    [9, 10].every((length) => {
      const weights = Array.from({ length }, (_, place) => length + 1 - place);
      return ((sum(text, weights) * 10) % 11) % 10 === Number(text[length]);
    }),
  ),
  // Australian TFN: modulo 11 (Australian Taxation Office).
  'TAX_ID:AU': digits(9, (text) => sum(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0),
};

/** Whether a number proves itself; undefined where its scheme has no check that is known here. */
export function passesCheck(type: string, country: string | undefined, text: string): boolean | undefined {
  return CHECKS[`${type}:${country ?? ''}`]?.(text);
}
