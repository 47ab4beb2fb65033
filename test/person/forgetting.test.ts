import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createVault, type Vault } from '../../src/kernel/vault.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { columns } from '../../src/subgraphs/person/sealing.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

interface Sealed {
  id: string;
  version: number;
  sealed: Buffer;
  wrapped: Buffer;
}

/** Every row of people, pointers to others among them, with its key. */
async function listPeople(hub: TestHub): Promise<Sealed[]> {
  const sql = postgres(hub.database.url, { max: 1 });
  try {
    return await sql<
      Sealed[]
    >`select person.id, version, sealed, wrapped from person.person join person.key using (id)`;
  } finally {
    await sql.end();
  }
}

/** What whoever has the database and the key file reads of people. */
function readAll(vault: Vault, rows: readonly Sealed[]): string {
  const texts = rows.map(({ id, version, sealed, wrapped }) => {
    try {
      return JSON.stringify(vault.open(vault.openKey(id, wrapped), columns.person(version), sealed));
    } catch {
      return '';
    }
  });
  return texts.join('\n');
}

const FORGET = 'mutation ($id: String!) { forgetRecord(input: { externalId: $id }) { __typename } }';

test('nothing of a forgotten record can be opened, with the key file either, though people were merged before', async () => {
  await using hub = await createHub();
  const vault = createVault(await readMasterKeys(hub.config.keyFile));
  const [crm, hr] = await Promise.all([hub.as('crm'), hub.as('hr')]);
  await recorded(crm, { externalId: 'a', name: { full: 'First Secret' }, emails: [{ value: 'a@example.com' }] });
  await recorded(hr, { externalId: 'b', name: { full: 'Second Secret' }, emails: [{ value: 'b@example.com' }] });
  await recorded(crm, { externalId: 'c', emails: [{ value: 'a@example.com' }, { value: 'b@example.com' }] });
  expect(readAll(vault, await listPeople(hub))).toContain('Secret');
  for (const [client, id] of [
    [crm, 'a'],
    [hr, 'b'],
    [crm, 'c'],
  ] as const)
    await ask(client, FORGET, { id });
  expect(readAll(vault, await listPeople(hub))).not.toMatch(/Secret|example\.com/);
});

test('an old copy of a person does not open with the keys of a hub that has forgotten one of its records', async () => {
  await using hub = await createHub();
  const vault = createVault(await readMasterKeys(hub.config.keyFile));
  const [crm, hr] = await Promise.all([hub.as('crm'), hub.as('hr')]);
  await recorded(crm, { externalId: 'a', name: { full: 'Secret' }, emails: [{ value: 'a@example.com' }] });
  const id = await recorded(hr, { externalId: 'b', employer: { name: 'Kept' }, emails: [{ value: 'a@example.com' }] });
  const [old] = await listPeople(hub);
  await ask(crm, FORGET, { id: 'a' });
  const [now] = await listPeople(hub);
  expect(readAll(vault, [{ ...old!, wrapped: now!.wrapped }])).toBe('');
  expect(await ask(hr, 'query ($id: ID!) { person(id: $id) { name { full } employer { name } } }', { id })).toEqual({
    person: { name: null, employer: { name: 'Kept' } },
  });
});
