import type { Sql } from '../kernel/db.ts';
import { findCheckpoint, listTiles } from './store.ts';
import { type Span, consistencySpans, inclusionSpans } from './tree/shape.ts';
import { Tiles, tilesOf } from './tree/tiles.ts';

/** Hashes that lead from what somebody has to the root that is signed. */
export interface Proof {
  /** How long the log is that the proof leads to. */
  size: number;
  /** The signed checkpoint of that length. */
  checkpoint: string;
  hashes: Buffer[];
}

/** The proof that the entry at `index` is in the log as it was last signed; undefined where it has no such entry. */
export async function proveInclusion(sql: Sql, index: number): Promise<Proof | undefined> {
  const last = await findCheckpoint(sql);
  if (!last || !isBelow(index, last.size)) return undefined;
  return proofOf(sql, last, inclusionSpans(index, last.size));
}

/** The proof that the log of `older` entries is the beginning of it as it was last signed; undefined where it is shorter. */
export async function proveConsistency(sql: Sql, older: number): Promise<Proof | undefined> {
  const last = await findCheckpoint(sql);
  if (!last || !isBelow(older, last.size + 1)) return undefined;
  return proofOf(sql, last, consistencySpans(older, last.size));
}

function isBelow(number: number, end: number): boolean {
  return Number.isInteger(number) && number >= 0 && number < end;
}

async function proofOf(
  sql: Sql,
  { size, note }: { size: number; note: string },
  spans: readonly Span[],
): Promise<Proof> {
  const tiles = new Tiles();
  for (const { hashes, ...place } of await listTiles(sql, tilesOf(spans))) tiles.add(place, hashes);
  return { size, checkpoint: note, hashes: spans.map((span) => tiles.rootOf(span)) };
}
