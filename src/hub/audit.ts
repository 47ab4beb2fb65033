import { type AuditLog, openAuditLog } from '../audit/log.ts';
import type { Log } from '../log/tail.ts';
import type { Parts } from './parts.ts';

/** The reader of acts, who gives places, and who looks for entries. */
const CONNECTIONS = 3;

/** Starts what gives entries of the audit log their places, and lets them be found. */
export function startAuditLog(parts: Parts): Promise<AuditLog> {
  return openAuditLog({
    ...parts,
    sql: parts.pool('selfsame_audit', CONNECTIONS),
    origin: originOf(parts.log),
    signer: parts.signers.checkpoint,
  });
}

/** The name of this hub's audit log in all that it signs: another one in every database. */
export function originOf(log: Pick<Log, 'head'>): string {
  return `selfsame/audit/${log.head().logId}`;
}
