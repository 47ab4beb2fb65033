import { existsSync } from 'node:fs';
import { openAsBlob } from 'node:fs';
import type { Client, TestHub } from '../support/hub.ts';

/** The public data sets that lie beside the project; tests that need them are skipped elsewhere. */
export const SHARED_DATA = new URL('../../../shared/data/', import.meta.url).pathname;
export const hasSharedData = existsSync(SHARED_DATA);

/** The answer to an upload: a WatchlistLoaded, or an InvalidInput. */
export interface LoadAnswer {
  status: number;
  body: any;
}

/** Uploads files of a list, each a text or a Blob by its part. */
export async function load(
  hub: TestHub,
  client: Client,
  name: string,
  format: string,
  files: Record<string, string | Blob>,
  more = '',
): Promise<LoadAnswer> {
  const form = new FormData();
  for (const [part, file] of Object.entries(files)) {
    form.append(part, typeof file === 'string' ? new Blob([file]) : file, `${part}.csv`);
  }
  const response = await fetch(`${hub.url}/watchlists/${name}?format=${format}${more}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}` },
    body: form,
  });
  return { status: response.status, body: await response.json() };
}

/** OFAC's list of specially designated nationals. */
export async function ofacFiles(): Promise<Record<string, Blob>> {
  const [sdn, alt, add] = await Promise.all(
    ['sdn', 'alt', 'add'].map((part) => openAsBlob(`${SHARED_DATA}ofac/${part}.csv`)),
  );
  return { sdn: sdn!, alt: alt!, add: add! };
}
