import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { fault } from '../../kernel/faults.ts';
import { type HubAccess, post, refusal } from '../hub.ts';

const loadedSchema = z.object({
  list: z.string(),
  version: z.number(),
  changed: z.boolean(),
  entries: z.number(),
  people: z.number(),
  sha256: z.string(),
});
/** A list that is in use. */
export type Loaded = z.infer<typeof loadedSchema>;

const problemsSchema = z.object({ problems: z.array(z.object({ path: z.string(), message: z.string() })) });

/** What is wrong with the files of a list, one line each. */
export class ListRefused extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('the list was refused');
    this.problems = problems;
  }
}

/**
 * Uploads the files of a list. Throws ListRefused with all that is wrong with them; a fault BAD_REQUEST for a file that cannot be read
 * and for what the hub does not take; UNAVAILABLE when it does not answer.
 */
export async function uploadWatchlist(
  hub: HubAccess,
  list: { name: string; format: string; files: Readonly<Record<string, string>>; smaller: boolean },
): Promise<Loaded> {
  const form = new FormData();
  for (const [part, path] of Object.entries(list.files)) form.append(part, await openFile(path), basename(path));
  const url = new URL(`watchlists/${encodeURIComponent(list.name)}`, hub.endpoint);
  url.searchParams.set('format', list.format);
  if (list.smaller) url.searchParams.set('smaller', 'true');
  const { status, body } = await post(hub, url, new Response(form));
  const problems = problemsSchema.safeParse(body).data?.problems;
  if (problems)
    throw new ListRefused(problems.map(({ path, message }) => `${path === '' ? list.name : path}: ${message}`));
  const loaded = loadedSchema.safeParse(body);
  if (status === 200 && loaded.success) return loaded.data;
  throw refusal(hub, status, body);
}

async function openFile(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch (cause) {
    throw fault({ code: 'BAD_REQUEST', public: `${path} cannot be read.`, cause });
  }
}
