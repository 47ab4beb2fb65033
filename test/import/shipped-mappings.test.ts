import { copyFile, readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMapping } from '../../src/connectors/import/mapping.ts';
import { type FakeHub, startFakeHub } from './support/fake-hub.ts';
import { SHARED_DATA, hasSharedData, openWorkplace } from './support/workplace.ts';

const MAPPINGS = new URL('../../docs/mappings/', import.meta.url).pathname;
const TRUTH_SET = `${SHARED_DATA}senzing_truthset/`;
const SYSTEMS = [
  { id: 'crm', kind: 'CRM' },
  { id: 'partner-reference', kind: 'PARTNER' },
  { id: 'partner-watchlist', kind: 'PARTNER' },
];

test('every mapping in docs/mappings is right', async () => {
  const files = (await readdir(MAPPINGS)).filter((file) => file.endsWith('.json') && file !== 'mapping.schema.json');
  expect(files.length).toBeGreaterThanOrEqual(7);
  for (const file of files) await expect(readMapping(`${MAPPINGS}${file}`)).resolves.toBeDefined();
});

// These need the public data sets that lie beside the project (../shared/data); elsewhere they are skipped.
describe.skipIf(!hasSharedData)('with the public data sets', () => {
  async function importShared(hub: FakeHub, file: string, mapping: string, system: string) {
    await using place = await openWorkplace(hub);
    const copy = `${place.directory}/${basename(file)}`;
    await copyFile(file, copy);
    const summary = await place.import(copy, `${MAPPINGS}${mapping}.json`, { system, token: `token-${system}` });
    const rejects =
      summary.rejectsFile === undefined ? [] : (await place.read(summary.rejectsFile)).trimEnd().split('\n');
    return { summary, rejects };
  }

  test.each([
    ['customers', 'crm', { rows: 120, skipped: 6, created: 112, rejected: 2 }],
    ['reference', 'partner-reference', { rows: 22, skipped: 6, created: 15, rejected: 1 }],
    ['watchlist', 'partner-watchlist', { rows: 17, skipped: 0, created: 17, rejected: 0 }],
  ])('imports the people of %s, the same from CSV and from JSON Lines', async (name, system, expected) => {
    await using fromCsv = await startFakeHub(SYSTEMS);
    await using fromJson = await startFakeHub(SYSTEMS);
    const csv = await importShared(fromCsv, `${TRUTH_SET}${name}.csv`, `senzing-${name}`, system);
    const jsonl = await importShared(fromJson, `${TRUTH_SET}${name}.jsonl`, `senzing-${name}-jsonl`, system);
    expect(csv.summary).toMatchObject(expected);
    expect(jsonl.summary).toMatchObject(expected);
    expect(Object.fromEntries(fromJson.records)).toEqual(Object.fromEntries(fromCsv.records));
  });

  test('rejects e-mail addresses of the truth set that have a name before them', async () => {
    await using hub = await startFakeHub(SYSTEMS);
    const { rejects } = await importShared(hub, `${TRUTH_SET}reference.csv`, 'senzing-reference', 'partner-reference');
    expect(rejects[1]).toContain('22,"emails.0.value (EMAIL_ADDRESS): expected an e-mail address",REFERENCE,2161,');
  });

  test('reads names in every script, licences of every state and dates of every spelling', async () => {
    await using hub = await startFakeHub(SYSTEMS);
    await importShared(hub, `${TRUTH_SET}customers.csv`, 'senzing-customers', 'crm');
    const people = [...hub.records.values()] as {
      name?: { full?: string };
      birthDate?: string;
      identifiers?: { type: string; value: string }[];
    }[];
    expect(people.map(({ name }) => name?.full)).toContain('王杰');
    expect(
      people.flatMap(({ identifiers }) => identifiers ?? []).filter(({ value }) => value === 'TX-823123'),
    ).toHaveLength(2);
    expect(people.filter(({ birthDate }) => birthDate !== undefined)).toHaveLength(63);
    expect(people.map(({ birthDate }) => birthDate)).toEqual(
      expect.arrayContaining(['1970-03-01', '1992-03-15', '1991-08-20', '2011-05-24', '1931-02-04']),
    );
  });

  test('imports FEBRL 3 but for the 35 rows whose birth date does not exist, and takes nothing from rec_id', async () => {
    await using hub = await startFakeHub(SYSTEMS);
    const { summary, rejects } = await importShared(hub, `${SHARED_DATA}febrl3/dataset3.csv`, 'febrl', 'crm');
    expect(summary).toMatchObject({ rows: 5000, created: 4965, rejected: 35 });
    expect(rejects[1]).toMatch(
      /^105,"birthDate \(date_of_birth\): expected a date that exists, written as YYYYMMDD",rec-/,
    );
    for (const { externalId, ...values } of hub.records.values())
      expect(JSON.stringify(values)).not.toContain(String(externalId));
  });
});
