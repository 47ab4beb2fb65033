import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { LogEvent } from '../../../log/event.ts';
import { type Projection, startProjection } from '../../../log/projection.ts';
import type { Log } from '../../../log/tail.ts';

/** What a requester can be identified by. */
interface KnownProof {
  id: string;
  personId: string;
  method: 'VERIFICATION' | 'EVIDENCE';
  holds: boolean;
}

/** Follows the log for the verifications and stored files by which a requester can be identified. */
export function followProofs(options: { sql: Sql; log: Log; logger: Logger }): Promise<Projection> {
  return startProjection({ ...options, name: 'proofs', begin: 'oldest', apply: noteProofs });
}

function noteProofs(tx: Transaction, events: readonly LogEvent[]): void {
  // Of several events about one thing, the last one says whose it is and whether it holds.
  const rows = new Map(events.flatMap(proofOf).map((proof) => [proof.id, proof]));
  if (rows.size === 0) return;
  const json = [...rows.values()].map(({ personId, ...rest }) => ({ ...rest, person_id: personId }));
  tx.send(tx`
    insert into known_proof (id, person_id, method, holds)
    select id, person_id, method, holds
    from jsonb_to_recordset(${tx.json(json)}) as row (id uuid, person_id uuid, method text, holds boolean)
    on conflict (id) do update set person_id = excluded.person_id, holds = excluded.holds`);
}

function proofOf({ name, subject: personId, data }: LogEvent): KnownProof[] {
  const { verificationId, fileId, status, into } = data as Partial<Record<string, string>>;
  if ((name === 'evidence.stored' || name === 'evidence.deleted') && fileId)
    return [{ id: fileId, personId, method: 'EVIDENCE', holds: name === 'evidence.stored' }];
  // Of one that moved to another person, the one whom it left is told too.
  if (!name.startsWith('verification.') || !verificationId || into !== undefined || status === undefined) return [];
  return [{ id: verificationId, personId, method: 'VERIFICATION', holds: status === 'VERIFIED' }];
}

/** Whether a proof is one of the person with those ids, and holds. */
export async function isProofOf(
  sql: Sql,
  { id, method, personIds }: { id: string; method: string; personIds: readonly string[] },
): Promise<boolean> {
  const rows = await sql`
    select from known_proof
    where id = ${id} and method = ${method} and holds and person_id = any(${personIds as string[]}::uuid[])`;
  return rows.length > 0;
}
