import type { Address } from '../values.ts';
import { wordsOf } from './ascii.ts';
import { isDirection, isStreetType, isUnitWord, longForm } from './street-words.ts';
import { type Term, termOf } from './term.ts';

/** An address in comparable parts. What it does not say is not there. */
export interface Place {
  /** The number of the house. */
  number: Term | undefined;
  /** The name of the street, in long forms. */
  street: Term | undefined;
  /** What else stands in the lines: a building, an estate. */
  building: Term | undefined;
  locality: Term | undefined;
  postcode: Term | undefined;
  region: string | undefined;
}

/** A British (BS 7666) or Canadian postcode, which is written in two words. */
const TWO_WORD_POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b|\b([a-z]\d[a-z]) (\d[a-z]\d)\b/;

/** An address in comparable parts. Lines that hold everything are taken apart as far as their words tell. */
export function standardiseAddress(address: Address): Place | undefined {
  const lines = address.lines
    .flatMap((line) => line.split(','))
    .map((line) => wordsOf(line).map(longForm))
    .filter((words) => words.length > 0);
  const streetLine = lines.findIndex((words) => words.some(isStreetType) || isBox(words));
  const numbered = lines.findIndex((words) => /^\d/.test(words[0]!) && words.length > 1);
  const main = streetLine >= 0 ? streetLine : numbered >= 0 ? numbered : 0;
  const rest = { number: '', street: [] as string[], building: [] as string[], tail: [] as string[] };
  for (const [index, words] of lines.entries()) {
    if (index === main) readStreet(words, rest);
    else if (words.length === 1 && /^\d+[a-z]?$/.test(words[0]!) && words[0]!.length < 5 && !rest.number)
      rest.number = words[0]!;
    else if (index > main && address.locality === undefined && index === lines.length - 1) rest.tail.push(...words);
    else if (index > main && address.locality === undefined && index > 0 && lines.length > 2) rest.tail.push(...words);
    else rest.building.push(...words.filter((word) => !isUnitWord(word)));
  }
  const tail = readTail(rest.tail);
  const place: Place = {
    number: optional(rest.number),
    street: optional(rest.street.join('')),
    building: optional(rest.building.join('')),
    locality: optional(address.locality ? wordsOf(address.locality).map(longForm).join('') : tail.locality),
    postcode: optional(
      address.postalCode
        ? wordsOf(address.postalCode)
            .join('')
            .replace(/^(\d{5})\d{4}$/, '$1')
        : tail.postcode,
    ),
    region: address.region ? wordsOf(address.region).join('') : tail.region || undefined,
  };
  return place.number || place.street || place.building || place.locality || place.postcode || place.region
    ? place
    : undefined;
}

function isBox(words: readonly string[]): boolean {
  return words.includes('box');
}

/** House number and street of a line; what follows the street's type goes to `tail`. */
function readStreet(
  line: readonly string[],
  into: { number: string; street: string[]; building: string[]; tail: string[] },
): void {
  const words: string[] = [];
  for (let index = 0; index < line.length; index += 1) {
    // A unit and its number: the same house without it.
    if (isUnitWord(line[index]!) && /^[a-z]?\d/.test(line[index + 1] ?? '')) {
      if (line[index] === 'no') continue;
      index += 1;
    } else words.push(line[index]!);
  }
  const place = words.findIndex((word) => /^\d+[a-z]?$/.test(word));
  if (place >= 0) [into.number] = words.splice(place, 1) as [string];
  // What stands before the number of a street is the name of a building: `Skyline Apartments 705 Sheppard Avenue`.
  if (place > 1 && words.slice(place).some((word, index) => index > 0 && isStreetType(word)))
    into.building.push(...words.splice(0, place));
  const type = words.findLastIndex((word, index) => isStreetType(word) && index > 0);
  let end = type < 0 ? words.length : type + 1;
  while (end < words.length && isDirection(words[end]!)) end += 1;
  into.street.push(...words.slice(0, end));
  into.tail.push(...words.slice(end));
}

/** Locality, region and postcode of what follows a street. */
function readTail(words: readonly string[]): { locality: string; region: string; postcode: string } {
  const text = words.join(' ');
  const [whole] = TWO_WORD_POSTCODE.exec(text) ?? [];
  let kept = whole ? text.replace(whole, '').split(' ').filter(Boolean) : [...words];
  let postcode = whole?.replace(' ', '') ?? '';
  if (!postcode) {
    const place = kept.findLastIndex((word) => /^\d{4,9}$/.test(word));
    if (place >= 0) [postcode] = kept.splice(place, 1) as [string];
  }
  const last = kept.at(-1);
  const region = last && last.length === 2 && kept.length > 1 ? last : '';
  if (region) kept = kept.slice(0, -1);
  return { locality: kept.join(''), region, postcode: postcode.replace(/^(\d{5})\d{4}$/, '$1') };
}

function optional(text: string): Term | undefined {
  return text === '' ? undefined : termOf(text.slice(0, 64));
}
