import type { Blind } from './blind.ts';
import type { Comparable } from './standardise/index.ts';
import { soundexOf } from './standardise/sound.ts';

/** Keys of one record: what lists many names and addresses must not cost without bound. */
const MAX_KEYS = 96;

/** The block keys of a record as a database may see them: blinded by `blind`. */
export function blockKeys(record: Comparable, blind: Blind): bigint[] {
  return blockTerms(record).map(blind);
}

/**
 * What a record is looked up by: two records that share any key are compared. Many narrow keys, each of two or three
 * parts, so that an error in one part leaves others, and none gathers a crowd; then a few wide ones, which find what
 * has several errors among few records, and are over-common and so without effect among many.
 */
export function blockTerms(record: Comparable): string[] {
  const keys = new Set<string>();
  const add = (kind: string, part: string | undefined): void => {
    if (part && keys.size < MAX_KEYS) keys.add(`${kind}:${part}`);
  };
  const addBoth = (kind: string, one: string | undefined, other: string | undefined): void => {
    if (one && other && keys.size < MAX_KEYS) keys.add(`${kind}:${one}|${other}`);
  };
  for (const number of record.numbers) {
    add('n', number.text);
    if (number.text.length > 5) {
      addBoth('nh', `${number.scheme}|${number.text.slice(0, 4)}`, initialOf(record));
      addBoth('nt', `${number.scheme}|${number.text.slice(-4)}`, initialOf(record));
    }
  }
  for (const email of record.emails) {
    add('e', email.text);
    if (email.local.length > 2) add('el', email.local);
    addBoth('ed', email.domain, email.local.slice(0, 4));
  }
  for (const phone of record.phones) add('p', phone.text.slice(-7));
  const birth = record.birth;
  for (const { given, family } of record.names) {
    const words = [
      ...new Set([...(given ? [given.text, ...given.words] : []), ...(family ? [family.text, ...family.words] : [])]),
    ].filter((word) => word.length > 1);
    const [g, f] = [given && soundexOf(given.text), family && soundexOf(family.text)];
    // Given and family names are often entered the wrong way round.
    if (g && f) {
      add('gf', [g, f].toSorted().join('.'));
      for (const group of given!.groups) addBoth('gn', String(group), f);
      add('gs', [given!.sound, family!.sound].toSorted().join('.'));
      add('gf3', [given!.text.slice(0, 3), family!.text.slice(0, 3)].toSorted().join('.'));
      addBoth('if', given!.text[0], f);
      addBoth('if', family!.text[0], g);
    }
    for (const word of words) {
      const sound = soundexOf(word);
      if (birth) {
        addBoth('bw', birth.text, word.slice(0, 2));
        addBoth('ys', String(birth.year), sound);
      }
      for (const place of record.places) {
        addBoth('pw', place.postcode?.text, word.slice(0, 3));
        addBoth('lw', place.locality?.text.slice(0, 5), sound);
      }
      add('w', sound);
    }
  }
  for (const place of record.places) {
    if (birth) addBoth('yl', place.locality?.text.slice(0, 3), birth.text.slice(0, 4));
    addBoth('hs', place.number?.text, place.street?.text.slice(0, 5));
    addBoth('hp', place.number?.text, place.postcode?.text);
    addBoth('bp', birth?.text, place.postcode?.text);
    addBoth('bl', birth?.text, place.locality?.text.slice(0, 3));
    addBoth('bh', birth?.text, place.number?.text);
  }
  if (birth) add('b', birth.text);
  return [...keys];
}

function initialOf(record: Comparable): string | undefined {
  const [form] = record.names;
  return (form?.family ?? form?.given)?.text[0];
}
