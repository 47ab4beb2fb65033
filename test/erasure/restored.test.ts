import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { withHub } from './running.ts';
import { MARK, erased, keysOf, statusOf, tablesWith, whole } from './support.ts';

test(
  'a hub on a restored backup erases again whom it has erased since, before it answers anybody',
  { timeout: 60_000 },
  async () => {
    await using database = await createDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'selfsame-restored-'));
    const backup = { url: database.url.replace(/test_\w+$/, `test_${randomUUID().replaceAll('-', '')}`) };
    const names = [backup, database].map(({ url }) => new URL(url).pathname.slice(1));
    try {
      const [gone, lifted, kept] = await withHub({ databaseUrl: database.url, dataDir }, (hub) =>
        Promise.all([whole(hub, 'Dora'), whole(hub, 'Emil'), whole(hub, 'Frieda')]),
      );
      await runSql(inject('postgresUrl'), `create database ${names[0]} template ${names[1]}`);
      const erasureId = await withHub({ databaseUrl: database.url, dataDir }, async (hub) => {
        const { id: liftedId } = await erased(hub, lifted.personId);
        await ask(
          await hub.as('privacy_officer'),
          'mutation ($id: ID!) { liftSuppression(input: { erasureId: $id, reason: "PERSON_ASKED" }) { __typename } }',
          { id: liftedId },
        );
        const { id } = await erased(hub, gone.personId);
        return id;
      });
      const owners = [...gone.recordIds, gone.verificationId, gone.fileId, gone.decisionId];
      expect(await keysOf(backup.url, owners)).toBe(owners.length);
      await withHub({ databaseUrl: backup.url, dataDir }, async (hub) => {
        // The first thing that it is asked.
        expect(await keysOf(backup.url, owners)).toBe(0);
        expect(await tablesWith(backup.url, `${MARK}Dora`)).toEqual([]);
        const { person } = await ask(
          await hub.as('steward'),
          'query ($id: ID!) { person(id: $id) { name { given } } }',
          {
            id: kept.personId,
          },
        );
        expect(person).toEqual({ name: { given: 'Frieda' } });
        const crm = await hub.as('crm');
        expect(await record(crm, { externalId: `${MARK}-Dora`, locale: 'de' })).toMatchObject({ erasureId });
        expect(await record(crm, { externalId: `${MARK}-Emil`, locale: 'de' })).toMatchObject({
          __typename: 'PersonRecorded',
        });
        await expect
          .poll(() => statusOf(hub, erasureId), { timeout: 10_000 })
          .toMatchObject({
            reason: 'RESTORED',
            state: 'LOGICALLY_COMPLETE',
          });
      });
    } finally {
      await runSql(inject('postgresUrl'), `drop database if exists ${names[0]} with (force)`);
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
