import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import { pause } from '../kernel/pause.ts';
import { type Vault } from '../kernel/vault.ts';
import { type Epochs, type KeyService, currentOf, newEpoch, settleDestroyed } from './epochs.ts';
import { type KeyTable, beginRewraps, countKeys, isWrapping, listRewraps, rewrapKeys } from './rewrap.ts';
import {
  type Epoch,
  type Holder,
  closeEpoch,
  haveEnded,
  insertEpoch,
  listEpochs,
  listHolders,
  listKept,
  lockEpochs,
  makeCurrent,
  markDestroyed,
  updateWrapped,
} from './store.ts';

/** What wrapping keys are rotated with. */
export interface RotateOptions {
  /** A pool of `selfsame_keys`. */
  sql: Sql;
  /** The same in the database of the data, which refuses what is wrapped with a closed epoch. */
  guard: Sql;
  service: KeyService;
  epochs: Epochs;
  vault: Vault;
  /** The keys of every schema. */
  tables: readonly KeyTable[];
  now: () => Date;
  /** How long is waited for other processes. */
  waitMs: number;
  tell(step: RotateStep): void;
}

/** How far a rotation is. */
export type RotateStep =
  | { step: 'made' | 'resumed' | 'current'; epoch: string }
  | { step: 'wrapped'; done: number; total: number };

/** What a rotation did. */
export interface Rotated {
  epoch: string;
  /** Keys that are wrapped by the new epoch now. */
  done: number;
  /** Keys that no process with these wrapping keys can open. */
  lost: number;
}

const LOOK_EVERY_MS = 200;

/**
 * Makes a new epoch, waits until every process can open with it, wraps with it from then on, and wraps all keys anew. What an earlier
 * run began and did not end goes on instead.
 *
 * @throws UNAVAILABLE when a process does not take the new key up in time; the epoch waits, and nothing wraps with it
 */
export async function rotate(options: RotateOptions): Promise<Rotated> {
  const { sql, epochs, tables, now, tell } = options;
  const { epoch, isNew } = await findOrMake(options);
  tell({ step: isNew ? 'made' : 'resumed', epoch: epoch.id });
  if (!epoch.currentAt) {
    await everybody(options, (holder) => holder.epochs.includes(epoch.id), lacks('has no', epoch.id));
    await sql.begin(async (tx) => {
      await lockEpochs(tx);
      await makeCurrent(tx, epoch.id, now());
      const schemas = tables.map(({ schema }) => schema);
      await beginRewraps(tx, schemas, epoch.id);
    });
  }
  await epochs.refresh();
  await everybody(options, (holder) => holder.current === epoch.id, lacks('does not wrap with the', epoch.id));
  tell({ step: 'current', epoch: epoch.id });
  return rewrapAll(options, epoch.id);
}

/** Wraps all keys with the epoch that wraps now. */
export async function rewrapAll(options: RotateOptions, epoch?: string): Promise<Rotated> {
  const { sql, vault, tables, now, tell } = options;
  const into = epoch ?? currentOf(await listEpochs(sql))!.id;
  const all = { epoch: into, done: 0, lost: 0 };
  const counts = [];
  for (const table of tables) counts.push(...(await countKeys(table)));
  const total = counts.reduce((sum, { keys }) => sum + keys, 0);
  let seen = 0;
  for (const table of tables) {
    const told = (keys: number): void => tell({ step: 'wrapped', done: (seen += keys), total });
    const { done, lost } = await rewrapKeys({ table, state: sql, vault, epoch: into, now, tell: told });
    all.done += done;
    all.lost += lost;
  }
  return all;
}

/**
 * Destroys an epoch that wraps nothing any more: what it wrapped in copies of the database opens no more, once copies of the key itself
 * are gone.
 *
 * @throws BAD_REQUEST when it still wraps something, wraps what comes, or is not there
 */
