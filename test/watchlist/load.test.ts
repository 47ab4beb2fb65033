import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { load } from './support.ts';

const clock = testClock();
const LIST =
  'id,name,aliases,birthDates\n1,"MUSTER, Eva",Eva Beispiel;Evi Muster,1980-05-17\n2,Grigori Sokolow,,1962~;1960/1964\n';
const WATCHLISTS =
  '{ watchlists { name versions { version state entries people sha256 loadedBy loadedAt confirmedAt endedAt files { part name sha256 bytes } } } }';
let hub: TestHub;
let steward: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  steward = await hub.as('steward');
});
afterAll(() => hub[Symbol.asyncDispose]());

const versionsOf = async (name: string) =>
  (await ask(steward, WATCHLISTS)).watchlists.find((list: { name: string }) => list.name === name)?.versions;
const problemsOf = (body: { problems: { path: string; message: string }[] }) => body.problems.map(({ path }) => path);

describe('a list that is loaded', () => {
  test('is in use, with the digest of its file, its counts, and who loaded it when', async () => {
    const { status, body } = await load(hub, steward, 'plain', 'csv', { list: LIST });
    const sha256 = createHash('sha256').update(LIST).digest('hex');
    expect([status, body]).toEqual([
      200,
      {
        __typename: 'WatchlistLoaded',
        list: 'plain',
        version: expect.any(Number),
        changed: true,
        entries: 2,
        people: 2,
        sha256,
      },
    ]);
    expect(await versionsOf('plain')).toMatchObject([
      {
        version: body.version,
        state: 'CURRENT',
        entries: 2,
        people: 2,
        sha256,
        loadedBy: 'steward',
        loadedAt: clock.now().toISOString(),
        files: [{ part: 'list', name: 'list.csv', sha256, bytes: LIST.length }],
      },
    ]);
    expect(await runSql(hub.database.url, "select data from log.event where type like '%watchlist.loaded%'")).toEqual([
      { data: { list: 'plain', version: body.version, entries: 2, people: 2, sha256 } },
    ]);
  });

  test('is not stored again when its files have not changed, and tells when that was last seen', async () => {
    const [before] = await versionsOf('plain');
    clock.advance(60_000);
    const { body } = await load(hub, steward, 'plain', 'csv', { list: LIST });
    expect(body).toMatchObject({ version: before.version, changed: false, entries: 2 });
    expect(await versionsOf('plain')).toEqual([{ ...before, confirmedAt: clock.now().toISOString() }]);
  });

  test('takes the place of the version before, of which all that checks cite stays', async () => {
    const [before] = await versionsOf('plain');
    const { body } = await load(hub, steward, 'plain', 'jsonl', {
      list: '{"id":"1","name":"Eva Muster","birthDates":["1980-05"],"countries":["Switzerland"],"kind":"PERSON"}\n\n{"id":"9","name":"Muster AG","kind":"ORGANISATION"}\n',
    });
    expect(body).toMatchObject({ changed: true, entries: 2, people: 1 });
    expect(await versionsOf('plain')).toMatchObject([
      { version: body.version, state: 'CURRENT', endedAt: null },
      { ...before, state: 'REPLACED', endedAt: clock.now().toISOString() },
    ]);
  });

  test('is taken out of use when somebody asks for that, and keeps its past', async () => {
    await load(hub, steward, 'mistake', 'csv', { list: LIST });
    const REMOVE =
      'mutation ($name: String!) { removeWatchlist(input: { name: $name }) { __typename ... on NotFound { id } } }';
    expect((await ask(steward, REMOVE, { name: 'mistake' })).removeWatchlist.__typename).toBe('WatchlistRemoved');
    expect(await versionsOf('mistake')).toMatchObject([{ state: 'REMOVED', entries: 2 }]);
    expect((await ask(steward, REMOVE, { name: 'mistake' })).removeWatchlist).toEqual({
      __typename: 'NotFound',
      id: 'mistake',
    });
  });
});

