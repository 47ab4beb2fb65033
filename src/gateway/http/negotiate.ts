/** The media types in which an operation can be answered. */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';
export const EVENT_STREAM = 'text/event-stream';

export type AnswerType = typeof GRAPHQL_RESPONSE | typeof JSON_TYPE | typeof EVENT_STREAM;

/**
 * The media type that an `Accept` header (RFC 9110 §12.5.1) prefers among those that can be given: the highest `q`, then the
 * one named first. Without a header, or where anything will do, `application/json` (GraphQL over HTTP, Media Types).
 * Undefined when none will do.
 */
export function negotiate(accept: string | undefined): AnswerType | undefined {
  if (accept === undefined || accept.trim() === '') return JSON_TYPE;
  let best: { type: AnswerType; quality: number } | undefined;
  for (const part of accept.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
    const charset = parameters.find((text) => text.startsWith('charset='))?.slice('charset='.length);
    const type = meant(name);
    if (!type || !(quality > 0) || (charset !== undefined && charset !== 'utf-8')) continue;
    if (!best || quality > best.quality) best = { type, quality };
  }
  return best?.type;
}

function meant(name: string): AnswerType | undefined {
  if (name === '*/*' || name === 'application/*') return JSON_TYPE;
  return name === GRAPHQL_RESPONSE || name === JSON_TYPE || name === EVENT_STREAM ? name : undefined;
}
