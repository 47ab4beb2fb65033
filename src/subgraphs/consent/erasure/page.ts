import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import type { Context } from '../context.ts';
import type { ErasureModel } from './models.ts';
import { findErasureId, listErasureIds } from './store.ts';

/** One page of erasures. */
export interface ErasuresPage {
  edges: { cursor: string; node: ErasureModel }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const DAY_MS = 86_400_000;

/** An erasure by its own id, or the newest one of a person by any id that led there. */
export async function findErasure({ actor, loaders, pools }: Context, id: string): Promise<ErasureModel | undefined> {
  demand(actor, 'erasure:acknowledge');
  if (!isId(id)) return undefined;
  const found = await findErasureId(pools.read, id.toLowerCase());
  return found === undefined ? undefined : loaders.erasure.load(found);
}

/** One page of erasures, the newest first. Throws BAD_REQUEST or BAD_CURSOR with what was expected. */
export async function listErasuresPage(
  context: Context,
  input: { waitingFor?: string | null; overdue?: boolean | null; first?: number | null; after?: string | null },
): Promise<ErasuresPage> {
  const { actor, clock, erasureTerms, loaders, pools } = context;
  demand(actor, 'erasure:acknowledge');
  const size = pageSize(input.first ?? 50);
  if (input.after != null && !isId(input.after)) {
    throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
  }
  const own = actor.scopes.has('erasure:execute') ? undefined : actor.system.id;
  const isOverdue = input.overdue ?? false;
  const ids = await listErasureIds(pools.read, {
    concerns: own,
    // Whoever sees its own system only asks about that one.
    waitingFor: input.waitingFor == null && !isOverdue ? undefined : (own ?? input.waitingFor ?? undefined),
    toldBefore: isOverdue ? new Date(clock.now().getTime() - erasureTerms.answerDays * DAY_MS) : undefined,
    after: input.after ?? undefined,
    limit: size + 1,
  });
  const found = await loaders.erasure.loadMany(ids.slice(0, size));
  const edges = found.flatMap((node) => {
    if (node instanceof Error) throw node;
    return node ? [{ cursor: node.id, node }] : [];
  });
  return {
    edges,
    pageInfo: {
      hasNextPage: ids.length > size,
      hasPreviousPage: input.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
