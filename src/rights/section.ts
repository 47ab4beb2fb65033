import { type DocumentNode, getOperationAST } from 'graphql';
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
/** Of what is made anew for each page. */
const LARGE_PAGE = 200;

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
export function list(words: Words, text: string, path: readonly string[]): Section {
  const document = documentOf(text);
  return {
    ...words,
    document,
    path,
    isList: true,
    async *items(ask, personId) {
      yield* (at(await ask(document, { id: personId }), path) ?? []) as Item[];
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
      for await (const { page } of answersOf(ask, document, personId, path)) yield* page.filter(keep);
    },
  };
}

/** A part that is a list of any length whose items have no ids: the operation takes `$first` and `$skip`, how many went before. */
export function skipping(words: Words, text: string, path: readonly string[]): Section {
  const document = documentOf(text);
  return {
    ...words,
    document,
    path,
    isList: true,
    async *items(ask, personId) {
      for (let skip = 0; ; skip += LARGE_PAGE) {
        const page = (at(await ask(document, { id: personId, first: LARGE_PAGE, skip }), path) ?? []) as Item[];
        yield* page;
        if (page.length < LARGE_PAGE) return;
      }
    },
  };
}

/**
 * A part that is a list of things each of which has a list of any length. `listed` gives their ids; the operation gives one of them
 * by `$id`, with a page of its list at the end of `path`. Each page is an item, with the thing around it.
 */
export function each(
  words: Words,
  listed: { text: string; path: readonly string[] },
  text: string,
  path: readonly string[],
): Section {
  const ids = documentOf(listed.text);
  const document = documentOf(text);
  const thing = path.slice(0, -1);
  return {
    ...words,
    document,
    path: thing,
    isList: true,
    async *items(ask, personId) {
      for await (const { page: things } of answersOf(ask, ids, personId, listed.path)) {
        for (const { id } of things) {
          let count = 0;
          for await (const { data, page } of answersOf(ask, document, id, path)) {
            const item = at(data, thing);
            if (item && (page.length > 0 || count === 0)) yield item as Item;
            count += 1;
          }
        }
      }
    },
  };
}

const IDS = documentOf('query ($id: ID!) { person(id: $id) { id mergedIds } }');

/**
 * A part that is looked for under every id of the person. The operation takes `$id`, `$first` and `$after`, and gives at the end of
 * `path` what was found, with what to pass as `$after` in `next` beside it.
 */
export function found(
  words: Words,
  text: string,
  path: readonly string[],
  keep: (item: Item) => boolean = () => true,
): Section {
  const document = documentOf(text);
  const next = [...path.slice(0, -1), 'next'];
  return {
    ...words,
    document,
    path,
    isList: true,
    async *items(ask, personId) {
      const person = at(await ask(IDS, { id: personId }), ['person']) as { id: string; mergedIds: string[] } | null;
      for (const id of person ? [person.id, ...person.mergedIds] : []) {
        for (let after: unknown = null; ;) {
          const data = await ask(document, { id, first: PAGE, after });
          yield* ((at(data, path) ?? []) as Item[]).filter(keep);
          after = at(data, next);
          if (after == null) break;
        }
      }
    },
  };
}

/** What an operation answers, page by page of the list at `path`. One that takes no `$after` is asked once. */
async function* answersOf(
  ask: Ask,
  document: DocumentNode,
  id: unknown,
  path: readonly string[],
): AsyncGenerator<{ data: unknown; page: readonly Item[] }> {
  const { variableDefinitions = [] } = getOperationAST(document)!;
  const isPaged = variableDefinitions.some(({ variable }) => variable.name.value === 'after');
  for (let after: unknown = null; ;) {
    const data = await ask(document, { id, ...(isPaged ? { first: PAGE, after } : {}) });
    const page = (at(data, path) ?? []) as Item[];
    yield { data, page };
    if (!isPaged || page.length < PAGE) return;
    after = page.at(-1)!['id'];
  }
}

function at(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => (value as Item | null | undefined)?.[field], data);
}
