import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invent } from '../../src/generate/population.ts';
import { type Pools, closePools, openPools } from '../../src/kernel/db.ts';
import { type Hit, type ScreeningSubject, screen } from '../../src/subgraphs/verification/watchlist/screen.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { runSql } from '../support/rows.ts';
import { hasSharedData, load, ofacFiles } from './support.ts';

/** An entry of OFAC's list that is a person. */
interface Listed {
  entry: string;
  names: string[];
  births: { from: string; to: string }[];
}

const HIGH = { timeout: 120_000 };
let hub: TestHub;
let pools: Pools;
let people: Listed[];

// These need the public data sets that lie beside the project (../shared/data); elsewhere they are skipped.
describe.skipIf(!hasSharedData)("on OFAC's list", () => {
  beforeAll(async () => {
    hub = await createHub();
    const answer = await load(hub, await hub.as('steward'), 'ofac', 'ofac', await ofacFiles());
    expect([answer.status, answer.body]).toMatchObject([200, { entries: 7379, people: 3845 }]);
    pools = openPools(
      { url: hub.database.url, readConnections: 2, writeConnections: 1, statementTimeoutMs: 5_000 },
      'selfsame_verification',
    );
    people = await runSql<Listed>(
      hub.database.url,
      "select entry, names, births from verification.watchlist_entry where kind = 'PERSON' order by place",
    );
  }, 60_000);
  afterAll(async () => {
    await closePools(pools);
    await hub[Symbol.asyncDispose]();
  });

  const find = async (subject: ScreeningSubject): Promise<readonly Hit[]> => (await screen({ pools }, subject)).hits;
  const share = async <T>(of: readonly T[], holds: (one: T) => Promise<boolean>): Promise<number> => {
    let count = 0;
    for (const one of of) count += Number(await holds(one));
    return count / of.length;
  };
  /** Every n-th of them, so that the test is quick. */
  const sample = <T>(of: readonly T[], count: number): T[] =>
    of.filter((_, at) => at % Math.max(1, Math.floor(of.length / count)) === 0);

  test('everybody on it is found by each of their names', HIGH, async () => {
    const names = people.flatMap(({ entry, names: listed }) => listed.map((full) => ({ entry, full })));
    const found = await share(sample(names, 600), async ({ entry, full }) =>
      (await find({ name: { full } })).some((hit) => hit.entry === entry),
    );
    expect(found).toBeGreaterThanOrEqual(0.98);
  });

  test('a slip in one word hides hardly anybody whose birth date is known, and few others', HIGH, async () => {
    const listed = sample(
      people.filter(({ births }) => births.some(({ from, to }) => from === to)),
      250,
    );
    const slipped = (full: string): string => {
      const words = full.split(/[ ,]+/).toSorted((x, y) => y.length - x.length);
      const [longest = '', ...others] = words;
      const at = Math.floor(longest.length / 2);
      return [`${longest.slice(0, at)}${longest[at + 1] ?? ''}${longest[at]}${longest.slice(at + 2)}`, ...others].join(
        ' ',
      );
    };
    const birthOf = ({ births }: Listed) => births.find(({ from, to }) => from === to)!.from;
    const found = (subject: (one: Listed) => ScreeningSubject) =>
      share(listed, async (one) => (await find(subject(one))).some(({ entry }) => entry === one.entry));
    const known = await found((one) => ({ name: { full: slipped(one.names[0]!) }, birthDate: birthOf(one) }));
    const unknown = await found((one) => ({ name: { full: slipped(one.names[0]!) } }));
    expect([known, unknown]).toEqual([expect.toSatisfy((n) => n >= 0.96), expect.toSatisfy((n) => n >= 0.88)]);
  });

  test('invented people with a birth date find nobody, but for one of a thousand', HIGH, async () => {
    const clean: ScreeningSubject[] = [];
    for (const { written } of invent(1_500, ['onboarding'], 7)) {
      const { given, family, full, birth } = written;
      if (!birth) continue;
      const birthDate = [birth.year, birth.month, birth.day].map((part) => String(part).padStart(2, '0')).join('-');
      clean.push({ name: { full, given, family }, birthDate });
    }
    expect(await share(clean, async (one) => (await find(one)).length > 0)).toBeLessThanOrEqual(0.001);
    expect(await share(sample(clean, 500), async ({ name }) => (await find({ name: name! })).length > 0)).toBeLessThan(
      0.02,
    );
  });

  test('a look takes a few milliseconds', HIGH, async () => {
    const times: number[] = [];
    for (const { names } of sample(people, 200)) {
      const start = performance.now();
      await screen({ pools }, { name: { full: names[0]! }, birthDate: '1970-01-01' });
      times.push(performance.now() - start);
    }
    times.sort((x, y) => x - y);
    expect(times[times.length >> 1]).toBeLessThan(50);
  });

  test('names in other scripts are found', async () => {
    const inOtherScripts: [name: string, listed: RegExp, birthDate?: string][] = [
      ['Евгений Викторович Пригожин', /PRIGOZHIN/],
      ['Александр Григорьевич Лукашенко', /LUKASHENK/],
      ['أيمن الظواهري', /ZAWAHIRI/],
      ['حسن نصر الله', /NASRALLAH/, '1960-08-31'],
      ['Усама бин Ладен', /BIN LADIN/],
    ];
    for (const [full, listed, birthDate] of inOtherScripts) {
      const hits = await find(birthDate === undefined ? { name: { full } } : { name: { full }, birthDate });
      expect([
        full,
        hits.some(({ name, reasons }) => listed.test(name) && reasons.includes('NAME_OTHER_SCRIPT')),
      ]).toEqual([full, true]);
    }
  });
});
