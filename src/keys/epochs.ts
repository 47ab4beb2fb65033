import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../kernel/clock.ts';
import { coalesce } from '../kernel/coalesce.ts';
import { type Sql, toFault } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LookUps } from '../kernel/look-ups.ts';
import type { Ring } from '../kernel/ring.ts';
import type { MasterKey } from '../kernel/master-keys.ts';
import { type Vault, createVault } from '../kernel/vault.ts';
import { type Finality, finalityOf } from './finality.ts';
import {
  type BlindKey,
  type Epoch,
  insertEpoch,
  listBlindKeys,
  listEpochs,
  listKept,
  lockEpochs,
  makeCurrent,
  removeHolder,
  showHolder,
} from './store.ts';
import type { Named } from './transit.ts';

/** Belongs to nobody: the key that is wrapped for the check alone. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** How long a process keeps a destroyed key for what it has read just before: longer than one statement takes. */
const FORGET_AFTER_MS = 5_000;
/** How long a process relies on what it has seen: less than others wait for it. */
const RELIES_MS = 5_000;

/** Where the bytes of wrapping keys lie. */
export interface KeyService {
  /** For messages: `key file`, and where it is. */
  readonly name: string;
  readonly place: string;
  /** The keys of these epochs that it can open, and those that it has beside, the newest first. */
  open(epochs: readonly Epoch[]): Promise<readonly MasterKey[]>;
  /** Makes a key and keeps it; what of it goes into the row of its epoch. */
  create(): Promise<{ key: MasterKey; wrapped: string | null }>;
  /** Those of these keys that cover blind indexes and that it can open. */
  openCovers(rows: readonly BlindKey[]): Promise<readonly MasterKey[]>;
  /** Makes a key that covers blind indexes. */
  createCover(): Promise<{ key: MasterKey; wrapped: string | null }>;
  /** Takes destroyed keys from this machine. Each process does so. Answers whether one was there. */
  forget(ids: readonly string[]): Promise<boolean>;
  /** Wraps those that are kept apart from those that are not; answers what is to be stored anew. Copies open as before. */
  renew(kept: readonly Named[]): Promise<readonly Named[]>;
  /** Has copies of what is not kept open no more. Answers whether there was something to do. */
  closeCopies(kept: readonly Named[]): Promise<boolean>;
}

/** The wrapping keys of a process, which follow those of the database. */
export interface Epochs {
  /** When the destruction of a data key at `destroyedAt` is final. */
  finalityOf(destroyedAt: Date): Promise<Finality>;
  /** Takes up what changed, and shows that this process lives. Answers false: there is no more to do, as a sweep asks. */
  refresh(): Promise<false>;
  /**
   * Whether the database keeps to the key of this check still, once something was looked up with it. Asks it when the key may be
   * changing, and when this process has not looked for so long that others take it for dead.
   */
  isKept(check: string): true | Promise<boolean>;
  /** Takes up the key that the database keeps to. */
  renewLookUps(): Promise<void>;
  close(): Promise<void>;
}

/** What epochs are followed with. */
export interface EpochOptions {
  /** A pool of `selfsame_keys`. */
  sql: Sql;
  /** A pool of `selfsame_log`, in the database of the data. */
  log: Sql;
  /** What blind indexes are covered with in this process. */
  lookUps: LookUps;
  service: KeyService;
  /** The ring of this process's vault, with all keys that it needs. */
  ring: Ring;
  clock: Clock;
  logger: Logger;
  retentionDays: number;
  epochDays: number | undefined;
}

