import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import type { Context } from '../context.ts';
import type { BrokenGlass, BrokenGlassPage, BrokenGlassState } from '../schema.generated.ts';
import { endsIn, reviewDueAt, stateOf } from './rules.ts';
import { type BrokenGlassRow, findBrokenGlass, listBrokenGlass } from './store.ts';

/** What the sealed columns are bound to. */
export const labels = { reason: 'glass-reason', note: 'glass-note' } as const;

/** A page of what was broken, the newest first. Throws BAD_REQUEST for a size that cannot be. */
export async function listBrokenGlassPage(
  context: Context,
  {
    state,
    first,
    after,
  }: { state: BrokenGlassState | null | undefined; first: number; after: string | null | undefined },
): Promise<BrokenGlassPage> {
  demand(context.actor, 'glass:read');
  const size = pageSize(first);
  if (after != null && !isId(after)) return { items: [], next: null };
  const rows = await listBrokenGlass(context.pools.read, {
    ...(state ? endsIn(state, context.clock.now()) : { after: null, upTo: null }),
    reviewed: state ? state === 'REVIEWED' : null,
    below: after ?? null,
    limit: size + 1,
  });
  const items = rows.slice(0, size).map((row) => openGlassRow(context, row));
  return { items, next: rows.length > size ? items.at(-1)!.id : null };
}

/** One as it is now; null where there is none. */
export async function getBrokenGlass(context: Context, id: string): Promise<BrokenGlass | null> {
  demand(context.actor, 'glass:read');
  const row = await findBrokenGlass(context.pools.read, id);
  return row ? openGlassRow(context, row) : null;
}

function openGlassRow({ vault, clock }: Pick<Context, 'vault' | 'clock'>, row: BrokenGlassRow): BrokenGlass {
  const { wrapped, reason, note, subject: _, ...plain } = row;
  const key = vault.openKey(row.id, wrapped);
  const now = clock.now();
  const state = stateOf(row, now);
  // Its time may be over before anybody noted that.
  const lapsed = !row.endedAt && state !== 'OPEN' ? ({ endedAt: row.until, end: 'EXPIRED' } as const) : undefined;
  return {
    ...plain,
    ...lapsed,
    state,
    reason: vault.open<string>(key, labels.reason, reason),
    note: note ? vault.open<string>(key, labels.note, note) : null,
    reviewDueAt: reviewDueAt(row),
  };
}
