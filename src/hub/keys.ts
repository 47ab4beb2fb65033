import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { createRing } from '../kernel/ring.ts';
import type { MasterKey } from '../kernel/master-keys.ts';
import { type Vault, createVault } from '../kernel/vault.ts';
import { type Epochs, type KeyService, NOBODY, followEpochs, followLookUps, openEpochs } from '../keys/epochs.ts';
import { insertBlindKey, listBlindKeys, listEpochs, lockEpochs, updateWrapped } from '../keys/store.ts';
import { openTransit } from '../keys/transit.ts';
import { openTransitService } from '../keys/transit-service.ts';
import { createMasterKeys, openKeyFile, readMasterKeys } from '../local/keys.ts';

/** What a process opens sealed data with. */
export interface Keys {
  vault: Vault;
  epochs: Epochs;
}

/** What keys are opened from: pools of `selfsame_log` and `selfsame_keys`, and the settings. */
export interface KeyOptions {
  log: Sql;
  sql: Sql;
  config: Config;
  clock: Clock;
  logger: Logger;
}

/**
 * Opens the wrapping keys, and makes sure that they are those that the data of this database was sealed with; the first hub
 * on a database leaves the mark by which it is told. With other keys nothing old would open and no record find its
 * person. Development makes an absent file, where nothing is sealed yet.
 *
 * @throws CONFIGURATION when there is no key file, when it cannot be used, or when the keys are others
 */
export async function openKeys({ log, sql, config, clock, logger }: KeyOptions): Promise<Keys> {
  // A file for sealed data can only be restored: one that is made now would stand where it is looked for.
  const mayMake = config.environment === 'development' && !config.transit && !(await isSealed(log));
  if (mayMake) await createMasterKeys(config.keyFile);
  const service = openKeyService(config);
  const wrapping = await openEpochs({ sql, service, now: clock.now() });
  const blind = await openBlindKey({ sql, config, now: clock.now() });
  const ring = createRing(wrapping);
  const vault = createVault({ wrapping, blind }, ring);
  await checkKeys({ log, sql, service, vault });
  const { lookUps } = vault;
  const { backupRetentionDays: retentionDays, keyEpochDays: epochDays } = config;
  const epochs = await followEpochs({ sql, log, lookUps, service, ring, clock, logger, retentionDays, epochDays });
  return { vault, epochs };
}

/** Where the settings say that wrapping keys lie. */
export function openKeyService({ transit, keyFile }: Config): KeyService {
  return transit ? openTransitService(openTransit(transit), transit.keyUrl) : openKeyFile(keyFile);
}

/**
 * The key that look-ups are derived from. A key service makes the first one of a database.
 * @throws CONFIGURATION when there is none, and something is sealed
 */
export async function openBlindKey({ sql, config, now }: { sql: Sql; config: Config; now: Date }): Promise<MasterKey> {
  if (!config.transit) return (await readMasterKeys(config.keyFile)).blind;
  const transit = openTransit(config.transit);
  const find = async (): Promise<MasterKey | undefined> => {
    const kept = (await listBlindKeys(sql)).find(({ covers }) => !covers);
    if (!kept?.wrapped) return undefined;
    const { id, wrapped } = kept;
    return { id, bytes: (await transit.unwrap([{ id, wrapped }]))[0]! };
  };
  const found = await find();
  if (found) return found;
  const id = randomBytes(6).toString('hex');
  const wrapped = await transit.wrap(id, randomBytes(32));
  await sql.begin((tx) => insertBlindKey(tx, { id, wrapped }, now));
  return (await find())!;
}

/** Puts the keys of the key file into the database, wrapped by the key service. Answers how many; those that are there stay. */
export async function moveKeys({ sql, config, now }: { sql: Sql; config: Config; now: Date }): Promise<number> {
  if (!config.transit) {
    throw fault({
      code: 'CONFIGURATION',
      public: 'Set TRANSIT_KEY to where the keys are to go, and leave KEY_FILE as it is.',
    });
  }
  const transit = openTransit(config.transit);
  const { wrapping, blind, covers } = await readMasterKeys(config.keyFile);
  await openEpochs({ sql, service: openKeyFile(config.keyFile), now });
  let moved = 0;
  await sql.begin(async (tx) => {
    await lockEpochs(tx);
    for (const { id, wrapped, destroyedAt } of await listEpochs(tx)) {
      const key = wrapping.find((one) => one.id === id);
      if (!key || wrapped || destroyedAt) continue;
      await updateWrapped(tx, { id, wrapped: await transit.wrap(id, key.bytes) });
      moved += 1;
    }
    const kept = await listBlindKeys(tx);
    for (const { id, wrapped } of kept) {
      const key = covers.find((one) => one.id === id);
      if (!key || wrapped) continue;
      await updateWrapped(tx, { id, wrapped: await transit.wrap(id, key.bytes) });
      moved += 1;
    }
    if (kept.some((key) => !key.covers)) return;
    await insertBlindKey(tx, { id: blind.id, wrapped: await transit.wrap(blind.id, blind.bytes) }, now);
    moved += 1;
  });
  return moved;
}

/** Whether a hub has left its mark on the database, so that it needs the keys of that hub. */
export async function isSealed(sql: Sql): Promise<boolean> {
  const [head] = await sql<{ isSealed: boolean }[]>`select wrapped_check is not null as is_sealed from log.head`;
  return head?.isSealed ?? false;
}

/**
 * Makes sure that look-ups find what is there, and leaves the mark where there is none.
 * @throws CONFIGURATION when the keys that they are made with are others, or are not here
 */
export async function checkKeys(options: { log: Sql; sql: Sql; service: KeyService; vault: Vault }): Promise<void> {
  const { log, vault } = options;
  const { lookUps } = vault;
  await log`
    update log.head set wrapped_check = ${vault.createKey(NOBODY).wrapped}, blind_check = ${lookUps.check}
    where wrapped_check is null`;
  await followLookUps({ ...options, lookUps });
  const [head] = await log<{ blindCheck: string }[]>`select blind_check from log.head`;
  if (lookUps.use(head!.blindCheck)) return;
  throw fault({
    code: 'CONFIGURATION',
    public:
      'The key file does not belong to this database: what is stored there was sealed with other keys. Restore the key file that was used before, or name it in KEY_FILE.',
  });
}
