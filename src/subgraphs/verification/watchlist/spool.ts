import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { Refusal } from '../../../kernel/http/body.ts';
import type { ListFile } from './store.ts';

/** An uploaded file, as it lies on this machine. */
export interface Spooled extends ListFile {
  path: string;
}

const MAX_FILE_BYTES = 1024 ** 3;
const MAX_NAME_LENGTH = 200;

/**
 * Takes the files of a form (RFC 7578) down into a folder of their own, which is deleted with the answer: a client that is slow keeps no
 * connection to the database waiting. Throws a Refusal for what is no such form.
 */
export async function spool(
  request: IncomingMessage,
  parts: readonly string[],
): Promise<{ files: Spooled[] } & AsyncDisposable> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data')) {
    throw new Refusal(415, `Expected multipart/form-data with ${parts.join(', ')} as files.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'selfsame-watchlist-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { files: await takeDown(request, parts, folder), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function takeDown(request: IncomingMessage, parts: readonly string[], folder: string): Promise<Spooled[]> {
  const writes: Promise<Spooled>[] = [];
  const unknown: string[] = [];
  const form = openForm(request, parts.length);
  form.on('file', (part, file, name) => {
    if (parts.includes(part)) writes.push(write(file, { part, name: name?.slice(0, MAX_NAME_LENGTH) || part }, folder));
    else {
      unknown.push(part);
      file.resume();
    }
  });
  form.on('field', (part) => void unknown.push(part));
  try {
    await pipeline(request, form);
  } catch (cause) {
    await Promise.allSettled(writes);
    throw cause instanceof Refusal ? cause : new Refusal(400, 'The form ended too early, or is none.');
  }
  const files = await Promise.all(writes);
  const missing = parts.filter((part) => !files.some((file) => file.part === part));
  if (missing.length > 0)
    throw new Refusal(400, `Expected a file for each of ${parts.join(', ')}; there is none for ${missing.join(', ')}.`);
  if (unknown.length > 0 || files.length > parts.length) {
    throw new Refusal(400, `Expected the files ${parts.join(', ')}, each once, and nothing else.`);
  }
  return parts.map((part) => files.find((file) => file.part === part)!);
}

function openForm(request: IncomingMessage, files: number): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { fileSize: MAX_FILE_BYTES, files: files + 1, fields: 1, fieldSize: 1_000 },
      // A file without a name is one all the same.
      isPartAFile: () => true,
    });
  } catch {
    throw new Refusal(400, 'Expected multipart/form-data with a boundary.');
  }
}

async function write(
  file: NodeJS.ReadableStream & { truncated: boolean },
  about: { part: string; name: string },
  folder: string,
): Promise<Spooled> {
  const hash = createHash('sha256');
  const path = join(folder, randomUUID());
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(file, measure, createWriteStream(path, { mode: 0o600 }));
  if (file.truncated) throw new Refusal(413, `A file is larger than ${MAX_FILE_BYTES} bytes.`);
  return { ...about, sha256: hash.digest('hex'), bytes, path };
}
