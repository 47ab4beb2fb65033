import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { installEngine } from '../../src/journeys/engine.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createDatabase } from '../support/database.ts';
import { runSql } from '../support/rows.ts';

const install = (url: string): Promise<void> => installEngine(url, silentLogger);

test('a login that may make no schema is told what to do, and runs on tables that another one has made', async () => {
  await using database = await createDatabase();
  const limited = `limited_${randomBytes(4).toString('hex')}`;
  await runSql(database.url, `create role ${limited} login password 'x'; grant selfsame_journeys to ${limited}`);
  const url = new URL(database.url);
  url.username = limited;
  url.password = 'x';
  try {
    await expect(install(url.href)).rejects.toThrow(/selfsame -- migrate/);
    await install(database.url);
    await install(url.href);
    const [found] = await runSql<{ may: boolean }>(
      database.url,
      "select has_table_privilege('selfsame_journeys', 'dbos.workflow_status', 'INSERT') as may",
    );
    expect(found!.may).toBe(true);
  } finally {
    await runSql(database.url, `drop role ${limited}`);
  }
});
