import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createOwnFile } from '../../connectors/import/own-file.ts';
import { type Fault, fault } from '../../kernel/faults.ts';
import { findFalseLinks, findMisses } from '../mistakes.ts';
import type { Evaluated } from '../run.ts';
import { sweep } from '../sweep.ts';
import { drawClusterSizes } from './cluster-sizes.ts';
import { drawMatchWeights } from './match-weights.ts';
import { drawThreshold } from './threshold.ts';
import { drawWaterfalls, shownOf } from './waterfalls.ts';

/** False links and misses that are shown, each. */
const WORST = 5;
const PROBE = '.selfsame';

/** Makes the folder for charts, and finds out whether files can be written there. Throws CONFIGURATION when they cannot. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const path = join(folder, PROBE);
    await (await createOwnFile(path)).close();
    await rm(path);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/** Draws the charts of an evaluation and writes them as SVG. Returns the names of the files, which replace what had these names. */
export async function writeCharts(folder: string, evaluated: Evaluated): Promise<string[]> {
  const charts = Object.entries(drawCharts(evaluated));
  try {
    for (const [name, svg] of charts) {
      // They name records by external id.
      await using file = await createOwnFile(join(folder, name));
      await file.writeFile(svg);
    }
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  return charts.map(([name]) => name);
}

/** The charts of an evaluation: SVG by the name of its file. */
export function drawCharts({ report, records, resolution }: Evaluated): Record<string, string> {
  const { model, people } = resolution;
  const falseLinks = findFalseLinks(resolution, records, WORST);
  const misses = findMisses(resolution, records, WORST);
  return {
    'match-weights.svg': drawMatchWeights(model),
    'threshold.svg': drawThreshold(sweep(resolution, records.truth), model.policy, report),
    'cluster-sizes.svg': drawClusterSizes(people, records.truth),
    'false-links.svg': drawWaterfalls({
      title: 'Worst false links: pairs that were linked and are two people',
      note: `${shownOf(falseLinks.worst.length, falseLinks.all, 'false links')} Those that weigh most come first, one for the same two people.`,
      mistakes: falseLinks.worst,
      policy: model.policy,
    }),
    'misses.svg': drawWaterfalls({
      title: 'Worst misses: pairs that are one person and were not found to be',
      note: `${shownOf(misses.worst.length, misses.all, 'misses among the pairs compared')} Those that weigh least come first, one for each person.`,
      mistakes: misses.worst,
      policy: model.policy,
    }),
  };
}

function unwritable(folder: string, cause: unknown): Fault {
  const { code } = cause as NodeJS.ErrnoException;
  return fault({ code: 'CONFIGURATION', public: `--charts: no file can be written to ${folder} (${code})`, cause });
}
