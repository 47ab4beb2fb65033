import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { describeImport, exitCodeOf } from '../../src/connectors/import/index.ts';
import { startFakeHub } from './support/fake-hub.ts';
import { openWorkplace } from './support/workplace.ts';

const MAPPING = {
  format: 'csv',
  record: {
    externalId: 'id',
    name: { given: 'given', family: 'family' },
    emails: [{ value: 'email' }],
    locale: 'locale',
  },
};
const HEADER = 'id,given,family,email,locale';

function people(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `p${index},Given${index},Family,p${index}@example.org,de`);
  return `${[HEADER, ...rows].join('\n')}\n`;
}

describe('an import', () => {
  test('writes each row through the API and counts what became of it', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write(
      'people.csv',
      `${people(2)}p0,Given0,Family,p0@example.org,de\np1,Else,Family,p1@example.org,de\n`,
    );
    const summary = await place.import('people.csv', MAPPING);
    expect(summary).toMatchObject({
      status: 'COMPLETE',
      rows: 4,
      created: 2,
      updated: 1,
      unchanged: 1,
      rejected: 0,
      skipped: 0,
    });
    expect(exitCodeOf(summary)).toBe(0);
    expect(describeImport(summary)).toContain(
      'created 2, joined 0, updated 1, late 0, unchanged 1, skipped 0, rejected 0',
    );
    expect(hub.records.get('crm/p1')).toEqual({
      externalId: 'p1',
      name: { given: 'Else', family: 'Family' },
      emails: [{ value: 'p1@example.org' }],
      locale: 'de',
    });
    expect(place.has('people.csv.rejects.csv')).toBe(false);
  });

  test('keeps many requests under way over few connections', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(2_000));
    hub.before = () => sleep(1).then(() => undefined);
    const summary = await place.import('people.csv', MAPPING, { concurrency: 8 });
    expect(summary.created).toBe(2_000);
    expect(hub.busiest).toBe(8);
    // And one that asks which hub it is.
    expect(hub.connections).toBeLessThanOrEqual(9);
  });

  test('applies two rows about one record in the order of the file', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    const rows = Array.from({ length: 30 }, (_, index) => `same,Given${index},Family,s@example.org,de`);
    await place.write('people.csv', `${[HEADER, ...rows].join('\n')}\n`);
    hub.before = (_input, count) => sleep(count % 3).then(() => undefined);
    await place.import('people.csv', MAPPING);
    expect(hub.records.get('crm/same')).toMatchObject({ name: { given: 'Given29' } });
    expect(hub.requests.map(({ name }) => (name as { given: string }).given)).toEqual(
      rows.map((_, index) => `Given${index}`),
    );
  });
});

