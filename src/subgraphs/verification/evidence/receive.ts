import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fault } from '../../../kernel/faults.ts';
import { Refusal } from '../../../kernel/http/body.ts';
import type { DataKey } from '../../../kernel/vault.ts';
import { type MediaType, createInspector } from './content/inspect.ts';
import { Unfit } from './content/unfit.ts';
import type { Evidence } from './evidence.ts';
import type { ScanVerdict, Scanner } from './scan/scanner.ts';
import { sealStream } from './sealed-stream.ts';
import type { Draft } from './store/store.ts';

/** A file that was received whole, judged, and lies sealed on this machine. */
export interface Received extends Draft, AsyncDisposable {
  /** SHA-256 of the content, in hexadecimal. */
  contentDigest: string;
  /** Of the content, in bytes. */
  size: number;
}

/** What its sender says of a file. */
export interface Declared {
  mediaType: MediaType;
  /** SHA-256 of the content, in hexadecimal. */
  digest: string | undefined;
}

/**
 * Receives a file: counts, judges, scans and seals it piece by piece as it comes, so that it is never whole in memory, and never
 * unsealed on disk. It is removed when the result is disposed of, or at once when it cannot be taken.
 *
 * @throws Unfit when its content is not taken; a Refusal when it is too large or ends too early; UNAVAILABLE when it cannot be
 * scanned or written
 */
export async function receive(
  incoming: IncomingMessage,
  { draftFolder, maxBytes, scanner }: Evidence,
  declared: Declared,
  key: DataKey,
): Promise<Received> {
  const path = join(draftFolder, randomUUID());
  const remove = () => rm(path, { force: true });
  const [content, sealed] = [createHash('sha256'), createHash('sha256')];
  const scan = scanner && startScan(scanner);
  let size = 0;

  const judged = async function* (): AsyncGenerator<Buffer, void, undefined> {
    const inspector = createInspector(declared.mediaType);
    for await (const chunk of piecesOf(incoming)) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      content.update(chunk);
      inspector.push(chunk);
      await scan?.write(chunk);
      yield chunk;
    }
    inspector.end();
  };
  try {
    const file = await open(path, 'wx', 0o600).catch(cannotWrite);
    try {
      for await (const piece of sealStream(key, judged())) {
        sealed.update(piece);
        await write(file, piece);
      }
      await file.sync().catch(cannotWrite);
    } finally {
      await file.close();
    }
    const contentDigest = content.digest('hex');
    if (declared.digest !== undefined && declared.digest !== contentDigest) {
      throw new Unfit('DIGEST', 'Expected the content whose digest was declared.');
    }
    if ((await scan?.end()) === 'INFECTED') throw new Unfit('INFECTED', 'Expected a file that does no harm.');
    return { path, digest: sealed.digest('hex'), contentDigest, size, [Symbol.asyncDispose]: remove };
  } catch (error) {
    scan?.abort();
    await remove();
    throw error;
  }
}

/** Says that a file is too large. */
export function tooLarge(maxBytes: number): Refusal {
  return new Refusal(413, `The file is larger than ${maxBytes} bytes.`, { connection: 'close' });
}

/** What comes of a body. Leaving early leaves the connection open, so that the answer can still be sent. */
async function* piecesOf(incoming: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* incoming.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  } catch (cause) {
    throw incoming.complete ? cause : new Refusal(400, 'The file ended too early.', { connection: 'close' });
  }
}

/** A scanner that gets a file beside. It holds back who writes faster than it reads. */
function startScan(scanner: Scanner): {
  write(chunk: Buffer): Promise<void>;
  end(): Promise<ScanVerdict>;
  abort(): void;
} {
  const stream = new PassThrough();
  // Once it has its verdict, a scanner may leave the rest.
  stream.on('error', () => {});
  let isOver = false;
  const verdict = scanner(stream).finally(() => (isOver = true));
  // Waited for at the end; it may fail before.
  verdict.catch(() => {});
  return {
    async write(chunk) {
      if (!isOver && !stream.write(chunk)) await Promise.race([once(stream, 'drain'), verdict]);
    },
    end() {
      stream.end();
      return verdict;
    },
    abort: () => void stream.destroy(),
  };
}

async function write(file: FileHandle, bytes: Buffer): Promise<void> {
  await file.writeFile(bytes).catch(cannotWrite);
}

function cannotWrite(cause: unknown): never {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  throw fault({
    code: 'UNAVAILABLE',
    public: 'The hub has no room for files. Try again later.',
    internal: `a draft of evidence: ${code}`,
    cause,
  });
}