describe('a list with something wrong in it is refused as a whole, and says what', () => {
  test.each([
    ['an unknown column', 'csv', 'id,name,colour\n1,Eva,red\n', ['list:1']],
    ['no header', 'csv', '1,Eva Muster\n', ['list:1', 'list:1', 'list:1']],
    ['a row that is short', 'csv', 'id,name,aliases\n1,Eva\n', ['list:2']],
    ['a quote that is never closed', 'csv', 'id,name\n1,"Eva\n2,Adam\n', ['list:3']],
    ['a date that is none', 'csv', 'id,name,birthDates\n1,Eva,1980-13-40\n', ['list:2.birthDates.0']],
    ['a country that is none', 'csv', 'id,name,countries\n1,Eva,Atlantis\n', ['list:2.countries.0']],
    ['an id that is there twice', 'csv', 'id,name\n7,Eva\n7,Adam\n', ['7']],
    ['nothing', 'csv', '', ['list']],
    ['a header alone', 'csv', 'id,name\n', ['list']],
    ['no JSON', 'jsonl', '{"id":"1","name":"Eva"}\nEva\n', ['list:2']],
    ['a member that nobody knows', 'jsonl', '{"id":"1","name":"Eva","colour":"red"}\n', ['list:1']],
  ])('%s', async (_name, format, list, paths) => {
    const { status, body } = await load(hub, steward, 'wrong', format, { list });
    expect([status, body.__typename, problemsOf(body)]).toEqual([422, 'InvalidInput', paths]);
    expect(await versionsOf('wrong')).toBeUndefined();
  });

  test('files of OFAC that do not belong together, or are none', async () => {
    const sdn = '36,"MUSTER, Eva","individual","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 17 May 1980."\n';
    const { body } = await load(hub, steward, 'wrong', 'ofac', {
      sdn: `${sdn}38,"X","submarine",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n`,
      alt: '36,12,"aka","MUSTER, Evi",-0- \n37,13,"aka","NOBODY",-0- \n',
      add: '36,25,-0- ,"Havana","Cuba",-0- \nEva\n',
    });
    expect(problemsOf(body)).toEqual(['add:2', 'sdn:2', 'alt:2']);
  });

  test('a list that has lost more than half of its entries, unless that is said to be right', async () => {
    const long = `id,name\n${Array.from({ length: 10 }, (_, at) => `${at},Eva Muster\n`).join('')}`;
    await load(hub, steward, 'shrinking', 'csv', { list: long });
    const short = { list: 'id,name\n1,Eva Muster\n' };
    expect((await load(hub, steward, 'shrinking', 'csv', short)).status).toBe(422);
    expect((await load(hub, steward, 'shrinking', 'csv', short, '&smaller=true')).body.entries).toBe(1);
  });
});

describe('an upload', () => {
  test('needs the right to load lists, and is refused before it is read', async () => {
    for (const system of ['crm', 'verification', 'analytics']) {
      expect((await load(hub, await hub.as(system), 'plain', 'csv', { list: LIST })).status).toBe(403);
    }
    const response = await fetch(`${hub.url}/watchlists/plain?format=csv`, { method: 'POST' });
    expect(response.status).toBe(401);
  });

  test('names a list and a format that there is, and brings its files and no others', async () => {
    expect((await load(hub, steward, 'No%20Name', 'csv', { list: LIST })).status).toBe(422);
    expect((await load(hub, steward, 'plain', 'xml', { list: LIST })).status).toBe(422);
    expect((await load(hub, steward, 'plain', 'ofac', { sdn: 'x' })).status).toBe(400);
    expect((await load(hub, steward, 'plain', 'csv', { list: LIST, other: 'x' })).status).toBe(400);
    const bare = { method: 'POST', headers: { authorization: `Bearer ${steward.token}` } };
    const send = async (init: RequestInit) =>
      (await fetch(`${hub.url}/watchlists/plain?format=csv`, { ...bare, ...init })).status;
    expect(await send({ body: LIST })).toBe(415);
    expect(await send({ method: 'GET' })).toBe(405);
    const torn = { ...bare.headers, 'content-type': 'multipart/form-data; boundary=b' };
    expect(
      await send({
        headers: torn,
        body: '--b\r\ncontent-disposition: form-data; name="list"; filename="l"\r\n\r\nid,na',
      }),
    ).toBe(400);
  });

  test('that was refused, or was replaced a while ago, leaves no entries behind', async () => {
    const rows = async () =>
      runSql<{ version: number }>(
        hub.database.url,
        'select distinct version from verification.watchlist_entry order by 1',
      );
    const current = (await ask(steward, WATCHLISTS)).watchlists
      .flatMap((list: any) => list.versions)
      .filter((one: any) => one.state === 'CURRENT');
    const { clearOld } = await import('../../src/subgraphs/verification/watchlist/clear.ts');
    const { connect } = await import('../../src/kernel/db.ts');
    const sql = connect(
      { url: hub.database.url, statementTimeoutMs: 5_000 },
      { role: 'selfsame_verification', connections: 1 },
    );
    expect(await clearOld(sql, clock.now())).toBe(false);
    while (await clearOld(sql, new Date(clock.now().getTime() + 24 * 3_600_000)));
    await sql.end();
    expect((await rows()).map(({ version }) => version)).toEqual(
      current.map((one: any) => one.version).toSorted((x: number, y: number) => x - y),
    );
  });
});

