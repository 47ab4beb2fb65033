import { type Day, LAST_YEAR, daysIn } from './people.ts';
import type { Random } from './random.ts';

const KEYBOARD = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours = new Map<string, string>();
for (const [row, keys] of KEYBOARD.entries()) {
  for (const [column, key] of keys.split('').entries()) {
    const keysBeside = [keys[column - 1], keys[column + 1]];
    if (row > 1) keysBeside.push(KEYBOARD[row - 1]![column], KEYBOARD[row - 1]![column + 1]);
    if (row > 0 && row < 3) keysBeside.push(KEYBOARD[row + 1]![column - 1], KEYBOARD[row + 1]![column]);
    // A digit is mistaken for a digit: forms refuse letters among them.
    neighbours.set(key, keysBeside.filter((other) => other && /\d/.test(other) === /\d/.test(key)).join(''));
  }
}

/** Shares of omitted, inserted, substituted and transposed letters (Pollock and Zamora 1984, without words of several errors). */
const KINDS = [0.37, 0.29, 0.2, 0.14];

/**
 * One slip of the keyboard. The first letter is mostly right (Yannakoudakis and Fawthrop 1983). Signs between letters stay:
 * forms refuse an e-mail address without its `@`.
 */
export function mistype(random: Random, text: string): string {
  if (text.length < 2) return text;
  const from = random.chance(0.92) ? 1 : 0;
  let at = from + random.below(text.length - from);
  while (at < text.length && !isKey(text[at]!)) at += 1;
  if (at === text.length) return text;
  const key = text[at]!;
  const digit = key >= '0' && key <= '9';
  const [afterKey, beforeKey] = [isKey(text[at - 1] ?? ''), isKey(text[at + 1] ?? '')];
  // Numbers keep their length: forms see to it. What stands alone between signs has nothing to change places with, and stays there.
  let kind = digit ? 2 + (random.chance(0.4) ? 1 : 0) : random.weighted(KINDS);
  if (!afterKey && !beforeKey && kind !== 1) kind = 2;
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) {
    const extra = random.chance(0.5) ? key.toLowerCase() : near(random, key);
    return text.slice(0, at) + extra + text.slice(at);
  }
  if (kind === 2) return text.slice(0, at) + near(random, key) + text.slice(at + 1);
  const first = beforeKey ? at : at - 1;
  const [one, other] = [text[first]!, text[first + 1]!];
  const capital = first === 0 && one === one.toUpperCase();
  const swapped = capital ? other.toUpperCase() + one.toLowerCase() : other + one;
  return text.slice(0, first) + swapped + text.slice(first + 2);
}

/** Whether a letter or a digit. */
function isKey(sign: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(sign);
}

function near(random: Random, letter: string): string {
  const keys = neighbours.get(letter.toLowerCase());
  return keys ? keys[random.below(keys.length)]! : 'e';
}

/** Spellings that sound the same, either way (after the rules of Febrl's phonetic modifications). */
const SOUNDS: readonly (readonly [string, string])[] = [
  ['ph', 'f'], ['ck', 'k'], ['c', 'k'], ['ie', 'y'], ['ey', 'y'], ['y', 'i'], ['ai', 'ay'], ['ee', 'ea'], ['th', 't'],
  ['tt', 't'], ['ll', 'l'], ['nn', 'n'], ['ss', 's'], ['rr', 'r'], ['mm', 'm'], ['z', 's'], ['v', 'w'], ['gh', 'g'],
  ['sch', 'sh'], ['ou', 'u'], ['oo', 'u'], ['an', 'en'], ['er', 'ar'], ['on', 'en'], ['x', 'ks'], ['qu', 'kw'], ['dt', 't'],
]; // prettier-ignore

/** A name as somebody heard it. */
export function mishear(random: Random, text: string): string {
  const start = random.below(SOUNDS.length);
  const lower = text.toLowerCase();
  for (let step = 0; step < SOUNDS.length; step += 1) {
    const [one, other] = SOUNDS[(start + step) % SOUNDS.length]!;
    const [from, to] = random.chance(0.5) ? [one, other] : [other, one];
    const at = lower.indexOf(from, 1);
    if (at > 0) return text.slice(0, at) + to + text.slice(at + from.length);
  }
  return text;
}

/** Letters that a scanner takes for others (after the tables of GeCo). */
const SHAPES: readonly (readonly [string, string])[] = [
  ['m', 'rn'], ['rn', 'm'], ['l', '1'], ['o', '0'], ['i', 'l'], ['e', 'c'], ['u', 'v'], ['h', 'b'], ['g', 'q'], ['cl', 'd'],
  ['w', 'vv'], ['n', 'h'], ['t', 'f'], ['a', 'o'], ['s', '5'], ['d', 'cl'], ['B', '8'], ['S', '5'], ['O', '0'], ['I', 'l'], ['G', '6'], ['Z', '2'],
]; // prettier-ignore
const DIGIT_SHAPES: readonly (readonly [string, string])[] = [
  ['1', '7'], ['7', '1'], ['3', '8'], ['8', '3'], ['5', '6'], ['6', '5'], ['0', '8'], ['8', '0'], ['9', '4'], ['4', '9'], ['0', '6'], ['2', '7'],
]; // prettier-ignore

/** A text as a scanner read it. */
export function misread(random: Random, text: string): string {
  const shapes = /^[\d\s-]+$/.test(text) ? DIGIT_SHAPES : SHAPES;
  const start = random.below(shapes.length);
  for (let step = 0; step < shapes.length; step += 1) {
    const [from, to] = shapes[(start + step) % shapes.length]!;
    const at = text.indexOf(from);
    if (at >= 0) return text.slice(0, at) + to + text.slice(at + from.length);
  }
  return text;
}

/** Shares of ways to get a date wrong: day and month swapped, a digit of the day, of the month, of the year, a neighbouring year. */
const DATE_KINDS = [0.3, 0.25, 0.15, 0.2, 0.1];

/** A date with an error that leaves it in the calendar and in the past, since forms refuse others. */
export function misdate(random: Random, { year, month, day }: Day): Day {
  const fit = (changed: Day): Day => ({ ...changed, day: Math.min(changed.day, daysIn(changed.year, changed.month)) });
  switch (random.weighted(DATE_KINDS)) {
    case 0:
      return day <= 12 ? fit({ year, month: day, day: month }) : { year, month, day: Math.max(1, day - 10) };
    case 1:
      return fit({ year, month, day: 1 + ((day + [0, 1, 9, 10][random.below(4)]!) % 28) });
    case 2:
      return fit({ year, month: 1 + (month % 12), day });
    case 3: {
      const other = year - (year % 10) + (((year % 10) + 1 + random.below(8)) % 10);
      return fit({ year: other < LAST_YEAR ? other : year - 10, month, day });
    }
    default:
      return fit({ year: year - 1, month, day });
  }
}
