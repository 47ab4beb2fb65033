import { type DocumentNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { LOCKS } from '../../src/kernel/locks.ts';
import { listFiles, listSources, readText } from './sources.ts';

const code = ['src', 'test', 'bench', 'drizzle']
  .flatMap(listSources)
  .filter(({ path }) => !path.endsWith('.generated.ts'));

test('every exported function, class and interface says what it is', () => {
  const silent = code
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines.flatMap((line, index) => {
        const [, name] = /^export (?:default )?(?:async )?(?:function|class|interface) (\w+)/.exec(line) ?? [];
        return name && !lines[index - 1]?.trim().endsWith('*/') ? [`${path}: ${name}`] : [];
      });
    });
  expect(silent).toEqual([]);
});

test('every type, field and value of the schema is described', () => {
  const silent = ['person', 'verification', 'decision', 'consent'].flatMap((name) =>
    undescribed(parse(readText(`schema/${name}.graphql`))).map((what) => `${name}: ${what}`),
  );
  expect(silent).toEqual([]);
});

/** What a client developer would look up and not find. Ids and what another subgraph describes need no words. */
function undescribed(sdl: DocumentNode): string[] {
  const silent: string[] = [];
  for (const definition of sdl.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const type = definition.name.value;
    const root = ['Query', 'Mutation', 'Subscription'].includes(type);
    const entity = 'directives' in definition && definition.directives?.some(({ name }) => name.value === 'key');
    const described = 'description' in definition && definition.description !== undefined;
    if (!described && !root && !entity && definition.kind !== Kind.UNION_TYPE_DEFINITION) silent.push(type);
    if ('fields' in definition) {
      for (const field of definition.fields ?? []) {
        const external = field.directives?.some(({ name }) => name.value === 'external');
        if (!field.description && field.name.value !== 'id' && !external) silent.push(`${type}.${field.name.value}`);
      }
    }
    if ('values' in definition) {
      for (const value of definition.values ?? []) if (!value.description) silent.push(`${type}.${value.name.value}`);
    }
  }
  return silent;
}

test('no two advisory locks share a number, and their numbers stand in one place', () => {
  const numbers = Object.values(LOCKS);
  expect(new Set(numbers).size).toBe(numbers.length);
  const elsewhere = code.filter(({ path, text }) => path.startsWith('src/') && /\b7_?305_?1\d\d\b/.test(text));
  expect(elsewhere.map(({ path }) => path)).toEqual(['src/kernel/locks.ts']);
});

test('nothing unfinished stands in the code', () => {
  const mark = /\bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b|not implemente[d]|@ts-ignor[e]/;
  expect(code.filter(({ text }) => mark.test(text)).map(({ path }) => path)).toEqual([]);
});

test('no test is skipped or alone, but for data that lies beside the project', () => {
  const wrong = code
    .filter(({ path }) => path.endsWith('.test.ts') && !path.startsWith('test/architecture'))
    .filter(({ text }) => /\.only\(|\.skip\(|\.todo\(/.test(text))
    .map(({ path }) => path);
  expect(wrong).toEqual([]);
});

test('nothing speaks of a machine or a package registry', () => {
  const texts = [
    ...['src', 'test', 'bench', 'docs', 'schema', 'drizzle'].flatMap(listFiles),
    'README.md',
    'package.json',
    'package-lock.json',
  ];
  const wrong = texts
    .filter((path) => !path.startsWith('test/architecture'))
    .filter((path) => /\/work\/|\/root\/|registry\.npmjs|\/tmp\/n24/.test(readText(path)));
  expect(wrong).toEqual([]);
});
