import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { describeImport, exitCodeOf, type ImportSummary } from '../../src/connectors/import/index.ts';
import { type FakeHub, startFakeHub } from './support/fake-hub.ts';
import { openWorkplace } from './support/workplace.ts';

const MAPPING = { format: 'csv', record: { externalId: 'id', emails: [{ value: 'email' }] } };

/** Every seventh row is one that the hub refuses. */
function people(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `p${index},${index % 7 === 3 ? 'wrong' : `p${index}@example.org`}`,
  );
  return `id,email\n${rows.join('\n')}\n`;
}

const refusedAmong = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => index).filter((index) => index % 7 === 3);

/** The lines of the file that the rejects name. */
async function rejectedLines(file: string): Promise<number[]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1);
  return lines.map((line) => Number(line.split(',')[0]));
}

describe('an import that ends early', () => {
  test('by the signal says so and goes on in the next run, with nothing stored or rejected twice', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(300));
    const stop = new AbortController();
    hub.before = async (_input, count) => {
      await sleep(1);
      if (count === 120) stop.abort();
      return undefined;
    };
    const first = await place.import('people.csv', MAPPING, { signal: stop.signal });
    expect(first.status).toBe('INTERRUPTED');
    expect(exitCodeOf(first)).toBe(130);
    expect(describeImport(first)).toContain('An import goes on there when it is run again.');
    expect(first.rows).toBeGreaterThan(0);
    expect(first.rows).toBeLessThan(300);

    const second = await place.import('people.csv', MAPPING);
    expect(second).toMatchObject({
      status: 'COMPLETE',
      rows: 300,
      rowsThisRun: 300 - first.rows,
      rejected: refusedAmong(300).length,
    });
    expect(new Set(hub.stored).size).toBe(hub.stored.length);
    expect(await rejectedLines(second.rejectsFile!)).toEqual(refusedAmong(300).map((index) => index + 2));
  });

  test('by SIGKILL, again and again, loses and repeats nothing', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    const file = await place.write('people.csv', people(2_500));
    const map = await place.write('mapping.json', JSON.stringify(MAPPING));
    hub.before = () => sleep(8).then(() => undefined);
    const run = async (lifeMs: number): Promise<string> => {
      const child = spawn(process.execPath, [
        new URL('support/child.ts', import.meta.url).pathname,
        file,
        map,
        hub.endpoint,
      ]);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const timer = setTimeout(() => child.kill('SIGKILL'), lifeMs);
      await once(child, 'close');
      clearTimeout(timer);
      return output;
    };
    let output = '';
    let kills = -1;
    for (let lifeMs = 350; output === ''; lifeMs += 150 + Math.random() * 150) {
      output = await run(lifeMs);
      kills += 1;
    }
    expect(kills).toBeGreaterThan(1);
    const summary = JSON.parse(output) as ImportSummary;
    expect(summary).toMatchObject({
      status: 'COMPLETE',
      rows: 2_500,
      created: 2_500 - refusedAmong(2_500).length,
      rejected: refusedAmong(2_500).length,
    });
    expect(new Set(hub.stored).size).toBe(hub.stored.length);
    expect(hub.stored.length).toBe(summary.created);
    expect(await rejectedLines(summary.rejectsFile!)).toEqual(refusedAmong(2_500).map((index) => index + 2));
  }, 60_000);
});

