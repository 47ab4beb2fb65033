import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readDefinition } from '../../src/subgraphs/decision/journeys/definition.ts';

const FOLDER = new URL('../../src/journeys/shipped/', import.meta.url);

test.each(await readdir(FOLDER))('%s can be published, under the name of its file', async (file) => {
  const read = readDefinition(JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')));
  expect(read).toMatchObject({ definition: { name: file.replace('.json', '') } });
});