describe('rejected rows', () => {
  test('are written beside the file with line, field, column and reason, and the rest goes in', async () => {
    await using hub = await startFakeHub([
      { id: 'crm', kind: 'CRM' },
      { id: 'desk', kind: 'SUPPORT' },
    ]);
    await using place = await openWorkplace(hub);
    await place.write(
      'people.csv',
      [HEADER, 'p0,A,B,not an address,', 'p1,A,B', ',A,B,,', 'p3,A,B,c@d.e,fr', ''].join('\n'),
    );
    const summary = await place.import('people.csv', MAPPING);
    expect(summary).toMatchObject({
      status: 'COMPLETE',
      rows: 4,
      created: 1,
      rejected: 3,
      rejectsFile: `${place.directory}/people.csv.rejects.csv`,
    });
    expect(exitCodeOf(summary)).toBe(3);
    expect(await place.read('people.csv.rejects.csv')).toBe(
      [
        `_line,_reason,${HEADER}`,
        '2,"emails.0.value (email): expected an e-mail address",p0,A,B,not an address,',
        '3,"has 3 columns where the header has 5",p1,A,B',
        '4,"externalId (id): needed, and empty",,A,B,,',
        '',
      ].join('\n'),
    );
  });

  test('name the fields that the system does not own', async () => {
    await using hub = await startFakeHub([{ id: 'desk', kind: 'SUPPORT' }]);
    await using place = await openWorkplace(hub);
    await place.write('people.csv', `${HEADER}\np0,A,B,a@b.c,de\np1,,,d@e.f,\n`);
    const summary = await place.import('people.csv', MAPPING, { system: 'desk', token: 'token-desk' });
    expect(summary).toMatchObject({ created: 1, rejected: 1 });
    expect(await place.read('people.csv.rejects.csv')).toContain(
      '2,"name (given, family): not owned by this kind of system; owners: ONBOARDING, HR, CRM, PARTNER; ' +
        'locale (locale): not owned by this kind of system; owners: IDP, CRM",p0,A,B,a@b.c,de\n',
    );
  });

  test('go in once they are mended, with the same mapping', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', `${HEADER}\np0,"A, ""B""",C,wrong,de\n`);
    await place.import('people.csv', MAPPING);
    const mended = (await place.read('people.csv.rejects.csv')).replace('wrong', 'right@example.org');
    await place.write('people.csv.rejects.csv', mended);
    expect(await place.import('people.csv.rejects.csv', MAPPING)).toMatchObject({ created: 1, rejected: 0 });
    expect(hub.records.get('crm/p0')).toMatchObject({
      name: { given: 'A, "B"', family: 'C' },
      emails: [{ value: 'right@example.org' }],
    });
  });

  test('of JSON Lines keep their members, and go in once mended', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    const mapping = { format: 'jsonl', record: { externalId: 'id', emails: [{ each: 'mails', value: '.' }] } };
    await place.write('people.jsonl', '{ "id": "a", "mails": ["wrong"], "n": 12345678901234567890 }\n{"id":\n{}\n');
    expect(await place.import('people.jsonl', mapping)).toMatchObject({ rows: 3, rejected: 3 });
    const lines = (await place.read('people.jsonl.rejects.jsonl')).split('\n');
    expect(lines[0]).toBe(
      '{"_line":1,"_reasons":[{"path":"emails.0.value","columns":["mails[]"],"message":"expected an e-mail address"}],"id": "a", "mails": ["wrong"], "n": 12345678901234567890}',
    );
    expect(lines[1]).toBe('{"_line":2,"_reasons":[{"message":"is not valid JSON"}],"_text":"{\\"id\\":"}');
    expect(lines[2]).toBe(
      '{"_line":3,"_reasons":[{"path":"externalId","columns":["id"],"message":"needed, and empty"}]}',
    );
    await place.write('people.jsonl.rejects.jsonl', `${lines[0]!.replace('"wrong"', '"r@x.y"')}\n`);
    expect(await place.import('people.jsonl.rejects.jsonl', mapping)).toMatchObject({ created: 1, rejected: 0 });
  });

  test('keep their bytes in another encoding', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    const row = Buffer.concat([Buffer.from('p0,J'), Buffer.from([0xfc]), Buffer.from('rg,B,wrong,de\n')]);
    await place.write('people.csv', Buffer.concat([Buffer.from(`${HEADER}\n`), row]));
    await place.import('people.csv', { ...MAPPING, encoding: 'latin1' });
    expect((await readFile(`${place.directory}/people.csv.rejects.csv`)).includes(row)).toBe(true);
  });

  test('include a row that GraphQL itself refuses', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    const mapping = { format: 'csv', record: { externalId: 'id', gender: 'gender' } };
    await place.write('people.csv', 'id,gender\np0,MALE\np1,FEMALE\n');
    hub.before = (input) =>
      input.externalId === 'p1'
        ? {
            kind: 'status',
            status: 400,
            body: {
              errors: [
                {
                  message: 'Variable "$input" got an invalid value at "input.gender": Expected something else.',
                  extensions: { code: 'BAD_REQUEST' },
                },
              ],
            },
          }
        : undefined;
    expect(await place.import('people.csv', mapping)).toMatchObject({ created: 1, rejected: 1 });
    expect(await place.read('people.csv.rejects.csv')).toContain(
      '3,"gender (gender): Expected something else",p1,FEMALE\n',
    );
  });

  test('include a row that is larger than the hub accepts', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(2));
    hub.before = (input) =>
      input.externalId === 'p1'
        ? {
            kind: 'status',
            status: 413,
            body: { errors: [{ message: 'Too large.', extensions: { code: 'LIMIT_EXCEEDED' } }] },
          }
        : undefined;
    expect(await place.import('people.csv', MAPPING)).toMatchObject({ created: 1, rejected: 1 });
    expect(await place.read('people.csv.rejects.csv')).toContain('3,"Too large",p1,');
  });

  test('are not written over those of another import', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(1));
    await place.write('people.csv.rejects.csv', 'precious');
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      public: expect.stringContaining('is there already'),
    });
    expect(await place.read('people.csv.rejects.csv')).toBe('precious');
  });
});