describe('an import that was completed', () => {
  test('sends nothing when it is run again', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(10));
    await place.import('people.csv', MAPPING);
    const sent = hub.requests.length;
    const again = await place.import('people.csv', MAPPING);
    expect(again).toMatchObject({ status: 'ALREADY_COMPLETE', rows: 10, created: 9, rejected: 1, rowsThisRun: 0 });
    expect(describeImport(again)).toContain('Nothing was sent; --fresh imports it anew.');
    expect(hub.requests.length).toBe(sent);
  });

  test('is really sent anew when asked, even if the hub has heard something else since', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', 'id,email\na,first@example.org\n');
    await place.import('people.csv', MAPPING);
    await place.write('other.csv', 'id,email\na,second@example.org\n');
    await place.import('other.csv', MAPPING);
    expect(await place.import('people.csv', MAPPING, { fresh: true })).toMatchObject({
      status: 'COMPLETE',
      updated: 1,
    });
    expect(hub.records.get('crm/a')).toMatchObject({ emails: [{ value: 'first@example.org' }] });
  });

  test('begins anew without the rejects of the run before', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', 'id,email\na,wrong\n');
    await place.import('people.csv', MAPPING);
    expect(place.has('people.csv.rejects.csv')).toBe(true);
    await place.write('people.csv', 'id,email\na,right@example.org\n');
    expect(await place.import('people.csv', MAPPING, { fresh: true })).toMatchObject({ created: 1, rejected: 0 });
    expect(place.has('people.csv.rejects.csv')).toBe(false);
  });

  test('is the same import without its progress file: the keys are the same, so nothing is stored twice', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(3));
    await place.import('people.csv', MAPPING);
    await place.write('copy.csv', people(3));
    expect(await place.import('copy.csv', MAPPING)).toMatchObject({ created: 3 });
    expect(hub.stored).toEqual(['p0', 'p1', 'p2']);
  });
});

describe('progress of something else', () => {
  test.each([
    ['with another content of the file', async (place: Place) => void (await place.write('people.csv', people(4))), {}],
    ['with another mapping', async () => {}, { mapping: { ...MAPPING, trim: false } }],
    ['with system crm', async () => {}, { options: { system: 'hr', token: 'token-hr' } }],
    ['into another hub', async (_place: Place, hub: FakeHub) => void (hub.log = 'another'), {}],
  ])('stops a run with one clear line: %s', async (differs, change, { mapping = MAPPING, options = {} }: Differing) => {
    await using hub = await startFakeHub([
      { id: 'crm', kind: 'CRM' },
      { id: 'hr', kind: 'HR' },
    ]);
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(3));
    await place.import('people.csv', MAPPING);
    await change(place, hub);
    await expect(place.import('people.csv', mapping, options)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      public: `${place.directory}/people.csv.progress.json is of an earlier import ${differs}. --fresh begins anew.`,
    });
  });

  test('stops a run when it cannot be read, or its rejects are gone or elsewhere', async () => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', people(300));
    hub.before = ({ externalId }) =>
      externalId === 'p250' ? { kind: 'error', code: 'FORBIDDEN', message: 'No.' } : undefined;
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      place.import('people.csv', MAPPING, { rejects: `${place.directory}/elsewhere.csv` }),
    ).rejects.toMatchObject({
      public: expect.stringContaining('The rejects of this import are in'),
    });
    await rm(`${place.directory}/people.csv.rejects.csv`);
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
      public: expect.stringContaining('is gone, so the import cannot go on'),
    });
    await place.write('people.csv.progress.json', '{"version":1');
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
      public: expect.stringContaining('is no progress file'),
    });
  });
});

test('a file that is written to meanwhile is not taken for imported', async () => {
  await using hub = await startFakeHub();
  await using place = await openWorkplace(hub);
  const file = await place.write('people.csv', people(20));
  hub.before = async (_input, count) => {
    if (count === 5) await writeFile(file, people(2));
    return undefined;
  };
  await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({
    public: `${file} was written to while it was imported. --fresh imports it anew.`,
  });
});

test('files with personal data are for their owner only', async () => {
  await using hub = await startFakeHub();
  await using place = await openWorkplace(hub);
  await place.write('people.csv', people(10));
  const summary = await place.import('people.csv', MAPPING);
  expect((await stat(summary.rejectsFile!)).mode & 0o777).toBe(0o600);
});

type Place = Awaited<ReturnType<typeof openWorkplace>>;
interface Differing {
  mapping?: object;
  options?: Parameters<Place['import']>[2];
}
