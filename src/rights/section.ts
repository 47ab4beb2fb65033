import type { DocumentNode } from 'graphql';
import { type Ask, documentOf } from './graph.ts';

/** Something that the graph answered, as an archive shows it. */
export type Item = Record<string, unknown>;

/** One part of what is known of a person. */
export interface Section {
  /** Its name in the JSON, and its anchor in the page. */
  name: string;
  title: string;
  /** What it is, for the person. */
  about: string;
  /** What is asked for each page of it; the JSON Schema is made from it. */
  document: DocumentNode;
  /** Where in the answer it is: the fields from the root on. */
  path: readonly string[];
  /** Whether it is a list. */
  isList: boolean;
  /** Its items, one after the other. */
  items(ask: Ask, personId: string): AsyncIterable<Item>;
}

const PAGE = 100;

type Words = Pick<Section, 'name' | 'title' | 'about'>;

/** A part that is one thing. */
export function one(words: Words, text: string, path: readonly string[]): Section {
  const document = documentOf(text);
  return {
    ...words,
    document,
    path,
    isList: false,
    async *items(ask, personId) {
      const item = at(await ask(document, { id: personId }), path);
      if (item) yield item as Item;
    },
  };
}

/** A part that is a list which the graph gives in one piece: all of it is held while it is written. */
export function list(
  words: Words,
  text: string,
  path: readonly string[],
  keep: (item: Item) => boolean = () => true,
): Section {
  const document = documentOf(text);
  return {
    ...words,
    document,
    path,
    isList: true,
    async *items(ask, personId) {
      const items = (at(await ask(document, { id: personId }), path) ?? []) as Item[];
      yield* items.filter(keep);
    },
  };
}

/**
 * A part that is a list of any length: the operation takes `$first` and `$after`, the id of the last item before, and gives
 * items with their ids.
 */
export function pages(
  words: Words,
  text: string,
  path: readonly string[],
  keep: (item: Item) => boolean = () => true,
): Section {
  const document = documentOf(text);
  return {
    ...words,
    document,
    path,
    isList: true,
    async *items(ask, personId) {
      for (let after: unknown = null; ;) {
        const page = (at(await ask(document, { id: personId, first: PAGE, after }), path) ?? []) as Item[];
        yield* page.filter(keep);
        if (page.length < PAGE) return;
        after = page.at(-1)!['id'];
      }
    },
  };
}

function at(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => (value as Item | null | undefined)?.[field], data);
}
