import { checkpointText, signNote } from '../../../src/audit/note.ts';
import { hashLeaf } from '../../../src/audit/tree/hash.ts';
import { Tiles } from '../../../src/audit/tree/tiles.ts';
import type { Sql } from '../../../src/kernel/db.ts';
import { newSigner } from './audit.ts';

/** Makes all hashes of the log fit its entries. */
export async function rewriteTiles(admin: Sql): Promise<Tiles> {
  const rows = await admin<{ body: string }[]>`select body from audit.entry order by index`;
  const tiles = new Tiles();
  const changed = tiles.append(
    0,
    rows.map(({ body }) => hashLeaf(body)),
  );
  for (const { level, number, bytes } of changed) {
    await admin`update audit.tile set hashes = ${bytes} where level = ${level} and number = ${number}`;
  }
  return tiles;
}

/** All that somebody can do who has the database, and not the key. */
export async function forge(admin: Sql, origin: string): Promise<void> {
  const tiles = await rewriteTiles(admin);
  const forger = newSigner();
  const checkpoints = await admin<{ size: number }[]>`select size from audit.checkpoint`;
  for (const { size } of checkpoints) {
    const text = checkpointText({ origin, size, root: tiles.rootOf({ start: 0, end: size }) });
    await admin`update audit.checkpoint set note = ${signNote(text, origin, forger)} where size = ${size}`;
  }
}
