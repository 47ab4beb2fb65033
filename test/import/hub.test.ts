import { copyFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProblems } from '../../src/subgraphs/person/intake/record.ts';
import { SCOPES_OF_KIND } from '../../src/kernel/access.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { SHARED_DATA, hasSharedData, openWorkplace } from './support/workplace.ts';

const MAPPINGS = new URL('../../docs/mappings/', import.meta.url).pathname;
const MAPPING = {
  format: 'csv',
  record: {
    externalId: 'id',
    name: { given: 'given', family: 'family' },
    birthDate: 'born',
    emails: [{ value: 'email' }],
    locale: 'locale',
  },
};
const PEOPLE = [
  'id,given,family,born,email,locale',
  'a,Ada,Lovelace,1815-12-10,ada@example.com,en-GB',
  'b,Ada,King,1815-12-10,ADA@example.com,',
  'c,Grace,Hopper,1906-12-09,not an address,no tag',
  'd,Alan,Turing,1912-06-31,alan@example.com,',
  `e,${'x'.repeat(500_000)},Long,,e@example.com,`,
  `g,${'x'.repeat(1_048_400)},Longer,,g@example.com,`,
  'f,Kurt,Gödel,1906-04-28,kurt@example.com,de-AT',
  '',
].join('\n');

/** Imports a file as a system of the hub. */
async function importInto(hub: TestHub, file: string | { content: string }, mapping: object | string, system: string) {
  await using place = await openWorkplace();
  const path =
    typeof file === 'string' ? `${place.directory}/${basename(file)}` : await place.write('people.csv', file.content);
  if (typeof file === 'string') await copyFile(file, path);
  const { token } = await hub.as(system, [...SCOPES_OF_KIND.CRM]);
  const summary = await place.import(path, mapping, { endpoint: `${hub.url}/graphql`, system, token });
  const rejects =
    summary.rejectsFile === undefined ? [] : (await place.read(summary.rejectsFile)).trimEnd().split('\n').slice(1);
  return { summary, rejects };
}

