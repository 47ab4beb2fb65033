import { readFile } from 'node:fs/promises';
import { type ASTNode, type DocumentNode, GraphQLError, parse } from 'graphql';
import { fault } from './faults.ts';

/** The text of `schema/<name>.graphql`. Throws CONFIGURATION, naming file and line, when it is no SDL. */
export async function readSdl(name: string): Promise<string> {
  const sdl = await readFile(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
  parseSdl(name, sdl);
  return sdl;
}

/** Parses the SDL of a subgraph. Throws CONFIGURATION, naming file and line, when it is none. */
export function parseSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    const { line, column } = cause.locations?.[0] ?? { line: 1, column: 1 };
    throw fault({
      code: 'CONFIGURATION',
      public: `schema/${name}.graphql:${line}:${column}: ${cause.message}`,
      cause,
    });
  }
}

/** Where a node of a subgraph's SDL stands: `schema/person.graphql:12:3`, as `schema compose` names it. */
export function placeIn(name: string, { loc }: ASTNode): string {
  return `schema/${name}.graphql:${loc?.startToken.line ?? 1}:${loc?.startToken.column ?? 1}`;
}