/** Follows the epochs of the database from now on. Another process wraps with none that this one cannot open. */
export async function followEpochs(options: EpochOptions): Promise<Epochs> {
  const { sql, log, lookUps, service, ring, clock, logger, retentionDays, epochDays } = options;
  const id = randomUUID();
  const destroyedMs = new Map<string, number>();
  const settle = (): Promise<unknown> =>
    settleDestroyed(sql, service).catch((error: unknown) => {
      logger.error(
        { code: toFault(error).code },
        `destroyed wrapping keys could not be taken out of the ${service.name}`,
      );
    });
  const show = (): Promise<void> =>
    showHolder(sql, { id, host: hostname(), epochs: [...ring.ids(), ...lookUps.ids()], current: ring.current.id });
  let lookedMs = 0;
  const renewLookUps = coalesce(async () => {
    const beganMs = Date.now();
    await followLookUps({ sql, log, lookUps, service });
    lookedMs = beganMs;
  });
  const refresh = async (): Promise<false> => {
    const epochs = await listEpochs(sql);
    const has = new Set(ring.ids());
    const missing = epochs.filter((epoch) => !epoch.destroyedAt && !has.has(epoch.id));
    try {
      if (missing.length > 0) ring.add(checked(missing, await service.open(missing)));
      await renewLookUps();
    } catch (error) {
      // Whoever wraps with a new key waits for those that cannot get it, so this one must be seen.
      await show();
      throw error;
    }
    const current = currentOf(epochs);
    if (current && ring.ids().includes(current.id)) ring.use(current.id);
    const over = epochs.filter((one) => {
      if (!one.destroyedAt || !has.has(one.id)) return false;
      const knownMs = destroyedMs.get(one.id) ?? Date.now();
      destroyedMs.set(one.id, knownMs);
      return Date.now() - knownMs >= FORGET_AFTER_MS;
    });
    for (const { id: epochId } of over) ring.remove(epochId);
    if (over.length > 0) await settle();
    await show();
    return false;
  };
  await refresh();
  // Whoever destroyed one can have been killed before its end.
  await settle();
  return {
    finalityOf: async (destroyedAt) =>
      finalityOf(await listEpochs(sql), destroyedAt, { now: clock.now(), retentionDays, epochDays }),
    refresh,
    isKept(check) {
      const isSure = Date.now() - lookedMs < RELIES_MS && !lookUps.isChanging();
      return (isSure && lookUps.check === check) || renewLookUps().then(() => lookUps.check === check);
    },
    renewLookUps,
    close: () => removeHolder(sql, id),
  };
}

/**
 * Takes up the keys that cover blind indexes, and uses the one that the database keeps to.
 * @throws CONFIGURATION when one is not here
 */
export async function followLookUps(
  options: Pick<EpochOptions, 'sql' | 'log' | 'lookUps'> & { service: KeyService },
): Promise<void> {
  const { sql, log, lookUps, service } = options;
  const covers = (await listBlindKeys(sql)).filter((key) => key.covers);
  const missing = covers.filter(({ id }) => !lookUps.ids().includes(id));
  if (missing.length > 0) lookUps.add(await service.openCovers(missing));
  const [head] = await log<{ blindCheck: string | null }[]>`select blind_check from log.head`;
  if (head?.blindCheck) lookUps.use(head.blindCheck);
  for (const id of lookUps.ids()) {
    if (covers.some((cover) => cover.id === id)) continue;
    lookUps.remove(id);
    await sql.begin(async (tx) => {
      await lockEpochs(tx);
      await service.forget([id]);
    });
  }
  const lacking = covers.filter(({ id }) => !lookUps.ids().includes(id)).map(({ id }) => id);
  if (lacking.length === 0) return;
  throw fault({
    code: 'CONFIGURATION',
    public: `The ${service.name} ${service.place} lacks the key ${lacking.join(', ')} for look-ups. Copy it from a machine that has it, or restore it from a backup.`,
  });
}

/**
 * The wrapping keys with which the database is opened, the one that wraps first. On a database without epochs, those that the
 * service has become its epochs.
 *
 * @throws CONFIGURATION when the service has not what still wraps something, or other keys of the same names
 */