describe('an import into a running hub', () => {
  test('creates, joins and rejects, and what it stored is there to be read', async () => {
    await using hub = await createHub();
    const { summary, rejects } = await importInto(hub, { content: PEOPLE }, MAPPING, 'crm');
    expect(summary).toMatchObject({ status: 'COMPLETE', rows: 7, created: 2, joined: 1, rejected: 4 });
    expect(rejects.map((line) => line.split('",')[0])).toEqual([
      expect.stringMatching(
        /^4,"emails\.0\.value \(email\): Expected an e-mail address.*; locale \(locale\): Expected a BCP 47 tag/,
      ),
      expect.stringMatching(/^5,"birthDate \(born\): Expected a day that exists/),
      expect.stringMatching(/^6,"name\.given \(given\): Expected at most/),
      expect.stringMatching(/^7,"The body is larger than/),
    ]);
    const crm = await hub.as('crm');
    const { data } = await crm.query(
      '{ a: personByRecord(system: "crm", externalId: "a") { id name { full } locale } b: personByRecord(system: "crm", externalId: "b") { id } }',
    );
    expect(data.a).toMatchObject({ name: { full: expect.any(String) }, locale: 'en-GB' });
    expect(data.b.id).toBe(data.a.id);
  });

  test('does what its dry run said, row by row', async () => {
    await using hub = await createHub();
    const mapping = {
      ...MAPPING,
      record: {
        ...MAPPING.record,
        assertedAt: 'at',
        addresses: [{ country: 'country' }],
        phones: [{ value: 'phone' }],
      },
    };
    const rows = [
      ...PEOPLE.trimEnd()
        .split('\n')
        .map((line, index) => (index === 0 ? `${line},at,country,phone` : `${line},,,`)),
      'h,Only,Country,,,,,CH,',
      'i,A,Day,,,,2026-01-05,,',
      'j,No,Day,,,,2026-02-30,,',
      'k,No,Moment,,,,yesterday,,',
      'l,No,Phone,,,,,,x',
      'm,,,,,,,,',
      ' ,Nobody,,,,,,,',
      '',
    ].join('\n');
    await using place = await openWorkplace();
    await place.write('people.csv', rows);
    const dry = await place.import('people.csv', mapping, {
      dryRun: true,
      findProblems: (input) => findProblems(input, { now: new Date(), defaultCountry: 'US' }),
    });
    const said = [...place.shown().matchAll(/^line (\d+): rejected: (\w+)/gm)].map(([, line]) => Number(line));
    const { summary, rejects } = await importInto(hub, { content: rows }, mapping, 'crm');
    expect(said).toEqual(rejects.map((line) => Number(line.split(',')[0])));
    expect(dry).toMatchObject({ rows: 14, rejected: 10 });
    expect(summary).toMatchObject({ rows: 14, rejected: 10, created: 3, joined: 1 });
    const { data } = await (
      await hub.as('crm')
    ).query('{ personByRecord(system: "crm", externalId: "i") { lineage(field: NAME) { assertedAt } } }');
    expect(data.personByRecord.lineage).toEqual([{ assertedAt: '2026-01-05T00:00:00.000Z' }]);
  });

  test('rejects by name what the system does not own, and stores nothing of the row', async () => {
    await using hub = await createHub();
    const { summary, rejects } = await importInto(
      hub,
      { content: PEOPLE.split('\n').slice(0, 2).join('\n') },
      MAPPING,
      'support',
    );
    expect(summary).toMatchObject({ created: 0, rejected: 1 });
    expect(rejects[0]).toMatch(
      /^2,"name \(given, family\): not owned by this kind of system; owners: ONBOARDING, HR, CRM, PARTNER; birthDate \(born\): .*; locale \(locale\): /,
    );
    const support = await hub.as('support');
    expect(
      (await support.query('{ personByRecord(system: "support", externalId: "a") { id } }')).data.personByRecord,
    ).toBeNull();
  });

  test('stops at a token of another system, and at one that may not write', async () => {
    await using hub = await createHub();
    await using place = await openWorkplace();
    await place.write('people.csv', PEOPLE);
    const endpoint = `${hub.url}/graphql`;
    const mapping = { ...MAPPING, record: { externalId: 'id', emails: [{ value: 'email' }] } };
    await expect(
      place.import('people.csv', mapping, { endpoint, token: (await hub.as('hr')).token }),
    ).rejects.toMatchObject({
      public: 'The token speaks for system hr, not for crm. The first row went to hr; nothing else was sent.',
    });
    await expect(
      place.import('people.csv', mapping, {
        endpoint,
        token: (await hub.as('crm', ['person:read'])).token,
        fresh: true,
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      place.import('people.csv', mapping, { endpoint, token: 'nonsense', fresh: true }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const unknown = await hub.as('nobody', ['person:write']);
    await expect(
      place.import('people.csv', mapping, { endpoint, system: 'nobody', token: unknown.token, fresh: true }),
    ).rejects.toMatchObject({
      public: 'The hub does not take the token: The client of this token is not registered.',
    });
  });

  test('counts what is older than what the hub knows', async () => {
    await using hub = await createHub();
    const mapping = { format: 'csv', record: { externalId: 'id', name: { full: 'name' }, assertedAt: 'at' } };
    const content = ['id,name,at', '1,New,2026-03-01', '1,Old,2026-02-01', ''].join('\n');
    expect((await importInto(hub, { content }, mapping, 'crm')).summary).toMatchObject({ created: 1, late: 1 });
  });

  test('creates nothing twice when it is sent twice', async () => {
    await using hub = await createHub();
    const first = await importInto(hub, { content: PEOPLE }, MAPPING, 'crm');
    const second = await importInto(hub, { content: PEOPLE }, MAPPING, 'crm');
    expect(second.summary).toMatchObject({ created: 2, joined: 1, rejected: first.summary.rejected });
    const { data } = await (await hub.as('crm')).query('{ people { edges { node { id } } } }');
    expect(data.people.edges).toHaveLength(2);
  });
});

// These need the public data sets that lie beside the project (../shared/data); elsewhere they are skipped.
describe.skipIf(!hasSharedData)('with the public data sets', () => {
  test("unifies Senzing's truth set from a CRM and two partners", async () => {
    await using hub = await createHub();
    const steward = await hub.as('steward');
    for (const id of ['partner-reference', 'partner-watchlist']) {
      const { data } = await steward.query(
        'mutation ($id: ID!, $name: String!) { registerSystem(input: { id: $id, kind: PARTNER, name: $name }) { __typename } }',
        { id, name: id },
      );
      expect(data.registerSystem.__typename).toBe('SystemRegistered');
    }
    const truth = `${SHARED_DATA}senzing_truthset/`;
    const customers = await importInto(hub, `${truth}customers.csv`, `${MAPPINGS}senzing-customers.json`, 'crm');
    const reference = await importInto(
      hub,
      `${truth}reference.jsonl`,
      `${MAPPINGS}senzing-reference-jsonl.json`,
      'partner-reference',
    );
    const watchlist = await importInto(
      hub,
      `${truth}watchlist.csv`,
      `${MAPPINGS}senzing-watchlist.json`,
      'partner-watchlist',
    );
    expect(customers.summary).toMatchObject({ rows: 120, skipped: 6, rejected: 2 });
    expect(customers.rejects.map((line) => line.split(' ')[0])).toEqual(['25,"emails.0.value', '45,"emails.0.value']);
    expect(reference.summary).toMatchObject({ rows: 22, skipped: 6, rejected: 1 });
    expect(watchlist.summary).toMatchObject({ rows: 17, skipped: 0, rejected: 0 });
    expect(watchlist.summary.joined).toBeGreaterThan(0);

    // The same SSN and birth date, told by two systems under two names.
    const { data } = await (
      await hub.as('crm')
    ).query(
      '{ personByRecord(system: "crm", externalId: "1009") { records { externalId system { id } } identifiers { type value country } } }',
    );
    expect(data.personByRecord.records).toEqual(
      expect.arrayContaining([
        { externalId: '1009', system: { id: 'crm' } },
        { externalId: '1014', system: { id: 'partner-watchlist' } },
      ]),
    );
    expect(data.personByRecord.identifiers).toContainEqual({ type: 'TAX_ID', value: '294669999', country: 'US' });
  });

  test('takes in FEBRL 3 but for birth dates that do not exist', async () => {
    await using hub = await createHub();
    const lines = (await readFile(`${SHARED_DATA}febrl3/dataset3.csv`, 'utf8')).split('\n').slice(0, 601);
    const { summary, rejects } = await importInto(hub, { content: lines.join('\n') }, `${MAPPINGS}febrl.json`, 'crm');
    expect(summary).toMatchObject({ status: 'COMPLETE', rows: 600, rejected: 3 });
    expect(summary.created + summary.joined).toBe(597);
    expect(rejects.map((line) => line.split(',')[0])).toEqual(['105', '553', '568']);
  });
});