describe('a look at the lists', () => {
  const SCREEN = `query ($input: ScreenInput!) { screen(input: $input) {
    versions { version state } hits { watchlist version entry name programs score certain reasonCodes }
  } }`;
  const screen = async (input: Record<string, unknown>) => (await ask(steward, SCREEN, { input })).screen;
  const LISTED =
    '{"id":"S-1","name":"SOKOLOW, Grigori","birthDates":["1961-02-03"],"countries":["RU"],"identifiers":["C01X00T47"],"programs":["SDGT"]}\n{"id":"S-2","name":"Sokolow Handels AG","kind":"ORGANISATION"}';

  beforeAll(async () => {
    await load(hub, steward, 'looked', 'jsonl', { list: LISTED });
  });

  test('finds who is meant, says why, and which version it looked at', async () => {
    const { versions, hits } = await screen({
      names: ['Григорий Соколов'],
      birthDate: '1961-02-03',
      countries: ['Russia'],
    });
    const [{ version }] = await versionsOf('looked');
    expect(versions).toContainEqual({ version, state: 'CURRENT' });
    expect(hits).toEqual([
      {
        watchlist: 'looked',
        version,
        entry: 'S-1',
        name: 'SOKOLOW, Grigori',
        programs: ['SDGT'],
        score: expect.toSatisfy((score) => score > 0.95),
        certain: true,
        reasonCodes: ['NAME_FUZZY', 'NAME_OTHER_SCRIPT', 'BIRTH_DATE_AGREES', 'COUNTRY_AGREES'],
      },
    ]);
  });

  test.each([
    ['the name alone', { names: ['Grigori Sokolow'] }, ['NAME_EXACT'], false],
    [
      'a name and a number',
      { names: ['G. Sokolow'], identifiers: ['c01-x00 t47'] },
      ['NAME_FUZZY', 'IDENTIFIER_AGREES'],
      true,
    ],
    [
      'a number alone',
      { names: ['Erika Beispiel'], identifiers: ['C01X00T47'] },
      ['NAME_DIFFERS', 'IDENTIFIER_AGREES'],
      false,
    ],
    [
      'the day of birth and the family name',
      { names: ['Grischa Sokolow'], birthDate: '1961-02-03' },
      ['NAME_PARTIAL', 'BIRTH_DATE_AGREES'],
      false,
    ],
    [
      'a slip in the birth date',
      { names: ['Grigori Sokolow'], birthDate: '1961-03-02' },
      ['NAME_EXACT', 'BIRTH_DATE_NEAR'],
      false,
    ],
  ])('takes %s for what it is', async (_name, input, reasonCodes, certain) => {
    expect((await screen(input)).hits).toMatchObject([{ entry: 'S-1', reasonCodes, certain }]);
  });

  test.each([
    ['another birth date', { names: ['Grigori Sokolow'], birthDate: '1985-02-03' }],
    ['one common word', { names: ['Grigori Beispiel'] }],
    ['an organisation', { names: ['Sokolow Handels AG'] }],
  ])('finds nobody by %s', async (_name, input) => {
    expect((await screen(input)).hits).toEqual([]);
  });

  test.each([
    ['names', { names: [] }],
    ['names.0', { names: [' '] }],
    ['birthDate', { names: ['Eva'], birthDate: '1980-13' }],
    ['countries.0', { names: ['Eva'], countries: ['Atlantis'] }],
  ])('says that %s is wrong', async (path, input) => {
    const { errors } = await steward.query(SCREEN, { input });
    expect(errors).toMatchObject([
      { message: expect.stringMatching(`^input.${path}: Expected`), extensions: { code: 'BAD_REQUEST' } },
    ]);
  });

  test('leaves nothing of who was looked for behind', async () => {
    const before = await countRows(hub.database.url);
    await screen({ names: ['Grigori Sokolow'], birthDate: '1961-02-03' });
    expect(await countRows(hub.database.url)).toEqual(before);
  });
});
