import { createCipheriv, createDecipheriv } from 'node:crypto';
import { fault } from '../../../kernel/faults.ts';
import { drawBytes } from '../../../kernel/random.ts';
import type { DataKey } from '../../../kernel/vault.ts';

// The format stands in docs/decisions/evidence-format.md.

const MAGIC = Buffer.from('SSF1', 'latin1');
const PREFIX_BYTES = 7;
const HEADER_BYTES = MAGIC.length + PREFIX_BYTES;
const TAG_BYTES = 16;
const CHUNK_BYTES = 65_536;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/**
 * Seals a file as it comes, in chunks of 64 KiB: AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway and
 * Vizár 2015). The nonce of a chunk counts it and marks the last one, so a file that was cut, shortened or put into another
 * order does not open. `key` must seal this file alone.
 */
export async function* sealStream(key: DataKey, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const prefix = Buffer.from(drawBytes(PREFIX_BYTES));
  yield Buffer.concat([MAGIC, prefix]);
  let counter = 0;
  for await (const { chunk, isLast } of inChunks(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key.secret, nonceOf(prefix, counter, isLast), {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(associated(key));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    counter += 1;
  }
}

/** The file again, as it comes. Nothing of a chunk is given before it was found to be what was sealed. Throws INTERNAL otherwise. */
export async function* openStream(
  key: DataKey,
  sealed: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  let prefix: Buffer | undefined;
  let counter = 0;
  for await (const { chunk, isLast } of inChunks(sealed, SEALED_CHUNK_BYTES, HEADER_BYTES)) {
    if (!prefix) {
      if (chunk.length !== HEADER_BYTES || !chunk.subarray(0, MAGIC.length).equals(MAGIC)) throw tampered();
      prefix = chunk.subarray(MAGIC.length);
      if (isLast) throw tampered();
    } else {
      yield openChunk(key, nonceOf(prefix, counter, isLast), chunk);
      counter += 1;
    }
  }
}

function openChunk(key: DataKey, nonce: Buffer, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associated(key));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
    decipher.final();
    return plain;
  } catch (cause) {
    throw tampered(cause);
  }
}

/** Of 12 bytes: 7 that belong to the file, 4 that count, 1 that marks the last chunk. */
function nonceOf(prefix: Buffer, counter: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(counter, PREFIX_BYTES);
  nonce.writeUInt8(isLast ? 1 : 0, PREFIX_BYTES + 4);
  return nonce;
}

function associated({ ownerId }: DataKey): Buffer {
  return Buffer.from(`${ownerId}:evidence`, 'utf8');
}

/**
 * A stream in pieces of `size` bytes, the first one of `first`; the last one is shorter or as long, and known as such. One of
 * nothing is one empty piece.
 */
async function* inChunks(
  stream: AsyncIterable<Buffer>,
  size: number,
  first = size,
): AsyncGenerator<{ chunk: Buffer; isLast: boolean }, void, undefined> {
  let held: Buffer[] = [];
  let length = 0;
  let wanted = first;
  for await (const piece of stream) {
    held.push(piece);
    length += piece.length;
    // The last piece is known only when nothing comes behind it.
    if (length <= wanted) continue;
    let bytes = Buffer.concat(held);
    while (bytes.length > wanted) {
      yield { chunk: bytes.subarray(0, wanted), isLast: false };
      bytes = bytes.subarray(wanted);
      wanted = size;
    }
    held = [bytes];
    length = bytes.length;
  }
  yield { chunk: Buffer.concat(held), isLast: true };
}

function tampered(cause?: unknown): Error {
  return fault({
    code: 'INTERNAL',
    public: 'Internal error.',
    internal: 'a stored file is not what was sealed',
    cause,
  });
}
