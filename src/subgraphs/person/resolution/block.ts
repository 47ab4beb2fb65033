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
  const add = (kind: string, ...parts: readonly (string | undefined)[]): void => {
    if (parts.every(Boolean) && keys.size < MAX_KEYS) keys.add(`${kind}:${parts.join('|')}`);
  };
  for (const number of record.numbers) {
    add('n', number.text);
    if (number.text.length > 5) {
      add('nh', number.scheme, number.text.slice(0, 4), initialOf(record));
      add('nt', number.scheme, number.text.slice(-4), initialOf(record));
    }
  }
  for (const email of record.emails) {
    add('e', email.text);
    if (email.local.length > 2) add('el', email.local);
    add('ed', email.domain, email.local.slice(0, 4));
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
      for (const group of given!.groups) add('gn', String(group), f);
      add('gs', [given!.sound, family!.sound].toSorted().join('.'));
      add('gf3', [given!.text.slice(0, 3), family!.text.slice(0, 3)].toSorted().join('.'));
      add('if', given!.text[0], f);
      add('if', family!.text[0], g);
    }
    for (const word of words) {
      const sound = soundexOf(word);
      if (birth) {
        add('bw', birth.text, word.slice(0, 2));
        add('ys', String(birth.year), sound);
        add('ds', birth.text.slice(4), sound);
      }
      for (const place of record.places) {
        add('sw', place.street?.text.slice(0, 6), word.slice(0, 3));
        add('pw', place.postcode?.text, word.slice(0, 3));
        add('lw', place.locality?.text.slice(0, 5), sound);
      }
      add('w', sound);
      for (const phone of record.phones) add('wp', word.slice(0, 3), phone.text.slice(-4));
    }
  }
  for (const place of record.places) {
    if (birth) add('yl', place.locality?.text.slice(0, 3), birth.text.slice(0, 4));
    add('hs', place.number?.text, place.street?.text.slice(0, 5));
    add('hp', place.number?.text, place.postcode?.text);
    add('bp', birth?.text, place.postcode?.text);
    add('bl', birth?.text, place.locality?.text.slice(0, 3));
    add('bh', birth?.text, place.number?.text);
  }
  if (birth) add('b', birth.text);
  return [...keys];
}

function initialOf(record: Comparable): string | undefined {
  const [form] = record.names;
  return (form?.family ?? form?.given)?.text[0];
}
