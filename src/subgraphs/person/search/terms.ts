import type { Vault } from '../../../kernel/vault.ts';
import { soundexOf } from '../../../resolution/standardise/sound.ts';
import { wordsOf } from '../../../resolution/standardise/ascii.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';

/** Keys of one record: what lists many names and addresses must not cost without bound. */
const MAX_KEYS = 48;
/** Letters of a word by which its beginning is found. */
const BEGINNING = 3;
/** Characters of an e-mail address by which its beginning is found: the shorter one, and the longer one. */
const EMAIL_BEGINNINGS = [3, 6] as const;
/** Characters of an identifier and digits of a phone number by which an end or a beginning is found. */
const PART = 4;
const PHONE = 7;
const STREET = 5;

/** What a search knows of somebody, in comparable form. What is not known is empty. */
export interface Asked {
  /** Words of the name; each may be a beginning. */
  words: readonly string[];
  /** The birth date as YYYYMMDD, as far as it is known. */
  birth: string;
  /** An e-mail address or its beginning. */
  email: string;
  /** Digits of a phone number. */
  phone: string;
  /** Letters and digits of an identifier. */
  identifier: string;
  street: string;
  locality: string;
  postcode: string;
}

/** What a record is searched by, as a database may see it. */
export function searchKeys(vault: Vault, record: Comparable): bigint[] {
  return blindTerms(vault, searchTerms(record));
}

/** Terms as a database may see them. */
export function blindTerms(vault: Vault, terms: readonly string[]): bigint[] {
  return vault.blindNumbers('search-key', terms);
}

/**
 * What a record is searched by. Not what its block keys say: those find doubles, find nobody once many share them, and know
 * no beginnings.
 */
export function searchTerms({ names, birth, emails, phones, numbers, places }: Comparable): string[] {
  const terms = new Set<string>();
  const add = (kind: string, text: string | undefined): void => {
    if (text && terms.size < MAX_KEYS) terms.add(`${kind}:${text}`);
  };
  for (const { given, family } of names) {
    const words = wordsIn(given?.words, family?.words);
    for (const word of words) {
      add('b', beginningOf(word));
      if (word.length > BEGINNING) add('s', soundexOf(word));
    }
    for (const pair of pairsOf(words)) add('bb', pair);
  }
  if (birth) {
    add('y', birth.text.slice(0, 4));
    if (birth.day > 0) add('d', birth.text);
  }
  for (const { local } of emails) {
    add('e', local);
    for (const length of EMAIL_BEGINNINGS) if (local.length > length) add('e', local.slice(0, length));
  }
  for (const { text } of phones) {
    add('p', text.slice(-PHONE));
    add('p', text.slice(-PART));
  }
  for (const { text } of numbers) {
    add('i', text);
    add('i', text.slice(0, PART));
    add('i', text.slice(-PART));
  }
  for (const { street, locality, postcode } of places) {
    add('t', street?.text.slice(0, STREET));
    add('l', locality?.text);
    add('z', postcode?.text);
  }
  return [...terms];
}

/** By fact, what a search looks up. A fact that is too short to look up has none. */
export function askedTerms(asked: Asked): string[][] {
  const { birth, email, phone, identifier, street } = asked;
  const words = wordsIn(asked.words);
  const facts: [kind: string, texts: (string | undefined)[]][] = [
    ['bb', pairsOf(words)],
    ...words.flatMap((word): [string, string[]][] => [
      ['b', word.length < BEGINNING ? [word] : [beginningOf(word)]],
      ['s', word.length > BEGINNING ? [soundexOf(word)] : []],
    ]),
    ['y', [birth.slice(0, 4)]],
    ['d', birth.length === 8 ? [birth] : []],
    ['e', [localOf(email), ...EMAIL_BEGINNINGS.map((length) => beginningOf(localOf(email), length))]],
    ['p', [phone.slice(-PHONE), phone.slice(-PART)]],
    ['i', [identifier, beginningOf(identifier, PART), identifier.slice(-PART)]],
    ['t', [street.slice(0, STREET)]],
    ['l', [asked.locality]],
    ['z', [asked.postcode]],
  ];
  return facts.flatMap(([kind, texts]) => {
    const terms = new Set(texts.flatMap((text) => (text ? [`${kind}:${text}`] : [])));
    return terms.size > 0 ? [[...terms]] : [];
  });
}

/** The words of a text as names have them: two letters at least. */
export function nameWords(text: string): string[] {
  return wordsIn(wordsOf(text));
}

function wordsIn(...lists: readonly (readonly string[] | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))].filter((word) => word.length > 1);
}

function beginningOf(text: string, length = BEGINNING): string {
  return text.slice(0, length);
}

function localOf(email: string): string {
  return email.split('@')[0]!;
}

/** Two beginnings together: among a million people either alone is shared by thousands. */
function pairsOf(words: readonly string[]): string[] {
  const beginnings = [
    ...new Set(words.filter((word) => word.length >= BEGINNING).map((word) => beginningOf(word))),
  ].slice(0, 4);
  return beginnings.flatMap((one, place) =>
    beginnings.slice(place + 1).map((other) => [one, other].toSorted().join('.')),
  );
}
