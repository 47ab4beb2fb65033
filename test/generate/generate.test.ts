import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { columnLookup } from '../../src/connectors/import/lookup.ts';
import { mappingSchema } from '../../src/connectors/import/mapping-schema.ts';
import { compile } from '../../src/connectors/import/transform.ts';
import { generate } from '../../src/generate/files.ts';
import { SYSTEM_NAMES, type SystemName } from '../../src/generate/options.ts';
import { findProblems } from '../../src/subgraphs/person/intake/record.ts';

const INTAKE = { now: new Date('2026-01-01T00:00:00Z'), defaultCountry: 'US' };

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function generated(seed: number, people = 400, systems: readonly SystemName[] = SYSTEM_NAMES) {
  const out = await mkdtemp(join(tmpdir(), 'selfsame-generate-'));
  folders.push(out);
  const { records, files } = await generate({ people, systems, seed, out });
  const texts = await Promise.all(files.map((file) => readFile(join(out, file), 'utf8')));
  return { records, texts: new Map(files.map((file, index) => [file, texts[index]!])) };
}

function rows(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

test('the same seed gives the same bytes, another seed other ones', async () => {
  const [one, again, other] = [await generated(5), await generated(5), await generated(6)];
  expect(again.texts).toEqual(one.texts);
  expect(other.texts.get('crm.csv')).not.toBe(one.texts.get('crm.csv'));
});

test('the truth names each record of each file once, and everybody is somewhere', async () => {
  const { records, texts } = await generated(5);
  const truth = rows(texts.get('truth.csv')!);
  const named = truth.map(({ system, external_id: id }) => `${system} ${id}`);
  const written = SYSTEM_NAMES.flatMap((system) =>
    rows(texts.get(`${system}.csv`)!).map(({ id }) => `${system} ${id}`),
  );
  expect(named.toSorted()).toEqual(written.toSorted());
  expect(new Set(named).size).toBe(named.length);
  expect(new Set(truth.map(({ person }) => person)).size).toBe(400);
  expect(Object.values(records).reduce((sum, count) => sum + count, 0)).toBe(named.length);
});

test.each(SYSTEM_NAMES)('%s: import takes in every row by the mapping that comes with it', async (system) => {
  const { texts } = await generated(7, 10_000, [system]);
  const mapping = mappingSchema.parse(JSON.parse(texts.get(`${system}.map.json`)!));
  const table = rows(texts.get(`${system}.csv`)!);
  const read = compile(mapping, columnLookup(Object.keys(table[0]!)));
  const wrong = table.flatMap((row) => {
    const transformed = read.apply(Object.values(row));
    const problems = transformed.kind === 'person' ? findProblems(transformed.input, INTAKE) : [transformed];
    return problems.length > 0 ? [{ row, problems }] : [];
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['--systems', 'crm,billing', 'Expected some of crm, hr, onboarding, support, each once.'],
  ['--systems', 'crm,hr,crm', 'Expected some of crm, hr, onboarding, support, each once.'],
  ['--people', '30000001', 'Expected a whole number from 1 to 30000000.'],
  ['--seed', '-1', 'Expected a whole number from 0 to 4294967295.'],
])('%s %s is refused, and why is said', async (option, value, message) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await main(['generate', '--out', 'nowhere', option, value])).toBe(2);
  expect(written.mock.calls.join('')).toContain(message);
  written.mockRestore();
});
