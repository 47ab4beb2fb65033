import type { Config } from '../config.ts';
import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import { type Vault, createVault } from '../kernel/vault.ts';
import { createMasterKeys, readMasterKeys } from '../local/keys.ts';

/** Belongs to nobody: the key that is wrapped for the check alone. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Opens the key file, and makes sure that its keys are those that the data of this database was sealed with; the first hub
 * on a database leaves the mark by which it is told. With other keys nothing old would open and no record find its
 * person. Development makes an absent file, where nothing is sealed yet.
 *
 * @throws CONFIGURATION when there is no key file, when it cannot be used, or when the keys are others
 */
export async function openKeys(sql: Sql, { environment, keyFile }: Config): Promise<Vault> {
  // A file for sealed data can only be restored: one that is made now would stand where it is looked for.
  if (environment === 'development' && !(await isSealed(sql))) await createMasterKeys(keyFile);
  const vault = createVault(await readMasterKeys(keyFile));
  await checkKeys(sql, vault);
  return vault;
}

/** Whether a hub has left its mark on the database, so that it needs the keys of that hub. */
export async function isSealed(sql: Sql): Promise<boolean> {
  const [head] = await sql<{ isSealed: boolean }[]>`select wrapped_check is not null as is_sealed from log.head`;
  return head?.isSealed ?? false;
}

/**
 * Makes sure that these are the keys of this database, and leaves the mark where there is none.
 * @throws CONFIGURATION when they are others
 */
export async function checkKeys(sql: Sql, vault: Vault): Promise<void> {
  const blind = vault.blind('check', 'selfsame');
  await sql`
    update log.head set wrapped_check = ${vault.createKey(NOBODY).wrapped}, blind_check = ${blind}
    where wrapped_check is null`;
  const [head] = await sql<{ wrappedCheck: Buffer; blindCheck: string }[]>`
    select wrapped_check, blind_check from log.head`;
  if (head!.blindCheck === blind && opens(vault, head!.wrappedCheck)) return;
  throw fault({
    code: 'CONFIGURATION',
    public:
      'The key file does not belong to this database: what is stored there was sealed with other keys. Restore the key file that was used before, or name it in KEY_FILE.',
  });
}

function opens(vault: Vault, wrapped: Buffer): boolean {
  try {
    vault.openKey(NOBODY, wrapped);
    return true;
  } catch {
    return false;
  }
}
