import { readFile, writeFile } from 'node:fs/promises';
import { PARTS } from '../options.ts';
import { type Figure, type Table, isReached } from './result.ts';
import type { Measured, Results } from './results.ts';

const PAGE = new URL('../../docs/benchmarks.md', import.meta.url);
const BEGIN = '<!-- What follows is written by npm run bench. -->';
const END = '<!-- End of what is written by npm run bench. -->';

/** Writes the results into `docs/benchmarks.md`, between the marks. */
export async function updatePage(results: Results): Promise<void> {
  const text = await readFile(PAGE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error('docs/benchmarks.md has lost the marks between which results are written.');
  await writeFile(PAGE, `${before}${BEGIN}\n\n${renderResults(results)}\n\n${END}${after}`);
}

/** All results, as Markdown: first the figures with their goals, then each part. */
export function renderResults(results: Results): string {
  const measured = PARTS.flatMap((part) => results[part] ?? []);
  const rows = measured.flatMap(({ title, figures }) => figures.map((figure) => [title, ...goalRow(figure)]));
  const goals = renderTable({ caption: 'Goals', columns: ['', ...GOAL_COLUMNS], rows });
  return [goals, ...measured.map(renderPart)].join('\n\n');
}

/** One part, as Markdown. */
export function renderPart({ title, method, tables, figures, machine, options }: Measured): string {
  const { people, rounds, seconds } = options;
  return [
    `## ${title}`,
    method,
    ...tables.map(renderTable),
    renderTable({ caption: 'Goals', columns: GOAL_COLUMNS, rows: figures.map(goalRow) }),
    `${people.toLocaleString('en')} people, ${rounds} rounds of ${seconds} s. ${machine.day}; ${machine.hardware}; ${machine.software}.`,
  ].join('\n\n');
}

const GOAL_COLUMNS = ['figure', 'value', 'goal', 'reached'];

function goalRow(figure: Figure): string[] {
  const { name, value, unit, goal } = figure;
  const aim = 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
  return [name, `${value.toFixed(2)} ${unit}`, `${aim} ${unit}`, isReached(figure) ? 'yes' : '**no**'];
}

function renderTable({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [`${caption}:`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
