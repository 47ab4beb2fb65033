import { LOCKS } from '../../kernel/locks.ts';
import { type Sql, type Transaction, errorCode, isRetriable } from '../../kernel/db.ts';
import { fault } from '../../kernel/faults.ts';
import { pause } from '../../kernel/pause.ts';
import type { Permutation } from '../../kernel/permutation.ts';
import { type RotateOptions, everybody } from '../rotate.ts';
import { deleteCover, insertCover, listBlindKeys, lockEpochs } from '../store.ts';
import { begin, cleanNext, dropPast, isBegun, makeIndexes, swap } from './beside.ts';
import { carryNext, carryNoted, listCarries } from './copy.ts';
import { CARRIED, type Carried, relationOf } from './tables.ts';

/** What the key for look-ups is changed with. */
export interface RotateLookUpsOptions extends Pick<
  RotateOptions,
  'sql' | 'service' | 'epochs' | 'vault' | 'now' | 'waitMs'
> {
  /** A pool of whoever owns the tables of the data: they are exchanged for others. */
  data: Sql;
  /** Keeps others away who work on all records; see `holdOff`. Throws when somebody does. */
  holdOff(): Promise<void>;
  tell(step: LookUpStep): void;
}

/** How far it is. */
export type LookUpStep =
  | { step: 'made' | 'resumed' | 'used'; key: string }
  | { step: 'carried'; done: number; total: number }
  | { step: 'waiting' };

/** What it did. */
export interface RotatedLookUps {
  key: string;
  /** Rows that were carried over. */
  done: number;
  /** How long reads and writes waited at most. */
  heldMs: number;
}

/** How long a step waits for its locks, while others wait behind it; and until it tries again. */
const LOCK_MS = 1_000;
const AGAIN_MS = 1_000;
/** Notes that may be left for the step that everybody waits for. */
const FEW = 200;
const NOTES_EVERY = 5;
const ATTEMPTS = 50;

/**
 * Makes a new key that covers blind indexes, waits until every process has it, carries all stored indexes over to it beside those in
 * use, and puts them in use in one short transaction. What an earlier run began and did not end goes on instead.
 *
 * @throws BAD_REQUEST while a training or a resolution of all records runs; UNAVAILABLE when a process does not take the key up
 */
export async function rotateLookUps(options: RotateLookUpsOptions): Promise<RotatedLookUps> {
  const { sql, data, service, epochs, vault, tell } = options;
  const { id, isNew } = await findOrMake(options);
  tell({ step: isNew ? 'made' : 'resumed', key: id });
  const everybodyHas = (): Promise<void> =>
    everybody(
      options,
      (holder) => holder.epochs.includes(id),
      (hosts) =>
        `A process on ${hosts} has no key ${id} for look-ups. Copy the key file there, and run this again; nothing is lost.`,
    );
  await everybodyHas();
  const to = vault.lookUps.checkOf(id);
  const from = await findCheck(data);
  let heldMs = 0;
  let done = 0;
  if (from !== to) {
    const permute = vault.lookUps.between(from, to);
    done = await carryAll(options, permute);
    await everybodyHas();
    heldMs = await switchOver(options, { from, to, permute });
  }
  await epochs.refresh();
  tell({ step: 'used', key: id });
  for (const carried of CARRIED.filter(({ by }) => by === 'columns')) {
    while ((await persist(() => cleanNext(data, carried))) > 0) {
      // There are more.
    }
    await alone(options, (tx) => dropPast(tx, carried));
  }
  for (const old of await listBlindKeys(sql)) {
    if (!old.covers || old.id === id) continue;
    await sql.begin(async (tx) => {
      await lockEpochs(tx);
      await deleteCover(tx, old.id);
    });
    // Behind the commit: no process starts that lacks one of those the database names.
    await sql.begin(async (tx) => {
      await lockEpochs(tx);
      await service.forget([old.id]);
    });
  }
  await epochs.refresh();
  return { key: id, done, heldMs };
}

/** The check of the key in use. */
export async function findCheck(data: Sql | Transaction): Promise<string> {
  const [head] = await data<[{ blindCheck: string }]>`select blind_check from log.head`;
  return head.blindCheck;
}

/** Keeps other changes of the key and work on all records away, until the connection ends. Throws BAD_REQUEST when they are at it. */
export async function holdOff(lock: Sql): Promise<void> {
  const [row] = await lock<[{ taken: boolean }]>`
    select pg_try_advisory_lock(${LOCKS.lookUpsChange}) and pg_try_advisory_lock(${LOCKS.jobs}) as taken`;
  const [build] = await lock<[{ count: number }]>`select count(*) as count from person.match_build`;
  if (row.taken && build.count === 0) return;
  throw fault({
    code: 'BAD_REQUEST',
    public:
      'All records are being resolved or a model is being trained, or that was interrupted; or the key is being changed by another process. Let it end, and run this again.',
  });
}

