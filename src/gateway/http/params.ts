import type { OperationParams } from '../operations.ts';
import { Refusal } from './body.ts';

/** The parameters of a JSON body. Throws a Refusal 400 when they are not of the form of GraphQL over HTTP. */
export function paramsOfBody(body: unknown): OperationParams {
  if (Array.isArray(body)) throw new Refusal(400, 'Batches are not supported; send one operation a request.');
  if (!isMap(body)) throw new Refusal(400, 'The body must be a JSON object.');
  return paramsOf(body);
}

/** The parameters of a query string. Throws a Refusal 400. */
export function paramsOfUrl(url: URL): OperationParams {
  const value = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  return paramsOf({
    query: value('query'),
    operationName: value('operationName') || undefined,
    variables: parsed('variables', value('variables')),
    extensions: parsed('extensions', value('extensions')),
  });
}

function parsed(name: string, text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, `"${name}" must be JSON.`);
  }
}

function paramsOf(map: Record<string, unknown>): OperationParams {
  const { query, operationName, variables, extensions } = map;
  if (typeof query !== 'string' || query === '')
    throw new Refusal(400, '"query" must be a string that holds a document.');
  if (operationName != null && typeof operationName !== 'string')
    throw new Refusal(400, '"operationName" must be a string.');
  if (variables != null && !isMap(variables)) throw new Refusal(400, '"variables" must be a JSON object.');
  if (extensions != null && !isMap(extensions)) throw new Refusal(400, '"extensions" must be a JSON object.');
  return { query, operationName, variables };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
