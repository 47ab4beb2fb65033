import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeImport } from '../../src/connectors/import/index.ts';
import { parseMapping } from '../../src/connectors/import/mapping.ts';
import { startFakeHub } from './support/fake-hub.ts';
import { openWorkplace } from './support/workplace.ts';

const PAGE = await readFile(new URL('../../docs/import.md', import.meta.url), 'utf8');

/** A block of the page, by what stands behind its three backticks. */
function block(label: string): string {
  const from = PAGE.indexOf(`\`\`\`${label}\n`);
  if (from < 0) throw new Error(`docs/import.md has no block "${label}"`);
  return PAGE.slice(from + label.length + 4, PAGE.indexOf('```', from + 3));
}

test('the example of the page does what the page says', async () => {
  await using hub = await startFakeHub();
  await using place = await openWorkplace(hub);
  await place.write('people.csv', block('csv people.csv'));
  const map = await place.write('people.map.json', block('json people.map.json'));

  const dry = await place.import('people.csv', map, { dryRun: true });
  expect(`${place.shown()}${describeImport(dry)}\n`).toBe(block('text dry run'));

  expect(await place.import('people.csv', map)).toMatchObject({ created: 2, rejected: 1 });
  expect(await place.read('people.csv.rejects.csv')).toBe(block('csv rejects'));

  await place.write('people.map.json', block('json people.map.json').replace('"nachname"', '"surname"'));
  await expect(place.import('people.csv', map, { fresh: true })).rejects.toMatchObject({
    public: block('text wrong').trimEnd().replaceAll('people.map.json', map),
  });
});

test('the example for JSON Lines is a mapping', () => {
  expect(parseMapping(block('json each'), 'each.json').format).toBe('jsonl');
});
