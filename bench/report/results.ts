import { readFile, writeFile } from 'node:fs/promises';
import type { Options } from '../bench.ts';
import type { PartName } from '../options.ts';
import type { Machine } from './machine.ts';
import type { PartResult } from './result.ts';

/** What a part found, where and how. */
export interface Measured extends PartResult {
  machine: Machine;
  options: Options;
}

/** The last run of full size of each part. */
export type Results = Partial<Record<PartName, Measured>>;

const FILE = new URL('../results.json', import.meta.url);

/** The results that were written down; none when there is no file yet. */
export async function readResults(): Promise<Results> {
  try {
    return JSON.parse(await readFile(FILE, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Writes the results down. */
export async function writeResults(results: Results): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(results, undefined, 2)}\n`);
}