describe('a hub that is away or wrong', () => {
  test.each([
    ['the connection breaks before the write', { kind: 'break', when: 'before' }],
    ['the connection breaks after the write', { kind: 'break', when: 'after' }],
    ['a proxy answers for the hub', { kind: 'status', status: 503 }],
    ['the hub is unavailable', { kind: 'error', code: 'UNAVAILABLE', message: 'Try again.' }],
    ['the first use of the key has not ended', { kind: 'in flight' }],
    ['the hub fails now and then', { kind: 'error', code: 'INTERNAL', message: 'Sorry.' }],
  ] as const)('stores every row once when %s', async (_what, interference) => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(60));
    const seen = new Set<string>();
    hub.before = ({ externalId }, count) => {
      const first = !seen.has(externalId);
      seen.add(externalId);
      return first && count % 3 === 0 ? interference : undefined;
    };
    expect(await place.import('people.csv', MAPPING)).toMatchObject({ rows: 60, created: 60, rejected: 0 });
    expect(hub.stored.toSorted()).toEqual([...new Set(hub.stored)].toSorted());
    expect(hub.requests.length).toBeGreaterThan(60);
  });

  test('is given up after a while, with what was settled kept', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(30));
    hub.before = ({ externalId }) => (externalId === 'p0' ? undefined : { kind: 'status', status: 503 });
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      public: `The hub at ${hub.endpoint} does not answer (HTTP 503). Run the same command again to go on.`,
    });
    expect(place.shown()).toContain('waiting for the hub (HTTP 503)\n');
    hub.before = () => undefined;
    expect(await place.import('people.csv', MAPPING)).toMatchObject({
      status: 'COMPLETE',
      rows: 30,
      created: 30,
      rowsThisRun: 29,
    });
  });

  test('puts a row on which the hub fails for good among the rejects', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(3));
    hub.before = ({ externalId }) =>
      externalId === 'p1' ? { kind: 'error', code: 'INTERNAL', message: 'Something went wrong.' } : undefined;
    expect(await place.import('people.csv', MAPPING)).toMatchObject({ created: 2, rejected: 1 });
    expect(await place.read('people.csv.rejects.csv')).toContain('3,"the hub failed on it: Something went wrong",p1,');
  });

  test('stops the import when it fails on every row', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(200));
    hub.before = () => ({ kind: 'error', code: 'INTERNAL', message: 'Something went wrong.' });
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      public: expect.stringContaining('failed on 10 rows in succession'),
    });
    expect(hub.requests.length).toBeLessThan(200);
  });

  test('is told from a wrong address', async () => {
    await using place = await openWorkplace();
    await place.write('people.csv', people(1));
    await expect(place.import('people.csv', MAPPING, { endpoint: 'http://127.0.0.1:9/graphql' })).rejects.toMatchObject(
      {
        code: 'UNAVAILABLE',
        public:
          'The hub at http://127.0.0.1:9/graphql does not answer (ECONNREFUSED). Run the same command again to go on.',
      },
    );
    await expect(place.import('people.csv', MAPPING, { endpoint: 'ftp://x' })).rejects.toMatchObject({
      code: 'CONFIGURATION',
    });
    await using hub = await startFakeHub();
    hub.before = () => ({ kind: 'status', status: 404, body: '<h1>no</h1>' });
    await expect(place.import('people.csv', MAPPING, { endpoint: hub.endpoint })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      public: 'The endpoint is no Selfsame hub (HTTP 404).',
    });
  });
});

