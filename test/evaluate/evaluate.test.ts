import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
let dir: string;
const selfsame = (...args: string[]) => run(process.execPath, ['src/cli.ts', ...args]);
const file = (name: string): string => join(dir, name);
const refusal = (line: string) => ({ code: expect.any(Number), stdout: '', stderr: expect.stringContaining(line) });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'selfsame-evaluate-'));
  await selfsame('generate', '--people', '1000', '--systems', 'crm,hr', '--seed', '3', '--out', dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const MAPS = (): string[] => ['--map', file('crm.map.json'), '--map', file('hr.map.json')];
const evaluateAll = (truth: string) =>
  selfsame('evaluate', file('crm.csv'), file('hr.csv'), ...MAPS(), '--truth', truth);

test('an invented population is resolved with hardly a wrong link, and the report says how it went', async () => {
  const report = JSON.parse((await evaluateAll(file('truth.csv'))).stdout);
  const rows = (await readFile(file('truth.csv'), 'utf8')).trim().split('\n').length - 1;
  expect(report).toMatchObject({
    records: { read: rows, skipped: 0, rejected: 0, unlabelled: 0 },
    people: { true: 1000 },
    blockingRecall: expect.any(Number),
    modelVersion: expect.stringMatching(/^[\da-f]{16}$/),
  });
  expect(report.pairs.precision).toBeGreaterThan(0.99);
  expect(report.pairs.recall).toBeGreaterThan(0.3);
});

test('the truth changes what is reported, and not how records are resolved', async () => {
  const text = await readFile(file('truth.csv'), 'utf8');
  await writeFile(
    file('other.csv'),
    text.replaceAll(/,(\d+)$/gm, (_, person: string) => `,${Number(person) % 7}`),
  );
  const [right, other] = await Promise.all([evaluateAll(file('truth.csv')), evaluateAll(file('other.csv'))]);
  const [one, two] = [JSON.parse(right.stdout), JSON.parse(other.stdout)];
  expect(two.people.true).toBe(7);
  const resolved = ({ people, links, reviews, modelVersion }: typeof one) => [
    people.found,
    links,
    reviews,
    modelVersion,
  ];
  expect(resolved(two)).toEqual(resolved(one));
  expect(two.pairs.recall).toBeLessThan(one.pairs.recall);
});

test('a column can be the truth; rows where it is empty are counted and left out', async () => {
  await writeFile(
    file('column.csv'),
    'id,first,last,born,who\n1,Ada,Muster,1980-02-03,a\n2,Ada,Muster,1980-02-03,a\n3,Max,Beispiel,1971-12-01,\n',
  );
  const record = { externalId: 'id', name: { given: 'first', family: 'last' }, birthDate: 'born' };
  await writeFile(file('column.map.json'), JSON.stringify({ format: 'csv', record }));
  const evaluate = (truth: string) =>
    selfsame('evaluate', file('column.csv'), '--map', file('column.map.json'), '--truth', truth);
  const { stdout } = await evaluate('who');
  expect(JSON.parse(stdout)).toMatchObject({ records: { read: 2, unlabelled: 1 }, people: { true: 1 } });
  await expect(evaluate('nobody')).rejects.toMatchObject(refusal('none of the records has a truth in nobody'));
});

test('a truth that cannot be read, and mappings that do not fit the files, are refused in words', async () => {
  await expect(evaluateAll(file('crm.csv'))).rejects.toMatchObject(refusal('expected a column for the person'));
  await expect(
    selfsame('evaluate', file('crm.csv'), file('hr.csv'), file('crm.csv'), ...MAPS(), '--truth', 'id'),
  ).rejects.toMatchObject(refusal('one for each of the 3 files in their order; found 2'));
});
