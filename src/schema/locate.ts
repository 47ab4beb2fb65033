import type { GraphQLError } from 'graphql';
import { type Place, comparePlaces } from './files.ts';
import type { ParsedSubgraph, PlaceIndex } from './places.ts';

/** Where an error is, and further places that take part in it. */
export interface Location {
  place: Place;
  related: Place[];
}

const COORDINATE = /@?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?(?:\([A-Za-z_]\w*:\))?/g;

/**
 * Finds the file, line and column of a composition error. The composer gives most of its errors no location, but
 * names the elements in the message (`"Person.name"`) and the subgraphs, so these are looked up in the SDL:
 * first the most exact coordinate, then any quoted text, then the subgraph's file, then `configFile`.
 */
export function locateError(
  error: GraphQLError,
  subgraphs: readonly ParsedSubgraph[],
  index: PlaceIndex,
  configFile: string,
): Location {
  const own = ownLocation(error, subgraphs);
  if (own) return { place: own, related: [] };

  const named = namedSubgraphs(error, subgraphs);
  const coordinate = mostExact(error.message, index);
  if (coordinate !== undefined) {
    const all = (index.get(coordinate) ?? []).toSorted(comparePlaces);
    const inNamed = all.filter((place) => named.some((subgraph) => subgraph.name === place.subgraph));
    const places = (inNamed.length > 0 ? inNamed : all).map(({ file, line, column }) => ({ file, line, column }));
    const [place, ...related] = places;
    if (place) return { place, related };
  }
  for (const subgraph of named) {
    const place = findQuoted(error.message, subgraph);
    if (place) return { place, related: [] };
  }
  return { place: { file: named[0]?.file ?? configFile, line: 1, column: 1 }, related: [] };
}

/** The location that the error itself carries, if it is one in a subgraph's file. */
function ownLocation(error: GraphQLError, subgraphs: readonly ParsedSubgraph[]): Place | undefined {
  const at = error.locations?.[0];
  const file = subgraphs.find((subgraph) => subgraph.file === error.source?.name)?.file;
  return at && file !== undefined ? { file, line: at.line, column: at.column } : undefined;
}

/** The subgraphs that the error is about, in the order in which it names them. */
function namedSubgraphs({ message, extensions }: GraphQLError, subgraphs: readonly ParsedSubgraph[]): ParsedSubgraph[] {
  const own = subgraphs.find(({ name }) => extensions['subgraphName'] === name || message.startsWith(`[${name}] `));
  const lists = [...message.matchAll(/subgraphs? ((?:"[^"]+"(?:,? and |, )?)+)/g)];
  const names = lists.flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
  const listed = names.flatMap((name) => subgraphs.filter((subgraph) => subgraph.name === name));
  return [...new Set([...(own ? [own] : []), ...listed])];
}

/** The deepest coordinate in a message that the schema knows; the first one among equals. */
function mostExact(message: string, index: PlaceIndex): string | undefined {
  const known = [...message.matchAll(COORDINATE)].map(([text]) => text).filter((text) => index.has(text));
  const depth = (coordinate: string): number => coordinate.split(/[.(]/).length;
  return known.reduce<string | undefined>(
    (best, coordinate) => (best === undefined || depth(coordinate) > depth(best) ? coordinate : best),
    undefined,
  );
}

/** The first place in a subgraph's SDL where something stands that the message quotes, or a version it names. */
function findQuoted(message: string, { file, document }: ParsedSubgraph): Place | undefined {
  const sdl = document.loc?.source.body ?? '';
  for (const [, quoted, version] of message.matchAll(/["'`]([^"'`\s]+)["'`]|\b(v\d+\.\d+)\b/g)) {
    const offset = sdl.indexOf(quoted ?? version ?? '');
    if (offset < 0) continue;
    const before = sdl.slice(0, offset).split('\n');
    return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  return undefined;
}
