import type { Sql } from '../kernel/db.ts';
import { packBundle } from './bundle.ts';
import { findCheckpoint, listBodies, listCosignatures, listTiles } from './store.ts';
import { HASH_BYTES } from './tree/hash.ts';
import { TILE_WIDTH, countOf, readPath } from './tree/tiles.ts';

/** A file of a log as C2SP tlog-tiles serves it. */
export interface LogFile {
  body: Buffer | string;
  type: string;
  /** Whether it stays as it is for ever. */
  isImmutable: boolean;
}

/**
 * The file at a path of a tiled log: `checkpoint`, with the signatures of witnesses; `tile/<level>/<number>` and
 * `tile/entries/<number>`, whole or as far as they go. Undefined where there is none.
 */
export async function findLogFile(sql: Sql, path: string): Promise<LogFile | undefined> {
  const last = await findCheckpoint(sql);
  if (!last) return undefined;
  if (path === 'checkpoint') {
    const lines = await listCosignatures(sql, last.size);
    const body = last.note + lines.map((line) => `${line}\n`).join('');
    return { body, type: 'text/plain; charset=utf-8', isImmutable: false };
  }
  const [, kind, rest = ''] = /^tile\/(entries|0|[1-9]\d?)\/(.+)$/.exec(path) ?? [];
  const place = readPath(rest);
  const level = kind === 'entries' ? 0 : Number(kind);
  if (kind === undefined || !place || place.number * TILE_WIDTH + place.width > countOf(level, last.size))
    return undefined;
  const { number, width } = place;
  const type = 'application/octet-stream';
  if (kind === 'entries') {
    const start = number * TILE_WIDTH;
    return { body: packBundle(await listBodies(sql, start, start + width)), type, isImmutable: true };
  }
  const [tile] = await listTiles(sql, [{ level, number }]);
  return tile && { body: tile.hashes.subarray(0, width * HASH_BYTES), type, isImmutable: true };
}
