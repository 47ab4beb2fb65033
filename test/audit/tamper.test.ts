import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/audit/note.ts';
import { findCheckpoint } from '../../src/audit/store.ts';
import { hashLeaf } from '../../src/audit/tree/hash.ts';
import { findFalseOpening } from '../../src/audit/verify/openings.ts';
import { databaseSource } from '../../src/audit/verify/source.ts';
import { type Finding, type Verdict } from '../../src/audit/verify/verdict.ts';
import { readSigned, verifyLog } from '../../src/audit/verify/verify.ts';
import { ORIGIN, type TestAudit, createAudit } from './support/audit.ts';
import { forge, rewriteTiles } from './support/forge.ts';

const TABLES = ['entry', 'opening', 'tile', 'checkpoint'];

// 1,000 entries with checkpoints at 300, 700 and 1,000, the first of them about somebody; what a test damages is put back behind it.
let shared: TestAudit;
let kept: Checkpoint;
beforeAll(async () => {
  shared = await createAudit();
  await shared.write({}, ...Array.from({ length: 299 }, () => ({ personIds: [] })));
  for (const count of [400, 300]) await shared.fill(count);
  kept = (await newest())!;
  for (const table of TABLES) {
    await shared.admin.unsafe(`create table public.${table} as select * from audit.${table}`);
  }
}, 30_000);
afterAll(() => shared[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const table of TABLES) {
    await shared.admin.unsafe(`truncate audit.${table}; insert into audit.${table} select * from public.${table}`);
  }
});

const newest = async (): Promise<Checkpoint | undefined> =>
  readSigned((await findCheckpoint(shared.sql))?.note, shared.keys);
const verify = (against?: Checkpoint): Promise<Verdict> =>
  verifyLog(databaseSource(shared.sql), { keys: shared.keys, kept: against });
/** What is found after somebody who may do all has done this. */
async function after(
  statement: string,
  against?: Checkpoint,
): Promise<Pick<Finding, 'damage' | 'index' | 'last'> | undefined> {
  await shared.admin.unsafe(statement);
  const { finding } = await verify(against);
  if (!finding) return undefined;
  const { damage, index, last } = finding;
  return { damage, index, last };
}
const flip = (index: number): string =>
  `update audit.entry set body = overlay(body placing 'x' from strpos(body, 'crm')) where index = ${index};`;
/** The leaf's hash in its tile, made to fit what the entry says now. */
async function fitHash(index: number): Promise<string> {
  const [row] = await shared.admin<{ body: string }[]>`select body from audit.entry where index = ${index}`;
  const tile = Math.floor(index / 256);
  return `update audit.tile set hashes = overlay(hashes placing decode('${hashLeaf(row!.body).toString('hex')}', 'hex') from ${(index % 256) * 32 + 1}) where level = 0 and number = ${tile};`;
}

test('a log that nobody touched is as it was signed, from its first entry and from a kept checkpoint', async () => {
  expect(await verify()).toEqual({
    size: 1000,
    origin: ORIGIN,
    root: kept.root.toString('base64'),
    from: undefined,
    finding: undefined,
  });
  expect(await verify(kept)).toMatchObject({ from: 1000, finding: undefined });
});

describe('names the first entry of which', () => {
  test.each([0, 255, 256, 511, 700, 999])('%i: one character was changed', async (index) => {
    expect(await after(flip(index) + flip(1000 - 1))).toEqual({ damage: 'CHANGED', index, last: index });
  });

  test.each([0, 255, 300, 999])('%i: the row was deleted', async (index) => {
    expect(await after(`delete from audit.entry where index = ${index}`)).toEqual({
      damage: 'REMOVED',
      index,
      last: index,
    });
  });

  test('the row was deleted, and those behind it moved up', async () => {
    const statement =
      'delete from audit.entry where index = 255; update audit.entry set index = -index where index > 255; update audit.entry set index = -index - 1 where index < 0';
    expect(await after(statement)).toEqual({ damage: 'REMOVED', index: 255, last: 255 });
  });

  test('a row was inserted, and those behind it moved down', async () => {
    const statement = `update audit.entry set index = -index where index >= 400; update audit.entry set index = -index + 1 where index < 0;
      insert into audit.entry select 400, replace(body, 'crm', 'hrm') from audit.entry where index = 10`;
    expect(await after(statement)).toEqual({ damage: 'INSERTED', index: 400, last: 400 });
  });

  test('a row was added at the end', async () => {
    expect(await after('insert into audit.entry select 1000, body from audit.entry where index = 10')).toEqual({
      damage: 'INSERTED',
      index: 1000,
      last: 1000,
    });
  });

  test.each([
    [3, 4],
    [3, 250],
  ])('%i and %i were swapped', async (one, other) => {
    const statement = `update audit.entry set index = -1 where index = ${one}; update audit.entry set index = ${one} where index = ${other}; update audit.entry set index = ${other} where index = -1`;
    expect(await after(statement)).toEqual({ damage: 'SWAPPED', index: one, last: one });
  });
});

