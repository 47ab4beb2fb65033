import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import type { Context } from '../context.ts';
import type { ReviewCount, ReviewKind, ReviewState } from '../schema.generated.ts';
import type { ReviewConnectionModel, ReviewModel } from './models.ts';
import { visibleKinds } from './rules.ts';
import { type QueuePlace, countReviews, listQueue } from './store.ts';

/** Which reviews are asked for. */
export interface ReviewsInput {
  kinds?: readonly ReviewKind[] | null;
  state?: ReviewState | null;
  assignee?: string | null;
  overdue?: boolean | null;
  first?: number | null;
  after?: string | null;
}

/** One page of the queue, the most urgent first. Throws BAD_REQUEST or BAD_CURSOR with what was expected. */
export async function listReviewsPage(context: Context, input: ReviewsInput): Promise<ReviewConnectionModel> {
  const { actor, pools, queue } = context;
  demand(actor, 'review:read');
  const size = pageSize(input.first ?? 20);
  const after = input.after == null ? undefined : readCursor(input.after);
  // Whoever begins finds what was acknowledged to him.
  if (!after) await queue.settle();
  const rows = await listQueue(pools.read, {
    kinds: visibleKinds(actor).filter((kind) => input.kinds?.includes(kind) ?? true),
    states: input.state ? [input.state] : ['OPEN', 'ASSIGNED'],
    assignee: input.assignee ?? undefined,
    overdue: input.overdue ?? undefined,
    after,
    limit: size + 1,
  });
  const edges = rows.slice(0, size).map((node) => ({ cursor: toCursor(node), node }));
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

/** How many reviews wait, of each kind that the actor may see. */
export async function countsOf({ actor, pools }: Context): Promise<ReviewCount[]> {
  demand(actor, 'review:read');
  const kinds = visibleKinds(actor);
  const rows = await countReviews(pools.read, kinds);
  const count = (kind: ReviewKind, state: ReviewState): number =>
    rows.find((row) => row.kind === kind && row.state === state)?.count ?? 0;
  return kinds.map((kind) => ({ kind, open: count(kind, 'OPEN'), assigned: count(kind, 'ASSIGNED') }));
}

function toCursor({ rank, deadline, id }: ReviewModel): string {
  return Buffer.from(`${rank} ${deadline.toISOString()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): QueuePlace {
  const [rank = '', deadline = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!/^\d{1,3}$/.test(rank) || Number.isNaN(Date.parse(deadline)) || !isId(id)) {
    throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
  }
  return { rank: Number(rank), deadline, id };
}
