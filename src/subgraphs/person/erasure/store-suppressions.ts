import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { Suppression } from './suppress.ts';

// The list of what must not come back.

/** An entry that something was found by. */
export interface Suppressed {
  erasureId: string;
  since: Date;
}

/** Adds to the list. What is on it already stays there on account of the later erasure. */
export function insertSuppressions(
  tx: Transaction,
  { erasureId, rows, now }: { erasureId: string; rows: readonly Suppression[]; now: Date },
): void {
  if (rows.length === 0) return;
  tx.send(tx`
    insert into suppression (blind, erasure_id, kind, since)
    select new.blind, ${erasureId}, new.kind, ${now}
    from unnest(${rows.map(({ blind }) => blind)}::uuid[], ${rows.map(({ kind }) => kind)}::text[]) new (blind, kind)
    on conflict (blind) do update set erasure_id = excluded.erasure_id, since = excluded.since`);
}

/** Those that are on the list. */
export async function listSuppressed(tx: Transaction, blinds: readonly string[]): Promise<Map<string, Suppressed>> {
  const rows = await tx<({ blind: string } & Suppressed)[]>`
    select blind, erasure_id, since from suppression where blind = any(${blinds as string[]}::uuid[])`;
  return new Map(rows.map(({ blind, ...found }) => [blind, found]));
}

/** Takes from the list what is there on account of an erasure; answers how many entries that were. */
export async function deleteSuppressions(tx: Transaction, erasureId: string): Promise<number> {
  const { count } = await tx`delete from suppression where erasure_id = ${erasureId}`;
  return count;
}

/** Of what `people` finds records by, that which others than the given records have. */
export async function listShared(
  sql: Sql | Transaction,
  blinds: readonly string[],
  recordIds: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ blind: string }[]>`
    select asked.blind
    from unnest(${blinds as string[]}::uuid[]) asked (blind)
    where exists (
      select from match_key where match_key.blind = asked.blind and match_key.record_id <> all(${recordIds as string[]}::uuid[])
    )`;
  return rows.map(({ blind }) => blind);
}