describe('the token', () => {
  test('is asked for again when the hub no longer takes it', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(40));
    let minted = 0;
    const expired = { errors: [{ message: 'Expired.', extensions: { code: 'UNAUTHENTICATED' } }] };
    hub.before = async (_input, count) => {
      await sleep(1);
      return minted === 1 && count > 20 ? { kind: 'status', status: 401, body: expired } : undefined;
    };
    const token = async (): Promise<string> => {
      minted += 1;
      return 'token-crm';
    };
    expect(await place.import('people.csv', MAPPING, { token })).toMatchObject({ created: 40 });
    expect(minted).toBe(2);
  });

  test('that the hub does not take stops the import with one clear line', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(40));
    await expect(place.import('people.csv', MAPPING, { token: 'forged' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(hub.records.size).toBe(0);
  });

  test('that may not write stops the import', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(40));
    hub.before = () => ({ kind: 'error', code: 'FORBIDDEN', message: 'Not allowed.' });
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      public: expect.stringContaining('person:write'),
    });
  });

  test('of another system stops the import after one row', async () => {
    await using hub = await startFakeHub([
      { id: 'crm', kind: 'CRM' },
      { id: 'hr', kind: 'HR' },
    ]);
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(40).replaceAll(',de\n', ',\n'));
    await expect(place.import('people.csv', MAPPING, { system: 'crm', token: 'token-hr' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      public: 'The token speaks for system hr, not for crm. The first row went to hr; nothing else was sent.',
    });
    expect(hub.stored).toEqual(['p0']);
  });

  test('is needed', async () => {
    await using place = await openWorkplace();
    await place.write('people.csv', people(1));
    await expect(place.import('people.csv', MAPPING, { token: undefined })).rejects.toMatchObject({
      code: 'CONFIGURATION',
    });
  });
});

describe('a dry run', () => {
  test('shows nothing that a terminal would take for a command', async () => {
    await using place = await openWorkplace();
    await place.write('people.jsonl', '{"id":"\\u001b[2J"}\n{"id":"1","more":{"a":"\u009b2J\\u001b[2J"}}\n');
    await place.import(
      'people.jsonl',
      { format: 'jsonl', record: { externalId: 'id', extensions: { crm: { more: 'more' } } } },
      { dryRun: true },
    );
    expect(place.shown()).toContain('"a": "\\u009b2J\\u001b[2J"');
    expect(place.shown()).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test('shows the first records, counts, and sends and writes nothing', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', `${people(5)}p9,A\nq,A,B,\u0000,\n`);
    const summary = await place.import('people.csv', MAPPING, { dryRun: true, token: undefined });
    expect(summary).toMatchObject({ status: 'DRY_RUN', rows: 7, rejected: 2 });
    expect(describeImport(summary)).toBe(
      'Dry run of 7 rows. Nothing was sent.\n5 would be sent, 0 skipped, 2 rejected',
    );
    expect(exitCodeOf(summary)).toBe(3);
    const shown = place.shown();
    expect([...shown.matchAll(/^line \d+: \{/gm)].map(([line]) => line)).toEqual([
      'line 2: {',
      'line 3: {',
      'line 4: {',
    ]);
    expect(shown).toContain('line 7: rejected: has 2 columns where the header has 5\n');
    expect(shown).toContain('line 8: rejected: emails.0.value (email): holds the control character U+0000\n');
    expect(hub.requests).toEqual([]);
    expect([place.has('people.csv.progress.json'), place.has('people.csv.rejects.csv')]).toEqual([false, false]);
  });
});

test('a rejects file that is one of the files read is refused', async () => {
  await using place = await openWorkplace();
  const file = await place.write('people.csv', people(1));
  await expect(place.import('people.csv', MAPPING, { rejects: file, fresh: true })).rejects.toMatchObject({
    code: 'CONFIGURATION',
  });
  expect(place.has('people.csv')).toBe(true);
});

test('a signal that comes before the first row ends an import and a dry run in peace', async () => {
  await using hub = await startFakeHub();
  await using place = await openWorkplace(hub);
  await place.write('people.csv', people(5));
  const signal = AbortSignal.abort();
  expect(await place.import('people.csv', MAPPING, { signal })).toMatchObject({ status: 'INTERRUPTED', rows: 0 });
  expect(await place.import('people.csv', MAPPING, { signal, dryRun: true })).toMatchObject({ status: 'INTERRUPTED' });
  expect(hub.requests).toEqual([]);
});
