import { expect, test } from 'vitest';
import { listSources } from './sources.ts';

const sources = listSources('src');

/** Each part, and what it may import beside itself. Whoever is not named may import nothing of ours. */
const LAYERS: readonly { part: string; may: readonly string[] }[] = [
  { part: 'src/kernel/', may: [] },
  { part: 'src/log/', may: ['src/kernel/'] },
  { part: 'src/gate/', may: ['src/kernel/', 'src/log/'] },
  { part: 'src/audit/', may: ['src/kernel/', 'src/log/'] },
  { part: 'src/keys/', may: ['src/kernel/'] },
  { part: 'src/retention/', may: ['src/kernel/', 'src/log/'] },
  { part: 'src/resolution/', may: [] },
  ...['person', 'verification', 'decision', 'consent'].map((name) => ({
    part: `src/subgraphs/${name}/`,
    may: [
      'src/kernel/',
      'src/log/',
      'src/audit/',
      'src/gate/',
      'src/retention/',
      'src/resolution/',
      'src/subgraphs/subgraph.ts',
    ],
  })),
  { part: 'src/subgraphs/subgraph.ts', may: ['src/kernel/', 'src/gate/'] },
  { part: 'src/schema/', may: ['src/kernel/'] },
  { part: 'src/gateway/', may: ['src/kernel/', 'src/audit/', 'src/gate/', 'src/subgraphs/subgraph.ts'] },
  { part: 'src/journeys/', may: ['src/kernel/', 'src/log/', 'src/subgraphs/decision/journeys/definition.ts'] },
  { part: 'src/rights/', may: ['src/kernel/', 'src/log/', 'src/subgraphs/consent/rights/links.ts'] },
  { part: 'src/connectors/', may: ['src/kernel/'] },
  { part: 'src/generate/', may: [] },
  { part: 'src/simulator/', may: ['src/kernel/', 'src/generate/'] },
  { part: 'src/evaluate/', may: ['src/'] },
  { part: 'src/config.ts', may: ['src/kernel/'] },
  { part: 'src/local/', may: ['src/kernel/', 'src/keys/', 'src/gate/', 'src/config.ts', 'src/subgraphs/'] },
  { part: 'src/main.ts', may: ['src/'] },
  { part: 'src/hub/', may: ['src/'] },
  { part: 'src/demo/', may: ['src/'] },
  { part: 'src/cli', may: ['src/'] },
];

test('each part imports only what lies below it', () => {
  const wrong = sources.flatMap(({ path, imports }) => {
    const layer = LAYERS.find(({ part }) => path.startsWith(part));
    const allowed = layer ? [layer.part, ...layer.may] : [];
    return imports
      .filter((target) => target.startsWith('src/') && !allowed.some((part) => target.startsWith(part)))
      .map((target) => `${path} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('every file is reached from the command line', () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const target of byPath.get(path)?.imports ?? []) visit(target);
  };
  // `codegen.ts` runs schema/docs.ts, and `test/resolution/support/report.ts` the core of resolution.
  for (const entry of [
    'src/cli.ts',
    'src/schema/docs.ts',
    'src/resolution/resolve.ts',
    'src/resolution/explain.ts',
    'src/resolution/evaluate.ts',
    'src/log/tables.ts',
    ...sources.map(({ path }) => path).filter((path) => path.endsWith('/tables.ts')),
  ]) {
    visit(entry);
  }
  expect(sources.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});

test('no file has more than 300 lines', () => {
  const long = sources
    .filter(({ path }) => !path.endsWith('.generated.ts'))
    .map(({ path, text }) => `${path}: ${text.split('\n').length}`)
    .filter((line) => Number(line.split(': ')[1]) > 300);
  expect(long).toEqual([]);
});
