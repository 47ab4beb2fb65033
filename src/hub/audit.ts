import { type AuditLog, openAuditLog } from '../audit/log.ts';
import { openTargets } from '../audit/push/open.ts';
import { startPushing } from '../audit/push/push.ts';
import type { Log } from '../log/tail.ts';
import type { Parts } from './parts.ts';

/** The reader of acts, who gives places, who pushes, and who looks for entries. */
const CONNECTIONS = 3;

/** Starts what gives entries of the audit log their places, takes checkpoints elsewhere, and lets entries be found. */
export async function startAuditLog(parts: Parts): Promise<AuditLog> {
  const { pushSeconds: seconds, ...settings } = parts.config.audit;
  const targets = openTargets(settings);
  const sql = parts.pool('selfsame_audit', CONNECTIONS);
  const log = await openAuditLog({ ...parts, sql, origin: originOf(parts.log), signer: parts.signers.checkpoint });
  const pushing = startPushing({ ...parts, sql, targets, seconds });
  return {
    ...log,
    async stop() {
      await pushing.stop();
      await log.stop();
    },
  };
}

/** The name of this hub's audit log in all that it signs: another one in every database. */
export function originOf(log: Pick<Log, 'head'>): string {
  return `selfsame/audit/${log.head().logId}`;
}