async function findOrMake({ sql, data, service, epochs, vault, now }: RotateLookUpsOptions) {
  const covers = (await listBlindKeys(sql)).filter((key) => key.covers);
  const newest = covers.at(-1);
  await epochs.refresh();
  if (newest) {
    const isUsed = vault.lookUps.checkOf(newest.id) === (await findCheck(data));
    if (!isUsed || covers.length > 1 || (await listCarries(data)).length > 0) return { id: newest.id, isNew: false };
  }
  const id = await sql.begin(async (tx) => {
    await lockEpochs(tx);
    const { key, wrapped } = await service.createCover();
    await insertCover(tx, { id: key.id, wrapped }, now());
    return key.id;
  });
  await epochs.refresh();
  return { id, isNew: true };
}

async function carryAll(options: RotateLookUpsOptions, permute: Permutation): Promise<number> {
  const { data, tell } = options;
  for (const carried of CARRIED) {
    if (!(await isBegun(data, carried))) await alone(options, (tx) => begin(tx, carried));
    await persist(() => makeIndexes(data, carried));
  }
  const total = await countAll(data);
  let done = (await listCarries(data)).reduce((sum, state) => sum + state.done, 0);
  const catchUp = (): Promise<number> => persist(() => data.begin((tx) => carryNoted(tx, permute)));
  for (const carried of CARRIED) {
    for (let batch = 1; ; batch += 1) {
      // What moved meanwhile can stand in the way of what comes: a row that another one took the place of.
      const count = await persist(() => carryNext(data, carried, permute), catchUp);
      if (count === 0) break;
      done += count;
      tell({ step: 'carried', done, total: Math.max(total, done) });
      if (batch % NOTES_EVERY === 0) await catchUp();
    }
    await data.unsafe(`analyze ${relationOf(carried)}${carried.by === 'table' ? '_carried' : ''}`);
  }
  while ((await catchUp()) > FEW) {
    // There is more.
  }
  return done;
}

/** Puts what was carried over in use, and says so. Answers how long it held everybody up. */
async function switchOver(
  options: RotateLookUpsOptions,
  { from, to, permute }: { from: string; to: string; permute: Permutation },
): Promise<number> {
  let heldMs = 0;
  await alone(options, async (tx) => {
    const beganMs = performance.now();
    await tx`select pg_advisory_xact_lock(${LOCKS.lookUps})`;
    // A connection does not live for ever, and its locks go with it.
    await options.holdOff();
    await tx.unsafe(`lock table ${CARRIED.map(relationOf).join(', ')} in access exclusive mode`);
    for (const carried of CARRIED) if (!(await isBegun(tx, carried))) throw movedAway(carried);
    while ((await carryNoted(tx, permute)) > 0) {
      // There is more.
    }
    for (const carried of CARRIED) await swap(tx, carried);
    const columns = CARRIED.filter(({ by }) => by === 'columns').map(relationOf);
    await tx`delete from keys.carry where relation <> all(${columns}::text[])`;
    await tx`update keys.carry set cursor = null`;
    const { count } = await tx`update log.head set blind_check = ${to} where blind_check = ${from}`;
    if (count !== 1) throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: 'another key for look-ups' });
    heldMs = performance.now() - beganMs;
  });
  return Math.ceil(heldMs);
}

async function countAll(data: Sql): Promise<number> {
  let total = 0;
  for (const carried of CARRIED) {
    const [row] = await data.unsafe<[{ count: number }]>(`select count(*) as count from ${relationOf(carried)}`);
    total += row.count;
  }
  return total;
}

/** A step that needs tables for itself. It waits for a moment only, gives way, and tries again. */
async function alone({ data, tell }: RotateLookUpsOptions, run: (tx: Transaction) => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await data.begin(async (tx) => {
        await tx`select set_config('lock_timeout', ${String(LOCK_MS)}, true)`;
        await run(tx);
      });
    } catch (error) {
      if (!isRetriable(error)) throw error;
      tell({ step: 'waiting' });
      await pause(AGAIN_MS);
    }
  }
}

/** Commands lock rows in another order than this does, and take places that others had. */
async function persist<Result>(run: () => Promise<Result>, first?: () => Promise<unknown>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(isRetriable(error) || ['23505', '23503'].includes(errorCode(error))) || attempt === ATTEMPTS) throw error;
      await first?.();
      await pause(10);
    }
  }
}

function movedAway(carried: Carried): Error {
  return fault({
    code: 'BAD_REQUEST',
    public: `${relationOf(carried)} was exchanged for another table meanwhile. Run this again, it goes on.`,
  });
}
