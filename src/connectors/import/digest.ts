import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Mapping } from './mapping-schema.ts';

/**
 * SHA-256 of a file, in hexadecimal. All of it is read: 1.3 GB/s, little beside an import. A digest of head and tail lost:
 * two extracts of one system that differ in the middle would share their idempotency keys. Undefined when the signal
 * comes first.
 */
export async function digestFile(file: FileHandle, signal: AbortSignal): Promise<string | undefined> {
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 })) {
    if (signal.aborted) return undefined;
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

/** SHA-256 of what a mapping does: its layout and its texts for people do not count. */
export function digestMapping(mapping: Mapping): string {
  const { $schema: _schema, description: _description, ...effective } = mapping;
  return createHash('sha256').update(JSON.stringify(effective)).digest('hex');
}

/**
 * Makes the idempotency keys of one import. The same file, mapping and run give the same keys, so that a row that is sent
 * again is answered as the first time. `run` tells a repetition on purpose (`--fresh`) from a resumption.
 */
export function keysOf(file: string, mapping: string, run: string): (line: number) => string {
  const prefix = createHash('sha256').update(`${file}\n${mapping}\n${run}`).digest('hex').slice(0, 40);
  return (line) => `import:${prefix}:${line}`;
}