export async function destroyEpoch(options: RotateOptions, id: string): Promise<void> {
  const { sql, service, tables, now } = options;
  const epoch = (await listEpochs(sql)).find((one) => one.id === id);
  if (!epoch) throw refused(`There is no wrapping key ${id}.`);
  if (epoch.destroyedAt) {
    // An earlier run was killed before its end.
    if (await settleDestroyed(sql, service)) return;
    throw refused(`The wrapping key ${id} is destroyed already.`);
  }
  if (epoch.currentAt && !epoch.retiredAt)
    throw refused(`The wrapping key ${id} is in use. Rotate first: selfsame keys rotate`);
  await everybody(options, (holder) => holder.current !== id, lacks('still wraps with the', id));
  const places = options.guard === sql ? [sql] : [sql, options.guard];
  try {
    for (const place of places) {
      const transaction = await closeEpoch(place, epoch, now());
      while (!(await haveEnded(place, transaction))) await pause(LOOK_EVERY_MS);
    }
    const wrapping: string[] = [];
    for (const table of tables) if (await isWrapping(table, id)) wrapping.push(table.schema);
    if (wrapping.length > 0) {
      throw refused(
        `The wrapping key ${id} still wraps keys of ${wrapping.join(', ')}. Wrap them anew first: selfsame keys rewrap`,
      );
    }
  } catch (error) {
    for (const place of places) await closeEpoch(place, epoch, null);
    throw error;
  }
  // What is taken away for good goes behind the commit: what is kept must open, wherever this ends.
  await sql.begin(async (tx) => {
    await lockEpochs(tx);
    await markDestroyed(tx, id, now());
    for (const named of await service.renew(await listKept(tx))) await updateWrapped(tx, named);
  });
  await settleDestroyed(sql, service);
}

/** The epoch that comes: one that was begun and not ended, or a new one. */
async function findOrMake({ sql, service, now }: RotateOptions): Promise<{ epoch: Epoch; isNew: boolean }> {
  const rewraps = await listRewraps(sql);
  return sql.begin(async (tx) => {
    await lockEpochs(tx);
    const epochs = await listEpochs(tx);
    const waiting = epochs.find(({ currentAt, destroyedAt }) => !currentAt && !destroyedAt);
    if (waiting) return { epoch: waiting, isNew: false };
    const current = currentOf(epochs)!;
    if (rewraps.some(({ epoch, endedAt }) => epoch === current.id && !endedAt)) return { epoch: current, isNew: false };
    // A key without an epoch was put there by hand, or by a process that was killed before it said so.
    const known = new Set(epochs.map(({ id }) => id));
    const found = (await service.open(epochs)).find(({ id }) => !known.has(id));
    const { key, wrapped } = found ? { key: found, wrapped: null } : await service.create();
    const epoch = newEpoch(key, wrapped, now());
    await insertEpoch(tx, epoch);
    return { epoch, isNew: true };
  });
}

function lacks(what: string, epoch: string): (hosts: string) => string {
  return (hosts) =>
    `A process on ${hosts} ${what} wrapping key ${epoch}. Copy the key file there, and run this again; nothing is lost.`;
}

/** Waits until all processes that live are so. Throws UNAVAILABLE with what `say` makes of the machines where some are not. */
export async function everybody(
  { sql, epochs, waitMs }: Pick<RotateOptions, 'sql' | 'epochs' | 'waitMs'>,
  is: (holder: Holder) => boolean,
  say: (hosts: string) => string,
): Promise<void> {
  const endMs = Date.now() + waitMs;
  for (;;) {
    await epochs.refresh();
    const others = (await listHolders(sql)).filter((holder) => !is(holder));
    if (others.length === 0) return;
    if (Date.now() > endMs) {
      const hosts = [...new Set(others.map(({ host }) => host))].join(', ');
      throw fault({ code: 'UNAVAILABLE', public: say(hosts) });
    }
    await pause(LOOK_EVERY_MS);
  }
}

function refused(text: string): Error {
  return fault({ code: 'BAD_REQUEST', public: text });
}