describe('finds it also when', () => {
  test('the hash of the entry was changed too', async () => {
    await shared.admin.unsafe(flip(400));
    expect(await after(await fitHash(400))).toEqual({ damage: 'CHANGED', index: 256, last: 511 });
    await shared.admin.unsafe(flip(999));
  });

  test('the hashes above were changed too: it is one of those between two checkpoints', async () => {
    await shared.admin.unsafe(flip(400));
    await rewriteTiles(shared.admin);
    expect(await after('select')).toEqual({ damage: 'CHANGED', index: 300, last: 699 });
  });

  test('all hashes and checkpoints were changed, and signed with another key', async () => {
    await shared.admin.unsafe(flip(400));
    await forge(shared.admin, ORIGIN);
    expect(await after('select')).toMatchObject({ damage: 'CHECKPOINT_CHANGED' });
    expect(await after('select', kept)).toEqual({ damage: 'CHANGED', index: 0, last: 999 });
  });

  test('only a stored hash was changed', async () => {
    const statement = `update audit.tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) where level =`;
    expect(await after(`${statement} 0 and number = 1`)).toEqual({ damage: 'HASH_CHANGED', index: 256, last: 256 });
    await shared.admin.unsafe('truncate audit.tile; insert into audit.tile select * from public.tile');
    expect(await after(`${statement} 1`)).toEqual({ damage: 'HASH_CHANGED', index: 0, last: 255 });
  });

  test('only a checkpoint was changed', async () => {
    const statement = `update audit.checkpoint set note = (select note from audit.checkpoint where size = 300) where size =`;
    expect(
      await after(`update audit.checkpoint set note = replace(note, E'\\n700\\n', E'\\n701\\n') where size = 700`),
    ).toMatchObject({ damage: 'CHECKPOINT_CHANGED' });
    expect(await after(`${statement} 1000`)).toMatchObject({ index: 300 });
  });

  test('the tail was cut off', async () => {
    expect(await after('delete from audit.entry where index >= 990')).toEqual({
      damage: 'REMOVED',
      index: 990,
      last: 990,
    });
  });

  test('the whole log was put back to an old state: a kept checkpoint knows', async () => {
    const statement = 'delete from audit.entry where index >= 700; delete from audit.checkpoint where size > 700';
    expect(await after(statement)).toBeUndefined();
    expect(await after('select', kept)).toEqual({ damage: 'ROLLED_BACK', index: 700, last: 999 });
  });

  test('everything was deleted', async () => {
    const statement = 'truncate audit.entry, audit.tile, audit.checkpoint';
    expect(await after(statement, kept)).toEqual({ damage: 'ROLLED_BACK', index: 0, last: 999 });
  });
});

describe('finds where what opens an entry does not fit it:', () => {
  const findAfter = async (statement: string): Promise<number | undefined> => {
    await shared.admin.unsafe(statement);
    return findFalseOpening(shared.sql, { start: 0, end: 1000 });
  };

  test.each([
    ["another actor's name", "set actor = 'crm/eve@example.com'"],
    ["another salt of the actor's", 'set actor_salt = gen_random_uuid()'],
    ["another person's id", "set people = array['018f4a3e-0000-7000-8000-000000000001'::uuid]"],
    ["another salt of the person's", 'set people_salts = array[gen_random_uuid()]'],
    ['no salt of the person', "set people_salts = '{}'"],
    ['one person more', 'set people = people || people, people_salts = people_salts || gen_random_uuid()'],
  ])('%s', async (_what, change) => {
    expect(await findAfter(`update audit.opening ${change} where index = 0`)).toBe(0);
  });

  test('nothing at all, in the first of some', async () => {
    expect(await findAfter('delete from audit.opening where index in (700, 300)')).toBe(300);
  });

  test('somebody who was erased is no damage', async () => {
    expect(await findAfter('select audit.forget(people) from audit.opening where index = 0')).toBeUndefined();
    const [row] = await shared.admin<{ people: unknown[] }[]>`select people from audit.opening where index = 0`;
    expect(row!.people).toEqual([null]);
    await shared.admin`truncate audit.forgotten`;
  });
});

test('the log goes on while it is verified', async () => {
  const verifying = verify(kept);
  await shared.fill(50);
  expect((await verifying).finding).toBeUndefined();
  expect(await verify(kept)).toMatchObject({ size: 1050, finding: undefined });
});
