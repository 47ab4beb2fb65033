import type { IncomingMessage } from 'node:http';

/** A request that is refused before it is an operation: an HTTP status, and the reason in words for the client. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Reads a JSON body of at most `maxBytes`. Throws a Refusal: 413 when it is larger (said by Content-Length, or found while
 * reading, however it is chunked), 415 when it is of another media type, charset or content coding, 400 when it is not
 * UTF-8 or not JSON.
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

/** More pieces of a body are joined: a megabyte in pieces of one byte took 400 MB. */
const MAX_CHUNKS = 1_000;

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  // Made when it is needed: the stack of an Error costs 2 µs.
  const tooLarge = () => new Refusal(413, `The body is larger than ${maxBytes} bytes.`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  let chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) {
        if (chunks.push(chunk) > MAX_CHUNKS) chunks = [Buffer.concat(chunks)];
      } else {
        // What is still coming is thrown away, so that the client can finish and read the answer.
        chunks = [];
        reject(tooLarge());
      }
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Refusal(400, 'The body ended too early.'));
    });
  });
}
