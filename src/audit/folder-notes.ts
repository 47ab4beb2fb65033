import { join } from 'node:path';
import { readMaybe, writeWhole } from './folder-file.ts';
import { TILE_WIDTH, pathOf } from './tree/tiles.ts';
import type { LogSource, SignedNote } from './verify/source.ts';

/** How many entries the checkpoints of one file are about: as many as are verified at once, so that each file is read once. */
const SPAN = 8_192;

/** The checkpoints of an exported log, as `exportNotes` writes them, and the newest one, which lies by itself. */
export function notesIn(
  folder: string,
  newest: { size: number; note: string | undefined },
): (after: number, upTo: number) => Promise<SignedNote[]> {
  const { size: length, note } = newest;
  return async (after, upTo) => {
    const found = note === undefined ? [] : [{ size: length, note }];
    for (let number = Math.floor(after / SPAN); number * SPAN < Math.min(upTo, length); number += 1) {
      // What cannot be read counts as one at the last entry that the file can be about, so that it does not fit.
      const last = Math.min((number + 1) * SPAN, length);
      for (const line of await readLines(folder, number)) found.push(readLine(line) ?? { size: last, note: line });
    }
    return found.filter(({ size }) => size > after && size <= upTo).toSorted((x, y) => x.size - y.size);
  };
}

/**
 * Writes what was signed from the log of `before` entries to that of `size`, into files of one checkpoint a line, as JSON: its
 * size, and the note with the signatures of witnesses. What lies there stays, whatever the log has by now; a signature can be added.
 */
export async function exportNotes(
  source: LogSource,
  folder: string,
  { before, size }: { before: number; size: number },
): Promise<void> {
  for (let number = Math.floor(before / SPAN); number * SPAN < size; number += 1) {
    // By size; what is no checkpoint, by itself.
    const lines = new Map<number | string, string>();
    for (const line of await readLines(folder, number)) lines.set(readLine(line)?.size ?? line, line);
    for (const signed of await source.notes(number * SPAN, Math.min((number + 1) * SPAN, size))) {
      const known = readLine(lines.get(signed.size) ?? '');
      if (signed.note.startsWith(known?.note ?? '')) lines.set(signed.size, JSON.stringify(signed));
    }
    if (lines.size > 0) await writeWhole(fileOf(folder, number), [...lines.values(), ''].join('\n'));
  }
}

async function readLines(folder: string, number: number): Promise<string[]> {
  const text = (await readMaybe(fileOf(folder, number)))?.toString('utf8') ?? '';
  return text.split('\n').filter((line) => line !== '');
}

function readLine(line: string): SignedNote | undefined {
  try {
    const { size, note } = JSON.parse(line);
    return Number.isSafeInteger(size) && typeof note === 'string' ? { size, note } : undefined;
  } catch {
    return undefined;
  }
}

function fileOf(folder: string, number: number): string {
  return join(folder, 'checkpoints', `${pathOf(number, TILE_WIDTH)}.jsonl`);
}
