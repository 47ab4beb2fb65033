import type { TestHub } from '../support/hub.ts';

/** Downloads from a link, without a token. */
export async function download(
  hub: TestHub,
  path: string,
): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const response = await fetch(hub.url + path);
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}
