import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startLocalPostgres } from '../../src/local/postgres.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { createDatabase } from '../support/database.ts';
import { ask, record } from '../support/operations.ts';
import { withHub } from './running.ts';
import { MARK, erased, keysOf, reached, tablesWith, whole } from './support.ts';

const run = promisify(execFile);
const log = { info() {}, warn() {} };

test('a restored copy of the data folder tells nothing of who was erased since, and all of the others', async () => {
  await using folder = await temporaryFolder();
  await using keys = await createDatabase();
  const dataDir = join(folder.path, 'data');
  const backup = join(folder.path, 'backup');
  const env = { KEY_DATABASE_URL: keys.url };
  /** Runs a hub on the embedded PostgreSQL in the data folder, and ends both. */
  const live = async <Result>(work: Parameters<typeof withHub<Result>>[1]): Promise<Result> => {
    const server = await startLocalPostgres({ dataDir, log });
    try {
      return await withHub({ databaseUrl: server.url, dataDir, env }, work);
    } finally {
      await server.stop();
    }
  };

  const [gone, kept] = await live((hub) => Promise.all([whole(hub, 'Ida'), whole(hub, 'Jonas')]));
  await run('cp', ['-a', join(dataDir, 'postgres'), backup]);
  const erasureId = await live(async (hub) => (await erased(hub, gone.personId)).id);
  await rm(join(dataDir, 'postgres'), { recursive: true });
  await run('cp', ['-a', backup, join(dataDir, 'postgres')]);

  const owners = [...gone.recordIds, gone.verificationId, gone.fileId, gone.decisionId];
  const server = await startLocalPostgres({ dataDir, log });
  expect(await keysOf(server.url, owners)).toBe(owners.length);
  await server.stop();
  await live(async (hub) => {
    expect(await keysOf(hub.database.url, owners)).toBe(0);
    expect(await tablesWith(hub.database.url, `${MARK}Ida`)).toEqual([]);
    const steward = await hub.as('steward');
    const GIVEN = 'query ($id: ID!) { person(id: $id) { status name { given } } }';
    expect(await ask(steward, GIVEN, { id: gone.personId })).toEqual({ person: { status: 'FORGOTTEN', name: null } });
    expect(await ask(steward, GIVEN, { id: kept.personId })).toMatchObject({ person: { name: { given: 'Jonas' } } });
    expect(await record(await hub.as('crm'), { externalId: `${MARK}-Ida`, locale: 'de' })).toMatchObject({ erasureId });
    await reached(hub, erasureId);
  });
}, 180_000);
