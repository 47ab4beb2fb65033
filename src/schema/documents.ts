import { glob } from 'node:fs/promises';
import { GraphQLError, Kind, NoUnusedFragmentsRule, Source, parse, specifiedRules, validate, visit } from 'graphql';
import type { DefinitionNode, DocumentNode, FragmentDefinitionNode, GraphQLSchema } from 'graphql';
import { fault } from '../kernel/faults.ts';
import { type Place, displayPath, formatPlace, isFolder, readText } from './files.ts';

/** One operation document that a client is known to send. */
export interface TrustedDocument {
  /** The file, and for an entry of a manifest also its id. */
  name: string;
  /** Its definitions, and the fragments from other files that they use. */
  document: DocumentNode;
}

/** Trusted documents, and where a location in one of them is. */
export interface TrustedDocuments {
  documents: TrustedDocument[];
  placeOf(error: GraphQLError): Place;
}

interface LoadedDocument {
  name: string;
  document: DocumentNode;
}

/**
 * Reads trusted documents. Each pattern is a folder (all `.graphql` and `.gql` files in it), a glob, or a manifest of
 * persisted documents (`.json`: `{ "<id>": "query …" }`, or Apollo's `{ "operations": [{ "id", "body" }] }`).
 * A fragment may be in another file than the operation. Throws CONFIGURATION when nothing is found or cannot be parsed.
 */
export async function loadDocuments(cwd: string, patterns: readonly string[]): Promise<TrustedDocuments> {
  const loaded: LoadedDocument[] = [];
  const places = new Map<string, (line: number, column: number) => Place>();
  const problems: string[] = [];
  const take = (name: string, text: string, placeOf: (line: number, column: number) => Place): void => {
    places.set(name, placeOf);
    try {
      loaded.push({ name, document: parse(new Source(text, name)) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
      problems.push(`${formatPlace(placeOf(line, column))}: ${error.message}`);
    }
  };
  for (const file of await filesOf(cwd, patterns)) {
    const text = await readText(cwd, file);
    if (!file.endsWith('.json')) {
      take(file, text, (line, column) => ({ file, line, column }));
      continue;
    }
    for (const { id, body } of manifestEntries(file, text)) {
      const place = placeInManifest(file, text, id);
      take(`${file}#${id}`, body, () => place);
    }
  }
  if (problems.length > 0) throw fault({ code: 'CONFIGURATION', public: problems.join('\n') });
  return {
    documents: withFragments(loaded),
    placeOf: (error) => {
      const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
      const name = error.source?.name ?? '';
      return places.get(name)?.(line, column) ?? { file: name, line, column };
    },
  };
}

const RULES = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/** What is wrong with a document under a schema. */
export function documentErrors(schema: GraphQLSchema, { document }: TrustedDocument): readonly GraphQLError[] {
  return validate(schema, document, RULES);
}

async function filesOf(cwd: string, patterns: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found: string[] = [];
    const search = (await isFolder(cwd, pattern)) ? `${pattern}/**/*.{graphql,gql}` : pattern;
    for await (const file of glob(search, { cwd })) found.push(displayPath(cwd, file));
    if (found.length === 0) throw fault({ code: 'CONFIGURATION', public: `${pattern}: no trusted document is there.` });
    for (const file of found.toSorted()) files.add(file);
  }
  return [...files];
}

function manifestEntries(file: string, text: string): { id: string; body: string }[] {
  const refuse = (why: string): never => {
    throw fault({ code: 'CONFIGURATION', public: `${file}: ${why}` });
  };
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return refuse('it is not JSON.');
  }
  const operations = (manifest as { operations?: unknown } | null)?.operations;
  const entries = Array.isArray(operations)
    ? operations.map((entry: { id?: unknown; body?: unknown } | null): [unknown, unknown] => [entry?.id, entry?.body])
    : Object.entries(manifest ?? {});
  return entries.map(([id, body]) => {
    if (typeof id === 'string' && typeof body === 'string') return { id, body };
    return refuse('a manifest is `{ "<id>": "query …" }` or `{ "operations": [{ "id": …, "body": … }] }`.');
  });
}

/** JSON has the whole document on one line, so the place of its id is the most exact one. */
function placeInManifest(file: string, text: string, id: string): Place {
  const before = text.slice(0, Math.max(text.indexOf(JSON.stringify(id)), 0)).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Adds to each document the fragments that it uses and other files define. */
function withFragments(loaded: readonly LoadedDocument[]): TrustedDocument[] {
  const elsewhere = new Map<string, FragmentDefinitionNode>();
  for (const { document } of loaded)
    for (const fragment of fragmentsIn(document.definitions)) elsewhere.set(fragment.name.value, fragment);
  return loaded.map(({ name, document }) => {
    const definitions: DefinitionNode[] = [...document.definitions];
    const known = new Set(fragmentsIn(definitions).map((fragment) => fragment.name.value));
    // `definitions` grows while it is read: what a fragment spreads is looked up in turn.
    for (const definition of definitions) {
      for (const spread of spreadsIn(definition)) {
        const fragment = elsewhere.get(spread);
        if (known.has(spread) || !fragment) continue;
        known.add(spread);
        definitions.push(fragment);
      }
    }
    return { name, document: { kind: Kind.DOCUMENT, definitions } };
  });
}

function fragmentsIn(definitions: readonly DefinitionNode[]): FragmentDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
}

function spreadsIn(definition: DefinitionNode): string[] {
  const names: string[] = [];
  visit(definition, { FragmentSpread: (node) => void names.push(node.name.value) });
  return names;
}
