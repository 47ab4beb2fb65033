import { join } from 'node:path';
import { packBundle, unpackBundle } from './bundle.ts';
import { readMaybe, writeWhole } from './folder-file.ts';
import { type NoteKey, formatKey, readCheckpoint, readKey, readNote } from './note.ts';
import { exportNotes, notesIn } from './folder-notes.ts';
import { HASH_BYTES } from './tree/hash.ts';
import { TILE_WIDTH, type TilePlace, countOf, pathOf } from './tree/tiles.ts';
import type { Bundle, LogSource } from './verify/source.ts';
import { readSigned } from './verify/verify.ts';

/** Where the files of an exported log lie in its folder: as they are served (C2SP tlog-tiles), and its keys. */
const CHECKPOINT = 'checkpoint';
const KEYS = 'keys.txt';

/** The log in a folder, as `exportLog` writes it. */
export async function folderSource(folder: string): Promise<LogSource> {
  const note = (await readMaybe(join(folder, CHECKPOINT)))?.toString('utf8');
  const size = readCheckpoint(readNote(note ?? '')?.text ?? '')?.size ?? 0;
  const bundleAt = async (number: number): Promise<string[]> => {
    const width = Math.min(TILE_WIDTH, size - number * TILE_WIDTH);
    const bytes = await readMaybe(join(folder, 'tile', 'entries', pathOf(number, width)));
    return bytes ? unpackBundle(bytes) : [];
  };
  const tile = async ({ level, number }: TilePlace): Promise<Buffer> => {
    const width = Math.min(TILE_WIDTH, countOf(level, size) - number * TILE_WIDTH);
    if (width <= 0) return Buffer.alloc(0);
    return (await readMaybe(join(folder, 'tile', String(level), pathOf(number, width)))) ?? Buffer.alloc(0);
  };
  return {
    head: async () => ({ note, count: size }),
    async read(start, end) {
      const bundles: Bundle[] = [];
      for (let number = Math.floor(start / TILE_WIDTH); number * TILE_WIDTH < Math.min(end, size); number += 1) {
        const base = number * TILE_WIDTH;
        const from = Math.max(0, start - base);
        const bodies = (await bundleAt(number)).slice(from, end - base);
        if (bodies.length === 0) continue;
        bundles.push({ number, first: base + from, last: base + from + bodies.length - 1, bodies });
      }
      return bundles;
    },
    tile,
    async leafTiles(from, to) {
      const tiles = new Map<number, Buffer>();
      for (let number = from; number < to; number += 1) tiles.set(number, await tile({ level: 0, number }));
      return tiles;
    },
    notes: notesIn(folder, { size, note }),
  };
}

/** The keys that lie in an exported log. They say who signed it if nobody who could change the folder is to be feared. */
export async function readFolderKeys(folder: string): Promise<NoteKey[]> {
  const text = (await readMaybe(join(folder, KEYS)))?.toString('utf8') ?? '';
  return text.split('\n').flatMap((line) => readKey(line) ?? []);
}

/** How an export went. */
export type Exported = { size: number; before: number } | 'EMPTY' | 'NO_CONTINUATION';

/**
 * Writes a log into a folder, as C2SP tlog-tiles serves one, with the keys of the log and every checkpoint that it signed. In a
 * folder with an earlier export, what has come since; nothing where the log is no continuation of that.
 * @param continues whether the log, when it had so many entries, had this root
 */
export async function exportLog(
  source: LogSource,
  folder: string,
  { keys, continues }: { keys: readonly NoteKey[]; continues: (size: number, root: Buffer) => Promise<boolean> },
): Promise<Exported> {
  const newest = readSigned((await source.head()).note, keys);
  if (!newest) return 'EMPTY';
  const { size } = newest;
  const earlier = readCheckpoint(
    readNote((await readMaybe(join(folder, CHECKPOINT)))?.toString('utf8') ?? '')?.text ?? '',
  );
  if (earlier && (earlier.size > size || !(await continues(earlier.size, earlier.root)))) return 'NO_CONTINUATION';
  const before = earlier?.size ?? 0;
  for (let number = Math.floor(before / TILE_WIDTH); number * TILE_WIDTH < size; number += 1) {
    const width = Math.min(TILE_WIDTH, size - number * TILE_WIDTH);
    const [bundle] = await source.read(number * TILE_WIDTH, number * TILE_WIDTH + width);
    await writeWhole(join(folder, 'tile', 'entries', pathOf(number, width)), packBundle(bundle?.bodies ?? []));
  }
  for (let level = 0; countOf(level, size) > 0; level += 1) {
    const count = countOf(level, size);
    for (let number = Math.floor(countOf(level, before) / TILE_WIDTH); number * TILE_WIDTH < count; number += 1) {
      const width = Math.min(TILE_WIDTH, count - number * TILE_WIDTH);
      const hashes = await source.tile({ level, number });
      await writeWhole(
        join(folder, 'tile', String(level), pathOf(number, width)),
        hashes.subarray(0, width * HASH_BYTES),
      );
    }
  }
  await writeWhole(join(folder, KEYS), keys.map((key) => `${formatKey(key)}\n`).join(''));
  await exportNotes(source, folder, { before, size });
  const [last] = await source.notes(size - 1, size);
  await writeWhole(join(folder, CHECKPOINT), last?.note ?? '');
  return { size, before };
}
