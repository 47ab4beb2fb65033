import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import type { Context } from '../context.ts';
import type { VendorMessageState } from '../schema.generated.ts';
import { type MessageRow, listMessages } from './inbox/store.ts';

/** Which messages are asked for. */
export interface MessagesInput {
  state?: VendorMessageState | null;
  vendor?: string | null;
  first?: number | null;
  after?: string | null;
}

/** A Relay connection of messages. */
export interface MessagesPage {
  edges: { cursor: string; node: MessageRow }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** One page of messages, the newest first. Throws BAD_REQUEST or BAD_CURSOR with what was expected. */
export async function listMessagesPage({ actor, pools }: Context, input: MessagesInput): Promise<MessagesPage> {
  demand(actor, 'vendor:admin');
  const size = pageSize(input.first ?? 20);
  const after = input.after == null ? undefined : readCursor(input.after);
  const rows = await listMessages(pools.read, {
    state: input.state ?? undefined,
    vendor: input.vendor ?? undefined,
    after,
    limit: size + 1,
  });
  const edges = rows.slice(0, size).map((node) => ({ cursor: toCursor(node.id), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function toCursor(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

function readCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!isId(id)) throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
  return id;
}
