import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProgress } from '../../src/evaluate/progress.ts';
import { type Evaluated, runEvaluation } from '../../src/evaluate/run.ts';
import { drawCharts } from '../../src/evaluate/charts/write.ts';
import { findFalseLinks, findMisses } from '../../src/evaluate/mistakes.ts';
import { sweep } from '../../src/evaluate/sweep.ts';
import { type Folder, MAPPING, PEOPLE, createFolder, selfsame } from './command.ts';

let folder: Folder;
let right: Evaluated;
beforeAll(async () => {
  folder = await createFolder();
  await selfsame('generate', '--people', '600', '--systems', 'crm,hr', '--seed', '3', '--out', folder.path(''));
  right = await run('truth.csv');
});
afterAll(() => folder[Symbol.asyncDispose]());

const run = (truth: string): Promise<Evaluated> =>
  runEvaluation({
    files: [folder.path('crm.csv'), folder.path('hr.csv')],
    maps: [folder.path('crm.map.json'), folder.path('hr.map.json')],
    truth: folder.path(truth),
    defaultCountry: 'US',
    now: new Date('2026-11-20T00:00:00Z'),
    progress: { say() {}, bar: () => ({ update() {}, stop() {} }) },
  });

test('an invented population is resolved with hardly a wrong link, and the report says how it went', async () => {
  const { report } = right;
  const rows = (await readFile(folder.path('truth.csv'), 'utf8')).trim().split('\n').length - 1;
  expect(report).toMatchObject({
    records: { read: rows, skipped: 0, rejected: 0, unlabelled: 0, ambiguous: 0 },
    people: { true: 600 },
    modelVersion: expect.stringMatching(/^[\da-f]{16}$/),
  });
  expect(report.pairs.precision).toBeGreaterThan(0.98);
  expect(report.pairs.recall).toBeGreaterThan(0.65);
  expect(report.blockingRecall).toBeGreaterThan(0.99);
  expect(report.recordsPerSecond).toBeGreaterThan(0);
});

test(
  'the truth never reaches the resolution: shuffled, it changes only the measures',
  { timeout: 60_000 },
  async () => {
    const [head, ...rows] = (await readFile(folder.path('truth.csv'), 'utf8')).trim().split('\n');
    const persons = rows.map((row) => row.split(',').at(-1)!);
    // Each record gets the person of another one.
    const shuffled = rows.map((row, index) => row.replace(/[^,]*$/, persons[(index * 7 + 100) % rows.length]!));
    await folder.write('shuffled.csv', [head, ...shuffled].join('\n'));
    const wrong = await run('shuffled.csv');
    expect(wrong.records.values).toEqual(right.records.values);
    expect(wrong.resolution.people).toEqual(right.resolution.people);
    expect(wrong.resolution.weights).toEqual(right.resolution.weights);
    expect(drawCharts(wrong)['match-weights.svg']).toBe(drawCharts(right)['match-weights.svg']);
    const resolved = ({ report: { people, pairs, ...rest } }: Evaluated) => ({
      people: people.found,
      pairs: pairs.found,
      ...rest,
      clusters: 0,
      bCubed: 0,
      blockingRecall: 0,
      recordsPerSecond: 0,
    });
    expect(resolved(wrong)).toEqual(resolved(right));
    expect(wrong.report.pairs.precision).toBeLessThan(0.1);
  },
);

test('the threshold curve goes through the links that were made, and falls in recall as more is asked for', () => {
  const { resolution, records } = right;
  const points = sweep(resolution, records.truth);
  const { threshold, precision, recall } = points.find((point) => point.threshold === resolution.model.policy.link)!;
  const hits = resolution.links.filter(({ a, b }) => records.truth[Number(a)] === records.truth[Number(b)]).length;
  expect(precision).toBe(hits / resolution.links.length);
  expect(points.every((point) => point.threshold >= threshold || point.recall! >= recall!)).toBe(true);
  expect(points.every((point) => point.threshold <= threshold || point.recall! <= recall!)).toBe(true);
});

test('the worst misses come first, one pair for each person, and the worst false links likewise', () => {
  const { resolution, records } = right;
  const misses = findMisses(resolution, records, 5);
  const weights = misses.worst.map(({ waterfall }) => waterfall.weight);
  expect(weights).toHaveLength(5);
  expect(weights).toEqual(weights.toSorted((one, other) => one - other));
  expect(misses.all).toBeLessThanOrEqual(right.report.pairs.true * (1 - right.report.pairs.recall!));
  // As if everybody were somebody else, every link is wrong.
  const strangers = { ...records, truth: records.truth.map((_, index) => String(index)) };
  const falseLinks = findFalseLinks(resolution, strangers, 5);
  expect(falseLinks.all).toBe(resolution.links.length);
  expect(falseLinks.worst[0]!.waterfall.weight).toBeCloseTo(
    Math.max(...resolution.links.map(({ weight }) => weight)),
    9,
  );
  expect(new Set(falseLinks.worst.map(({ one, other }) => `${one} ${other}`)).size).toBe(5);
});

test('the command prints the report as JSON and nothing else; what it does it says on stderr', async () => {
  const file = await folder.write('people.csv', PEOPLE);
  const map = await folder.write('people.map.json', MAPPING);
  const { stdout, stderr } = await selfsame('evaluate', file, '--map', map, '--truth', 'who');
  expect(JSON.parse(stdout)).toMatchObject({ records: { read: 4 }, people: { true: 3 }, pairs: { true: 1 } });
  expect(stderr).toBe(`reading ${file}\nresolving 4 records\n`);
});

test('in a terminal a bar shows how far the reading is; elsewhere a line says what begins', () => {
  const shown = (isTTY: boolean): string => {
    const out = Object.assign(new PassThrough(), { isTTY });
    const bar = openProgress(out).bar('reading people.csv', 200);
    bar.update(200);
    bar.stop();
    return String(out.read());
  };
  expect(shown(true)).toContain('100% reading people.csv');
  expect(shown(false)).toBe('reading people.csv\n');
});
