import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cellsOf, headerOf, mappingOf } from './layouts.ts';
import type { GenerateOptions } from './options.ts';
import { invent } from './population.ts';
import { scatter } from './random.ts';

/** What was invented. */
export interface Generated {
  people: number;
  /** By system, how many records. */
  records: Record<string, number>;
  files: string[];
}

/** Bytes that are gathered before they are written. */
const CHUNK_LENGTH = 1 << 20;
/** A prime: external ids below it are all different, and do not tell by their order which records belong together. */
const EXTERNAL_IDS = 899_999_963;

/**
 * Writes a CSV file and a mapping for each system, and `truth.csv` that tells whose each record is. Memory is bounded
 * whatever the number of people.
 */
export async function generate({ people, systems, seed, out }: GenerateOptions): Promise<Generated> {
  await mkdir(out, { recursive: true });
  const records = systems.map(() => 0);
  const truth = await openText(join(out, 'truth.csv'), 'system,external_id,person\n');
  const files: TextFile[] = [];
  try {
    for (const name of systems) {
      files.push(await openText(join(out, `${name}.csv`), `${headerOf(name).join(',')}\n`));
      await writeFile(join(out, `${name}.map.json`), `${JSON.stringify(mappingOf(name), undefined, 2)}\n`);
    }
    for (const { system, written, person } of invent(people, systems, seed)) {
      const name = systems[system]!;
      const id = `${name.slice(0, 2).toUpperCase()}${100_000_000 + scatter(records[system]!, EXTERNAL_IDS, seed)}`;
      records[system]! += 1;
      const full = files[system]!.add(`${cellsOf(name, id, written).map(quote).join(',')}\n`);
      if (truth.add(`${name},${id},${person}\n`) || full) {
        for (const file of [...files, truth]) await file.flush();
      }
    }
  } finally {
    for (const file of [...files, truth]) await file.close();
  }
  return {
    people,
    records: Object.fromEntries(systems.map((name, index) => [name, records[index]!])),
    files: systems.flatMap((name) => [`${name}.csv`, `${name}.map.json`]).concat('truth.csv'),
  };
}

function quote(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

interface TextFile {
  /** Keeps a text. True when it is time to flush. */
  add(text: string): boolean;
  flush(): Promise<void>;
  close(): Promise<void>;
}

async function openText(path: string, head: string): Promise<TextFile> {
  const handle = await open(path, 'w');
  let text = head;
  const flush = async (): Promise<void> => {
    const kept = text;
    text = '';
    if (kept !== '') await handle.write(kept);
  };
  return {
    add(more) {
      text += more;
      return text.length >= CHUNK_LENGTH;
    },
    flush,
    async close() {
      await flush();
      await handle.close();
    },
  };
}
