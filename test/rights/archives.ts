import { fromBufferPromise } from 'yauzl';
import type { TestHub } from '../support/hub.ts';

/** The files of a ZIP archive, by their names. */
export async function filesOf(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    files.set(entry.fileName, Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)));
  }
  return files;
}

/** Downloads from a link, without a token. */
export async function download(
  hub: TestHub,
  path: string,
): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const response = await fetch(hub.url + path);
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}
