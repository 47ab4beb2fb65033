import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { Kind, Source, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { Fault, fault } from '../kernel/faults.ts';
import { apiSchema } from './api-changes.ts';
import { compose, formatCompositionErrors } from './compose.ts';
import { readConfig } from './config.ts';
import { isFile, isMissing, readText } from './files.ts';
import type { GovernedSchema } from './governance-changes.ts';
import { readGovernance } from './governance.ts';
import type { PlaceIndex } from './places.ts';

/** One side of a comparison. */
export interface ComparedSchema {
  /** What clients see. */
  api: GraphQLSchema;
  governed: GovernedSchema;
  /** Where its elements are defined, if it was composed from subgraphs. */
  places?: PlaceIndex;
}

const MAX_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/**
 * The schema to compare with: a URL that answers SDL, a file of SDL, or a commit. Of a commit it is the subgraphs that
 * count, composed anew: both sides then go through the same composer, and an update of it is not taken for a change.
 * SDL may be a supergraph or an API; only a supergraph shows `@requiresScopes`. Throws CONFIGURATION.
 */
export async function loadBaseline(cwd: string, against: string, configFile: string): Promise<ComparedSchema> {
  if (/^https?:\/\//i.test(against)) return schemaFromSdl(against, await fetchSdl(against));
  if (await isFile(cwd, against)) return schemaFromSdl(against, await readText(cwd, against));
  return schemaFromCommit(cwd, against, configFile);
}

/** A schema from composed SDL. `name` stands in messages. */
export function schemaFromSdl(name: string, sdl: string, places?: PlaceIndex): ComparedSchema {
  try {
    const document = parse(new Source(sdl, name));
    // The composer's own `containsSupergraphSpec` is a pattern over the text that also matches words in a comment.
    const isSupergraph = document.definitions.some(
      (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
    );
    const api = apiSchema(isSupergraph ? transformSupergraphToPublicSchema(document) : document);
    return { api, governed: governedSchema(document, api, isSupergraph), ...(places && { places }) };
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    throw fault({
      code: 'CONFIGURATION',
      public: `${name}: this is neither a supergraph nor an API as SDL: ${why}`,
      cause: error,
    });
  }
}

function governedSchema(document: DocumentNode, api: GraphQLSchema, showsScopes: boolean): GovernedSchema {
  const has = (coordinate: string): boolean => {
    const [typeName = '', fieldName] = coordinate.split('.');
    const type = api.getType(typeName);
    if (!type || fieldName === undefined) return type !== undefined;
    return 'getFields' in type && Object.hasOwn(type.getFields(), fieldName);
  };
  return { governance: readGovernance(document), has, showsScopes };
}

async function schemaFromCommit(cwd: string, ref: string, configFile: string): Promise<ComparedSchema> {
  const commit = await git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).catch(
    (error: unknown) => {
      if (error instanceof Fault) throw error;
      throw fault({
        code: 'CONFIGURATION',
        public: `${ref}: this is neither a URL, a file, nor a commit that git knows here. In CI, fetch it first.`,
        cause: error,
      });
    },
  );
  const read = async (file: string): Promise<string> => {
    const path = file.startsWith('.') ? file : `./${file}`;
    return git(cwd, ['show', `${commit.trim()}:${path}`]).catch((error: unknown) => {
      if (error instanceof Fault) throw error;
      throw fault({ code: 'CONFIGURATION', public: `${file}: there is no such file in ${ref}.`, cause: error });
    });
  };
  const composition = compose(await readConfig(cwd, configFile, read));
  if (composition.supergraphSdl === undefined) {
    const errors = formatCompositionErrors(composition.errors);
    throw fault({ code: 'CONFIGURATION', public: `The subgraphs in ${ref} do not compose:\n${errors}` });
  }
  return schemaFromSdl(ref, composition.supergraphSdl, composition.places);
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...args], { cwd, maxBuffer: MAX_BYTES, encoding: 'utf8' });
    return stdout;
  } catch (error) {
    if (isMissing(error)) throw fault({ code: 'CONFIGURATION', public: 'git is not installed.', cause: error });
    throw error;
  }
}

async function fetchSdl(url: string): Promise<string> {
  const refuse = (why: string, cause?: unknown): never => {
    throw fault({ code: 'CONFIGURATION', public: `${url}: ${why}`, cause });
  };
  let response: Response;
  let body: Buffer;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/graphql, text/plain;q=0.9, */*;q=0.1' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await readBody(response);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { cause, message, name } = error as Error;
    const why =
      name === 'TimeoutError'
        ? `no answer within ${TIMEOUT_MS / 1000} s`
        : cause instanceof Error
          ? cause.message
          : message;
    return refuse(`it cannot be fetched: ${why}.`, error);
  }
  const text = body.toString('utf8');
  if (!response.ok) return refuse(`it answers ${response.status}.`);
  if (/^\s*[{[]/.test(text) && isJson(text)) {
    return refuse(
      'it answers JSON. Give the address of SDL as text: introspection shows neither @owned nor @requiresScopes.',
    );
  }
  return text;
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw fault({
        code: 'CONFIGURATION',
        public: `${response.url}: it is larger than ${MAX_BYTES / 1024 / 1024} MB.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
