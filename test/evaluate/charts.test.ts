import { readFile, readdir, stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawWaterfalls } from '../../src/evaluate/charts/waterfalls.ts';
import { linear } from '../../src/evaluate/charts/scale.ts';
import { type Folder, createFolder, selfsame } from './command.ts';

const NAMES = ['cluster-sizes.svg', 'false-links.svg', 'match-weights.svg', 'misses.svg', 'threshold.svg'];

let folder: Folder;
let charts: Map<string, string>;
let report: { people: { found: number }; modelVersion: string; thresholds: { link: number } };
beforeAll(async () => {
  folder = await createFolder();
  await selfsame('generate', '--people', '600', '--systems', 'crm', '--seed', '5', '--out', folder.path(''));
  const { stdout } = await selfsame(
    'evaluate', folder.path('crm.csv'), '--map', folder.path('crm.map.json'), '--truth', folder.path('truth.csv'),
    '--charts', folder.path('new/charts'),
  ); // prettier-ignore
  report = JSON.parse(stdout);
  const read = NAMES.map(async (name) => [name, await readFile(folder.path(`new/charts/${name}`), 'utf8')] as const);
  charts = new Map(await Promise.all(read));
});
afterAll(() => folder[Symbol.asyncDispose]());

/** The words that a chart shows, markup taken away. */
function wordsOf(svg: string): string {
  return svg.replaceAll(/<[^>]*>/g, ' ');
}

/** Whether every element is closed in its turn, and nothing stands unescaped. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)(?: [a-zA-Z-]+="[^"<>]*")*(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!self) open.push(name!);
  }
  const bare = wordsOf(svg);
  return open.length === 0 && !/[<>]/.test(bare) && !/&(?!(?:amp|lt|gt|quot|#39);)/.test(bare);
}

test('are drawn into a folder that is made for them; only their owner may read them', async () => {
  expect((await readdir(folder.path('new/charts'))).toSorted()).toEqual(NAMES);
  const { mode } = await stat(folder.path('new/charts/misses.svg'));
  expect((mode & 0o777).toString(8)).toBe('600');
});

test.each(NAMES)('%s is well-formed, and has a title and a description for those who cannot see it', (name) => {
  const svg = charts.get(name)!;
  expect(isWellFormed(svg)).toBe(true);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* role="img"/);
  expect(svg).toMatch(/<title id="title">[^<]+<\/title>\s*<desc id="description">[^<]+<\/desc>/);
});

test.each(NAMES)('%s shows no value of any record', async (name) => {
  const shown = new Set(wordsOf(charts.get(name)!).split(/[\s,;:]+/));
  const [, ...rows] = (await readFile(folder.path('crm.csv'), 'utf8')).trim().split('\n');
  // The first column is the external id, by which a pair is found again.
  const values = rows.flatMap((row) => row.split(/[\s,"]+/).slice(1)).filter((value) => /\p{Lu}|@|\d{4}/u.test(value));
  expect(values.length).toBeGreaterThan(500);
  expect(values.filter((value) => shown.has(value))).toEqual([]);
});

test('name the model, the chosen threshold and what was found, as the report does', () => {
  expect(charts.get('match-weights.svg')).toContain(`Match weights of model ${report.modelVersion}`);
  expect(charts.get('threshold.svg')).toContain(`>link ${report.thresholds.link.toFixed(1)}<`);
  expect(charts.get('cluster-sizes.svg')).toContain(`${report.people.found.toLocaleString('en-US')} people found`);
  expect(charts.get('misses.svg')).toMatch(/>crm\.csv CR\d+ and crm\.csv CR\d+</);
});

test('stay well-formed whatever an external id holds', () => {
  const waterfall = {
    modelVersion: 'x', prior: -10, steps: [], household: 0, weight: -10, probability: 0.001,
    verdict: 'APART', rule: undefined, veto: undefined, stance: { contradicts: 0, agrees: 0, explains: 0 },
  } as const; // prettier-ignore
  const mistakes = [
    { one: `"><script>&\u0000\uD800`, other: '李'.repeat(500), waterfall: { ...waterfall, steps: [] } },
  ];
  const policy = { link: 8, rule: 7, review: -1, numbersErr: false, households: 'NONE' } as const;
  const svg = drawWaterfalls({ title: 'Misses', note: 'One.', mistakes, policy });
  expect(isWellFormed(svg)).toBe(true);
  expect(svg).toContain('&quot;&gt;&lt;script&gt;&amp;\uFFFD\uFFFD and 李');
  expect(svg).not.toContain('李'.repeat(100));
});

test('have axes that end at round numbers', () => {
  expect(linear([-13.9, 23.4], [0, 100], 8).ticks).toEqual([-15, -10, -5, 0, 5, 10, 15, 20, 25]);
  expect(linear([0.71, 1], [0, 100], 8).ticks.map((tick) => tick.toFixed(2))).toEqual(
    ['0.70', '0.75', '0.80', '0.85', '0.90', '0.95', '1.00'],
  ); // prettier-ignore
});
