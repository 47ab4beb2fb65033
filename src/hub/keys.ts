import type { Config } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { createRing } from '../kernel/ring.ts';
import { type Vault, createVault } from '../kernel/vault.ts';
import { type Epochs, type KeyService, NOBODY, followEpochs, openEpochs } from '../keys/epochs.ts';
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
  if (config.environment === 'development' && !(await isSealed(log))) await createMasterKeys(config.keyFile);
  const service = openKeyService(config);
  const wrapping = await openEpochs({ sql, service, now: clock.now() });
  const { blind } = await readMasterKeys(config.keyFile);
  const ring = createRing(wrapping);
  const vault = createVault({ wrapping, blind }, ring);
  await checkKeys(log, vault);
  const { backupRetentionDays: retentionDays, keyEpochDays: epochDays } = config;
  const epochs = await followEpochs({ sql, service, ring, logger, retentionDays, epochDays });
  return { vault, epochs };
}

/** Where the settings say that wrapping keys lie. */
export function openKeyService(config: Config): KeyService {
  return openKeyFile(config.keyFile);
}

/** Whether a hub has left its mark on the database, so that it needs the keys of that hub. */
export async function isSealed(sql: Sql): Promise<boolean> {
  const [head] = await sql<{ isSealed: boolean }[]>`select wrapped_check is not null as is_sealed from log.head`;
  return head?.isSealed ?? false;
}

/**
 * Makes sure that look-ups find what is there, and leaves the mark where there is none.
 * @throws CONFIGURATION when the key that they are derived from is another one
 */
export async function checkKeys(sql: Sql, vault: Vault): Promise<void> {
  const blind = vault.blind('check', 'selfsame');
  await sql`
    update log.head set wrapped_check = ${vault.createKey(NOBODY).wrapped}, blind_check = ${blind}
    where wrapped_check is null`;
  const [head] = await sql<{ blindCheck: string }[]>`select blind_check from log.head`;
  if (head!.blindCheck === blind) return;
  throw fault({
    code: 'CONFIGURATION',
    public:
      'The key file does not belong to this database: what is stored there was sealed with other keys. Restore the key file that was used before, or name it in KEY_FILE.',
  });
}
