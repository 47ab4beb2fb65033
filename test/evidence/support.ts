import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, TestHub } from '../support/hub.ts';
import { recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { requested } from '../verification/support.ts';

/** The answer to an upload. */
export interface Uploaded {
  status: number;
  headers: Headers;
  body: {
    id: string;
    outcome: string;
    verificationId: string;
    checkId: string;
    digest: string;
    mediaType: string;
    size: number;
    retainUntil: string;
    errors: { message: string; extensions: { code: string; path?: string; why?: string } }[];
  };
}

let people = 0;

/** A new person's verification, with a check of each kind. */
export async function newVerification(
  hub: TestHub,
  kinds: readonly string[] = ['DOCUMENT'],
): Promise<{ id: string; personId: string; externalId: string; checkId: string; checkIds: string[] }> {
  const crm = await hub.as('crm');
  people += 1;
  const externalId = `evidence-${people}`;
  const personId = await recorded(crm, { externalId, gender: 'OTHER' });
  const { id, checks } = await requested(crm, personId, kinds);
  const checkIds = checks.map((check) => check.id);
  return { id, personId, externalId, checkId: checkIds[0]!, checkIds };
}

/** Uploads a file. */
export async function send(
  hub: TestHub,
  client: Client,
  checkId: string,
  content: Buffer,
  {
    type = 'image/png',
    query = '',
    headers = {},
  }: { type?: string; query?: string; headers?: Record<string, string> } = {},
): Promise<Uploaded> {
  const response = await fetch(`${hub.url}/evidence/?check=${checkId}${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}`, 'content-type': type, ...headers },
    body: content as Uint8Array<ArrayBuffer>,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Uploaded['body'] };
}

/** Asks for a stored file. */
export function fetchFile(hub: TestHub, client: Client, id: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${hub.url}/evidence/${id}`, { ...init, headers: { authorization: `Bearer ${client.token}` } });
}

/** Events about the files of a verification, without their `verificationId`, in their order. */
export async function eventsOf(
  hub: TestHub,
  verificationId: string,
): Promise<{ name: string; data: Record<string, unknown>; actor: string; subject: string }[]> {
  const rows = await runSql<{ type: string; data: Record<string, unknown>; actor: string; subject: string }>(
    hub.database.url,
    `select type, data - 'verificationId' as data, actor, subject from log.event
     where data->>'verificationId' = '${verificationId}' and type like 'dev.selfsame.evidence.%' order by id`,
  );
  return rows.map(({ type, ...rest }) => ({ name: type.replace(/^dev\.selfsame\.|\.v1$/g, ''), ...rest }));
}

/** What lies in the data folder: files, and drafts. */
export async function stored(hub: TestHub): Promise<{ files: string[]; drafts: string[] }> {
  const folder = join(hub.config.dataDir, 'evidence');
  const list = async (name: string): Promise<string[]> => {
    const found = await readdir(join(folder, name), { withFileTypes: true, recursive: true });
    return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  return { files: await list('files'), drafts: await list('drafts') };
}

/** SHA-256, in hexadecimal. */
export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
