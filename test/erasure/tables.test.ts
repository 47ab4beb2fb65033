import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { runSql } from '../support/rows.ts';

const PAGE = new URL('../../docs/erasure.md', import.meta.url);

test('the page says of every table what becomes of it when a person is erased, and of no other', async () => {
  await using database = await createDatabase();
  const tables = await runSql<{ name: string }>(
    database.url,
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type <> 'VIEW' order by 1`,
  );
  const page = await readFile(PAGE, 'utf8');
  const lines = page.matchAll(/^\| (`[a-z_]+\.[a-z_]+`(?: `[a-z_]+\.[a-z_]+`)*) \| (?:erased|kept) \|/gm);
  const told = [...lines].flatMap(([, names]) => [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(told.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});
