import { dirname, join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { GraphQLError, Source, buildASTSchema, getDirectiveValues, isObjectType, parse, validateSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { CONFIG_FILE, type SupergraphConfig, readConfig } from './config.ts';
import { type Place, displayPath, formatPlace, writeText } from './files.ts';
import { locateError } from './locate.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type ParsedSubgraph, type PlaceIndex, indexPlaces } from './places.ts';

/** Why subgraphs do not compose. */
export interface CompositionError {
  message: string;
  /** A code of the federation specification, such as `INVALID_FIELD_SHARING`; `SYNTAX_ERROR` or `INVALID_SCHEMA`. */
  code: string;
  place: Place;
  /** The same element in other subgraphs, where the error is about their difference. */
  related: Place[];
}

/** What composition gives: both schemas, or the errors. */
export type Composition =
  | {
      /** What a gateway runs on: the API with the subgraph of each field, `@requiresScopes` and `@owned`. */
      supergraphSdl: string;
      /** What clients see: the API, with `@owned`. */
      apiSdl: string;
      errors: [];
      places: PlaceIndex;
    }
  | { supergraphSdl?: undefined; apiSdl?: undefined; errors: CompositionError[] };

/** Composes subgraphs into a supergraph. The same input gives the same text. Never throws for a bad schema. */
export function compose(config: SupergraphConfig): Composition {
  const syntaxErrors: CompositionError[] = [];
  const parsed: (ParsedSubgraph & { url: string })[] = [];
  for (const { name, url, file, sdl } of config.subgraphs) {
    try {
      parsed.push({ name, url, file, document: parse(new Source(sdl, file)) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
      syntaxErrors.push({ message: error.message, code: 'SYNTAX_ERROR', place: { file, line, column }, related: [] });
    }
  }
  if (syntaxErrors.length > 0) return { errors: syntaxErrors };

  const places = indexPlaces(parsed);
  const fail = (errors: readonly GraphQLError[], code: string): Composition => ({
    errors: withoutEchoes(
      errors.map((error) => ({
        message: error.message,
        code: typeof error.extensions['code'] === 'string' ? error.extensions['code'] : code,
        ...locateError(error, parsed, places, config.file),
      })),
    ),
  });
  const result = runComposer(parsed);
  if (result.errors) return fail(result.errors, 'INVALID_GRAPHQL');
  const invalid = validateApi(result.publicSdl);
  if (invalid.length > 0) return fail(invalid, 'INVALID_SCHEMA');
  return { supergraphSdl: endLine(result.supergraphSdl), apiSdl: endLine(result.publicSdl), errors: [], places };
}

/** Where `schema compose` writes, relative to the folder of `supergraph.yaml`. */
export const SUPERGRAPH_FILE = 'schema/supergraph.graphql';
export const API_FILE = 'schema/api.graphql';

/** The files that hold a composed graph, with their text. Paths are relative to the folder of `supergraph.yaml`. */
export function composedFiles(composition: {
  supergraphSdl: string;
  apiSdl: string;
}): { path: string; text: string }[] {
  const note = '# Composed from the subgraphs in supergraph.yaml by `npm run generate`. Do not edit.\n\n';
  return [
    { path: SUPERGRAPH_FILE, text: note + composition.supergraphSdl },
    { path: API_FILE, text: note + composition.apiSdl },
  ];
}

/** Options of `schema compose`. */
export interface ComposeOptions {
  /** The working directory. */
  cwd?: string;
  /** `supergraph.yaml`, unless it is elsewhere. */
  config?: string;
}

/** `schema compose`: writes both schemas. Exit code 1 when they do not compose, 2 when the input cannot be read. */
export async function runCompose(options: ComposeOptions = {}): Promise<Outcome> {
  const cwd = options.cwd ?? process.cwd();
  const configFile = options.config ?? CONFIG_FILE;
  return outcomeOf(async () => {
    const composition = compose(await readConfig(cwd, configFile));
    if (composition.supergraphSdl === undefined) {
      return { output: formatCompositionErrors(composition.errors), exitCode: 1 };
    }
    const written: string[] = [];
    for (const { path, text } of composedFiles(composition)) {
      const file = join(dirname(configFile), path);
      await writeText(cwd, file, text);
      written.push(displayPath(cwd, file));
    }
    return { output: `Composed ${written.join(' and ')}.`, exitCode: 0 };
  });
}

/** One line per error, `file:line:column: CODE message`, with the other places below it. */
export function formatCompositionErrors(errors: readonly CompositionError[]): string {
  return errors
    .map(({ message, code, place, related }) =>
      [`${formatPlace(place)}: ${code} ${message}`, ...related.map((other) => `  also ${formatPlace(other)}`)].join(
        '\n',
      ),
    )
    .join('\n');
}

function runComposer(
  parsed: readonly (ParsedSubgraph & { url: string })[],
): { errors: readonly GraphQLError[] } | { errors?: undefined; supergraphSdl: string; publicSdl: string } {
  try {
    const result = composeServices(parsed.map(({ name, url, document }) => ({ name, url, typeDefs: document })));
    if (result.errors) return { errors: result.errors };
    return { supergraphSdl: result.supergraphSdl, publicSdl: result.publicSdl };
  } catch (error) {
    // The composer throws plain errors for some inputs that it takes to be checked already.
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError((error as Error).message)] };
  }
}

/**
 * What the composer leaves to whoever builds the schema: some rules of GraphQL itself, and the values that directives
 * are given (it takes `@owned(by: [NOBODY])`).
 */
function validateApi(apiSdl: string): readonly GraphQLError[] {
  try {
    const schema = buildASTSchema(parse(apiSdl));
    return [...validateSchema(schema), ...validateDirectiveValues(schema)];
  } catch (error) {
    return (error as Error).message.split('\n\n').map((message) => new GraphQLError(message));
  }
}

function validateDirectiveValues(schema: GraphQLSchema): GraphQLError[] {
  const errors: GraphQLError[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.astNode) continue;
    for (const { name, astNode } of Object.values(type.getFields())) {
      for (const directive of schema.getDirectives()) {
        try {
          if (astNode) getDirectiveValues(directive, astNode);
        } catch (error) {
          errors.push(
            new GraphQLError(`Field "${type.name}.${name}": @${directive.name}: ${(error as Error).message}`),
          );
        }
      }
    }
  }
  return errors;
}

/** The composer reports some mistakes twice, once with advice and once without. The longer text stays. */
function withoutEchoes(errors: readonly CompositionError[]): CompositionError[] {
  const isEcho = (error: CompositionError, other: CompositionError): boolean =>
    other !== error &&
    other.message.length > error.message.length &&
    other.message.startsWith(error.message) &&
    formatPlace(other.place) === formatPlace(error.place);
  return errors.filter((error) => !errors.some((other) => isEcho(error, other)));
}

function endLine(text: string): string {
  return `${text.trimEnd()}\n`;
}
