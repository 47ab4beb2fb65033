import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mustHaveRoom } from '../../src/evaluate/memory.ts';
import { type Folder, MAPPING, PEOPLE, createFolder, selfsame } from './command.ts';

/** Exit codes of the command. */
const [FAILED, CONFIGURATION] = [1, 78];

let folder: Folder;
let map: string;
beforeAll(async () => {
  folder = await createFolder();
  map = await folder.write('people.map.json', MAPPING);
  await folder.write('people.csv', PEOPLE);
});
afterAll(() => folder[Symbol.asyncDispose]());

interface Given {
  /** The content of the file of records, when it is another one. */
  records?: string | Buffer;
  map?: string;
  truth?: string;
  more?: string[];
}

async function evaluate(given: Given): Promise<{ stdout: string; stderr: string }> {
  const file = given.records === undefined ? folder.path('people.csv') : await folder.write('own.csv', given.records);
  return selfsame('evaluate', file, '--map', given.map ?? map, '--truth', given.truth ?? 'who', ...(given.more ?? []));
}

/** What the command is refused with: the last line, of which there is one. */
async function refusal(given: Given): Promise<{ code: number; line: string }> {
  const { code, stdout, stderr } = await evaluate(given).then(
    () => expect.fail('it was not refused'),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  expect(stdout).toBe('');
  const lines = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => line.startsWith('selfsame: '));
  expect(lines).toHaveLength(1);
  return { code, line: lines[0]!.replaceAll(folder.path('/'), '') };
}

test('a truth that is neither a column nor a file', async () => {
  expect(await refusal({ truth: 'nobody' })).toEqual({
    code: CONFIGURATION,
    line: 'selfsame: --truth: nobody is neither a file nor a column of people.csv',
  });
});

test('a truth that the mapping gives away', async () => {
  expect(await refusal({ truth: 'mail' })).toEqual({
    code: CONFIGURATION,
    line: 'selfsame: --truth: the mapping of people.csv reads mail as emails[0].value: the answer would be given away',
  });
});

test('a truth that says nothing of the records', async () => {
  const truth = await folder.write('others.csv', 'id,person\n99,a\n');
  expect(await refusal({ truth })).toEqual({
    code: CONFIGURATION,
    line: 'selfsame: --truth: others.csv says of none of the 4 records who it is',
  });
});

test.each([
  ['without a column for the person', 'id,x\n1,a\n', 'expected a column for the person'],
  ['that is empty', '', 'is empty: the first row must name the columns'],
  ['with a row that is too short', 'id,person\n1,a\n2\n', 'line 3 has 1 columns where the header has 2'],
  ['in UTF-16', Buffer.from('\uFEFFid,person\n1,a\n', 'utf16le'), 'is UTF-16: save it as UTF-8'],
  ['in Latin-1', Buffer.from('id,person\n1,Jürgen\n', 'latin1'), 'line 2 holds bytes that are not UTF-8'],
])('a truth file %s', async (_, content, line) => {
  const truth = await folder.write('truth.csv', content);
  expect(await refusal({ truth })).toEqual({ code: CONFIGURATION, line: expect.stringContaining(line) });
});

test('a truth that is a folder', async () => {
  await mkdir(folder.path('folder'));
  expect(await refusal({ truth: folder.path('folder') })).toEqual({
    code: CONFIGURATION,
    line: 'selfsame: --truth: folder cannot be read (EISDIR)',
  });
});

test('a mapping with a column that the file lacks: one line for it, one that names the columns', async () => {
  const other = await folder.write('other.map.json', MAPPING.replace('"born"', '"birthday"'));
  await expect(evaluate({ map: other })).rejects.toMatchObject({
    code: CONFIGURATION,
    stderr: expect.stringMatching(/birthDate: people\.csv has no column "birthday"\n.*the columns are: id, first/),
  });
});

test('a number of mappings that is neither one nor that of the files', async () => {
  expect(await refusal({ more: ['--map', map] })).toMatchObject({
    code: CONFIGURATION,
    line: expect.stringContaining('one for each of the 1 files in their order; found 2'),
  });
});

test.each([
  ['that is empty', '', 'own.csv is empty: the first row must name the columns'],
  ['with a header only', 'id,first,last,born,mail,who\n', 'own.csv: no record to evaluate'],
  ['in UTF-16', Buffer.from(`\uFEFF${PEOPLE}`, 'utf16le'), 'own.csv is UTF-16: save it as UTF-8'],
  [
    'in Latin-1, as each of its rows shows',
    Buffer.from('id,first,last,born,mail,who\n1,Jürgen,Muster,1980-02-03,,a\n', 'latin1'),
    'own.csv: no row can be read; the first is line 2: holds bytes that are not UTF-8',
  ],
])('a file of records %s', async (_, records, line) => {
  expect(await refusal({ records })).toEqual({ code: FAILED, line: expect.stringContaining(line) });
});

test('a file of records that is not there', async () => {
  await expect(selfsame('evaluate', folder.path('none.csv'), '--map', map, '--truth', 'who')).rejects.toMatchObject({
    code: FAILED,
    stderr: expect.stringContaining('none.csv cannot be read (ENOENT)'),
  });
});

test('rows that cannot be read are counted and said, and the others are evaluated', async () => {
  const records = Buffer.concat([Buffer.from(PEOPLE), Buffer.from('5,Jürgen,Muster,,,d\n', 'latin1')]);
  const { stdout, stderr } = await evaluate({ records });
  expect(JSON.parse(stdout)).toMatchObject({ records: { read: 4, rejected: 1 } });
  expect(stderr).toContain('rows that cannot be read: 1, the first is line 6: holds bytes that are not UTF-8');
  expect(stderr).not.toContain('Muster');
});

test('a file with one row is evaluated: where there is no pair, no share of pairs is right or wrong', async () => {
  const { stdout } = await evaluate({
    records: PEOPLE.split('\n').slice(0, 2).join('\n'),
    more: ['--charts', folder.path('one')],
  });
  expect(JSON.parse(stdout)).toMatchObject({
    records: { read: 1 },
    people: { found: 1, true: 1 },
    pairs: { found: 0, true: 0, precision: null, recall: null, f1: null },
    clusters: { precision: 1, recall: 1, f1: 1 },
    blockingRecall: null,
  });
});

test('a folder for charts that cannot be written to, before any record is read', async () => {
  const file = folder.path('people.csv');
  expect(await refusal({ more: ['--charts', file] })).toEqual({
    code: CONFIGURATION,
    line: 'selfsame: --charts: no file can be written to people.csv (EEXIST)',
  });
});

test('more records than memory holds: said while they are read, with what helps', () => {
  expect(() => mustHaveRoom(100_000, 4e9)).not.toThrow();
  expect(() => mustHaveRoom(400_000, 4e9)).toThrow(/^more than \d+ records, .* 4\.0 GB .*--max-old-space-size/);
});