export async function openEpochs(options: { sql: Sql; service: KeyService; now: Date }): Promise<MasterKey[]> {
  const { sql, service, now } = options;
  let epochs = await listEpochs(sql);
  let keys: readonly MasterKey[] = await service.open(epochs);
  if (epochs.length === 0) {
    if (keys.length === 0) keys = await firstKey(options);
    else await adopt(sql, keys, now);
    epochs = await listEpochs(sql);
  }
  const needed = epochs.filter(({ currentAt, destroyedAt }) => currentAt && !destroyedAt);
  const found = checked(needed, keys);
  const lacking = needed.filter(({ id }) => !found.some((key) => key.id === id));
  if (found.length === 0 && keys.length === 0 && needed.every(({ wrapped }) => !wrapped)) {
    throw fault({
      code: 'CONFIGURATION',
      public: `The wrapping keys of this database lie in a key file, not in the ${service.name} ${service.place}. Move them with: selfsame keys move`,
    });
  }
  if (found.length === 0) throw foreign(service);
  if (lacking.length > 0) {
    throw fault({
      code: 'CONFIGURATION',
      public: `The ${service.name} ${service.place} lacks the wrapping ${lacking.length === 1 ? 'key' : 'keys'} ${lacking.map(({ id }) => id).join(', ')}, with which data of this database is still wrapped. Copy it from a machine that has it, or restore it from a backup. If it was destroyed, nobody opens this copy of the database any more.`,
    });
  }
  const current = currentOf(epochs)!;
  return found.toSorted((a, b) => Number(b.id === current.id) - Number(a.id === current.id));
}

/**
 * Brings to its end what the destruction of epochs began: nobody opens copies of what they wrapped. Answers whether there was
 * something to do.
 */
export async function settleDestroyed(sql: Sql, service: KeyService): Promise<boolean> {
  return sql.begin(async (tx) => {
    await lockEpochs(tx);
    const destroyed = (await listEpochs(tx)).filter(({ destroyedAt }) => destroyedAt).map(({ id }) => id);
    if (destroyed.length === 0) return false;
    const wasHere = await service.forget(destroyed);
    return (await service.closeCopies(await listKept(tx))) || wasHere;
  });
}

/** The epoch that wraps. */
export function currentOf(epochs: readonly Epoch[]): Epoch | undefined {
  return epochs.find(({ currentAt, retiredAt }) => currentAt && !retiredAt);
}

/** A row for a key that is not in use yet. */
export function newEpoch(key: MasterKey, wrapped: string | null, now: Date): Epoch {
  const check = vaultOf(key).createKey(NOBODY).wrapped;
  const times = { createdAt: now, currentAt: null, retiredAt: null, closedAt: null, destroyedAt: null };
  return { id: key.id, check, ...times, wrapped };
}

/** Keys that a service had before there were epochs: the first one wraps. */
async function adopt(sql: Sql, keys: readonly MasterKey[], now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await lockEpochs(tx);
    if ((await listEpochs(tx)).length > 0) return;
    for (const [place, key] of keys.entries()) {
      const epoch = newEpoch(key, null, now);
      await insertEpoch(tx, { ...epoch, currentAt: now, retiredAt: place > 0 ? now : null });
    }
  });
}

async function firstKey(options: { sql: Sql; service: KeyService; now: Date }): Promise<readonly MasterKey[]> {
  const { sql, service, now } = options;
  const { key, wrapped } = await service.create();
  await sql.begin(async (tx) => {
    await lockEpochs(tx);
    if ((await listEpochs(tx)).length > 0) return;
    await insertEpoch(tx, newEpoch(key, wrapped, now));
    await makeCurrent(tx, key.id, now);
  });
  return service.open(await listEpochs(sql));
}

/** Those keys that are the ones of their epochs. */
function checked(epochs: readonly Epoch[], keys: readonly MasterKey[]): MasterKey[] {
  return keys.filter((key) => epochs.some((epoch) => epoch.id === key.id && opens(vaultOf(key), epoch.check)));
}

function opens(vault: Vault, check: Buffer): boolean {
  try {
    vault.openKey(NOBODY, check);
    return true;
  } catch {
    return false;
  }
}

function vaultOf(key: MasterKey): Vault {
  return createVault({ wrapping: [key], blind: key });
}

/** What is wrong with keys that open nothing of a database. */
export function foreign({ name }: Pick<KeyService, 'name'>): Error {
  return fault({
    code: 'CONFIGURATION',
    public: `The ${name} does not belong to this database: what is stored there was sealed with other keys. Restore the keys that were used before, or name their file in KEY_FILE.`,
  });
}
