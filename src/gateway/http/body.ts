import type { IncomingMessage } from 'node:http';
import { Refusal, readBytes } from '../../kernel/http/body.ts';

/**
 * Reads a JSON body of at most `maxBytes`. Throws a Refusal: as `readBytes` does, 415 when it is of another media type,
 * charset or content coding, 400 when it is not UTF-8 or not JSON.
 */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  if (type !== 'application/json')
    throw new Refusal(415, 'The body must be application/json.', { accept: 'application/json' });
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new Refusal(415, 'The body must be in UTF-8.');
  const coding = request.headers['content-encoding'];
  if (coding !== undefined && coding !== 'identity')
    throw new Refusal(415, 'The body must not be compressed.', { 'accept-encoding': 'identity' });

  const bytes = await readBytes(request, maxBytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, 'The body is not valid UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, so it is not passed on.
    throw new Refusal(400, 'The body is not valid JSON.');
  }
}
