import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { closePools, openPools } from '../../src/kernel/db.ts';
import { type ScreeningSubject, screen } from '../../src/subgraphs/verification/watchlist/screen.ts';
import { createHub } from '../support/hub.ts';
import { SHARED_DATA, hasSharedData, load } from './support.ts';

const FOLDER = `${SHARED_DATA}senzing_truthset/`;

/** A record of a person in the truth set: its id, and what is screened of it. */
interface Person {
  id: string;
  subject: ScreeningSubject;
}

const read = (file: string): any[] =>
  readFileSync(`${FOLDER}${file}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** `3/31/1954` and `1/7/80` → `1954-03-31`, `1980-01-07`. */
function isoDate(text: string): string | undefined {
  const [, month = '', day = '', year = ''] = /^(\d+)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  return year === ''
    ? undefined
    : `${year.length === 2 ? `19${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function personOf({ RECORD_ID, FEATURES }: any): Person | undefined {
  const features: Record<string, string> = Object.assign({}, ...FEATURES);
  const names = FEATURES.flatMap((one: any) => {
    const full = one.NAME_FULL ?? [one.NAME_FIRST, one.NAME_MIDDLE, one.NAME_LAST].filter(Boolean).join(' ');
    return full ? [{ full, given: one.NAME_FIRST, family: one.NAME_LAST }] : [];
  });
  if (features['RECORD_TYPE'] !== 'PERSON' || names.length === 0) return undefined;
  const birthDate = isoDate(features['DATE_OF_BIRTH'] ?? '');
  const [name, ...otherNames] = names;
  return { id: RECORD_ID, subject: { name, otherNames, ...(birthDate ? { birthDate } : {}) } };
}

// It needs the public data sets that lie beside the project (../shared/data); elsewhere it is skipped.
test.skipIf(!hasSharedData)(
  'of ten customers of the truth set who are on its watch list nine are found, and nobody is wrongly taken for certain',
  { timeout: 60_000 },
  async () => {
    await using hub = await createHub();
    const listed = read('watchlist').flatMap((record) => personOf(record) ?? []);
    const lines = listed.map(({ id, subject: { name, otherNames, birthDate } }) =>
      JSON.stringify({
        id,
        name: name!.full,
        aliases: otherNames!.map(({ full }) => full),
        birthDates: birthDate ? [birthDate] : [],
      }),
    );
    const { status } = await load(hub, await hub.as('steward'), 'truth', 'jsonl', { list: lines.join('\n') });
    expect(status).toBe(200);

    const [, ...rows] = readFileSync(`${FOLDER}actual_truthset_key.csv`, 'utf8').trim().split(/\r?\n/);
    const clusters = new Map(
      rows.map((row) => row.split(',')).map(([, cluster, source, id]) => [`${source} ${id}`, cluster]),
    );
    const pools = openPools(
      { url: hub.database.url, readConnections: 1, writeConnections: 1, statementTimeoutMs: 5_000 },
      'selfsame_verification',
    );
    let [wanted, found, wrong] = [0, 0, 0];
    for (const { id, subject } of read('customers').flatMap((record) => personOf(record) ?? [])) {
      const cluster = clusters.get(`CUSTOMERS ${id}`);
      const expected = listed.filter((one) => clusters.get(`WATCHLIST ${one.id}`) === cluster).map((one) => one.id);
      const { hits: got } = await screen({ pools }, subject);
      if (expected.length > 0) wanted += 1;
      if (expected.some((one) => got.some(({ entry }) => entry === one))) found += 1;
      wrong += got.filter(({ entry, certain }) => certain && !expected.includes(entry)).length;
    }
    await closePools(pools);
    expect({ wanted, found, wrong }).toEqual({ wanted: 10, found: 9, wrong: 0 });
  },
);
