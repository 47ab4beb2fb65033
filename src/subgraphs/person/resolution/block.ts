import type { Comparable } from './standardise/index.ts';

/** Records that may share a key before it stops to be one. */
export const MAX_BLOCK_RECORDS = 200;
/** Keys of one record: what lists many names and addresses must not cost without bound. */
const MAX_KEYS = 96;

/**
 * What a record is looked up by: two records that share any key are compared. Many narrow keys, each of two or three
 * parts, so that an error in one part leaves others, and none gathers a crowd.
 */
export function blockKeys(record: Comparable): string[] {
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
    if (email.local.length > 3) add('el', email.local);
    add('ed', email.domain, email.local.slice(0, 2));
  }
  for (const phone of record.phones) add('p', phone.text.slice(-7));
  const birth = record.birth;
  for (const { given, family } of record.names) {
    const words = [...new Set([...(given ? [given.text, ...given.words] : []), ...(family ? [family.text, ...family.words] : [])])].filter((word) => word.length > 1);
    const [g, f] = [given && soundexOf(given.text), family && soundexOf(family.text)];
    // Given and family names are often entered the wrong way round.
    if (g && f) {
      add('gf', [g, f].toSorted().join('.'));
      for (const group of given!.groups) add('gn', String(group), f);
      add('gs', [given!.sound, family!.sound].toSorted().join('.'));
      add('gf3', [given!.text.slice(0, 3), family!.text.slice(0, 3)].toSorted().join('.'));
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
      for (const phone of record.phones) add('wp', word.slice(0, 3), phone.text.slice(-4));
    }
  }
  for (const place of record.places) {
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

/** Candidate pairs of a set of records, each once with the lower index first; and the keys that too many share. */
export interface Candidates {
  /** Lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
  overCommon: string[];
}

/** All pairs that share a key, but for keys that more than `maxBlockRecords` share. */
export function findCandidates(keysOf: readonly (readonly string[])[], maxBlockRecords = MAX_BLOCK_RECORDS): Candidates {
  const blocks = new Map<string, number[]>();
  keysOf.forEach((keys, index) => {
    for (const key of keys) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  });
  const seen = new Set<number>();
  const overCommon: string[] = [];
  const total = keysOf.length;
  for (const [key, block] of blocks) {
    if (block.length > maxBlockRecords) {
      overCommon.push(key);
      continue;
    }
    for (let i = 0; i < block.length; i += 1) {
      for (let j = i + 1; j < block.length; j += 1) seen.add(block[i]! * total + block[j]!);
    }
  }
  const pairs = new Uint32Array(seen.size * 2);
  let place = 0;
  for (const code of seen) {
    pairs[place] = Math.floor(code / total);
    pairs[place + 1] = code % total;
    place += 2;
  }
  return { pairs, overCommon };
}
