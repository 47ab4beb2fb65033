import type { Sql } from '../../kernel/db.ts';
import { type Finding, ok, warn } from './finding.ts';

const NAMED = 5;

/** Each system works under a purpose that is in use, or sees nobody's data. One that only writes needs none. */
export async function checkPurposes(sql: Sql): Promise<Finding> {
  const rows = await sql<{ id: string; isBlind: boolean }[]>`
    SELECT id, NOT EXISTS (SELECT FROM access.purpose WHERE purpose.id = ANY (system.purposes)) AS is_blind
    FROM person.system
    ORDER BY id`;
  const blind = rows.filter(({ isBlind }) => isBlind).map(({ id }) => id);
  if (blind.length === 0) return ok('purposes', 'each system has one that is in use');
  const more = blind.length > NAMED ? ` and ${blind.length - NAMED} more` : '';
  return warn(
    'purposes',
    `${blind.slice(0, NAMED).join(', ')}${more}: no purpose in use, so no data to see`,
    'Register those that read with what they read for: registerSystem(input: { …, purposes: […] })',
  );
}
