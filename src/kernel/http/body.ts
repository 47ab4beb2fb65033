import type { IncomingMessage } from 'node:http';

/** A request that is refused before anything is done for it: an HTTP status, and the reason in words for the client. */
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

/** More pieces of a body are joined: a megabyte in pieces of one byte took 400 MB. */
const MAX_CHUNKS = 1_000;

/**
 * Reads a body of at most `maxBytes`, as it came. Throws a Refusal: 413 when it is larger (said by Content-Length, or found
 * while reading, however it is chunked), 400 when it ends too early.
 */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
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
