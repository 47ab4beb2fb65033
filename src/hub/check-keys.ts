import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Vault } from '../kernel/vault.ts';

/** Belongs to nobody: the key that is wrapped for the check alone. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Makes sure that the keys are those that the data of this database was sealed with; the first hub on a database
 * leaves the mark by which it is told. With other keys nothing old would open and no record find its person.
 *
 * @throws CONFIGURATION when the keys are others
 */
export async function checkKeys(sql: Sql, vault: Vault): Promise<void> {
  const blind = vault.blind('check', 'selfsame');
  await sql`
    update head set wrapped_check = ${vault.createKey(NOBODY).wrapped}, blind_check = ${blind}
    where wrapped_check is null`;
  const [head] = await sql<{ wrappedCheck: Buffer; blindCheck: string }[]>`select wrapped_check, blind_check from head`;
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
