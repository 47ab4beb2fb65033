import { openTargets } from '../../audit/push/open.ts';
import { openEdge } from '../../audit/sequencer.ts';
import type { Config } from '../../config.ts';
import { type Sql, closeSql, connect } from '../../kernel/db.ts';
import { Fault } from '../../kernel/faults.ts';
import { type Finding, fail, failBy, ok, warn } from './finding.ts';

/** Entries have their places a second after they were written. So long nobody worries. */
const WAITING_MS = 60_000;

/** The audit log is what was last signed, somebody gives places and signs, and what was signed arrives where it is taken to. */
export async function checkAuditLog(
  url: string,
  { audit }: Pick<Config, 'audit'>,
  now = new Date(),
): Promise<Finding[]> {
  const sql = connect({ url, statementTimeoutMs: 5_000 }, { role: 'selfsame_audit', connections: 1 });
  try {
    const findings = [...(await checkEdge(sql)), await checkSigned(sql, now)];
    for (const { name } of openTargets(audit)) findings.push(...(await checkPush(sql, name, audit.pushSeconds, now)));
    return findings;
  } catch (error) {
    return [failBy('audit log', error)];
  } finally {
    await closeSql(sql, 1_000);
  }
}

/** Looks at the right edge of the tree, as a hub does before it signs. To look at all of it is another command. */
async function checkEdge(sql: Sql): Promise<Finding[]> {
  try {
    await sql.begin(async (tx) => {
      await tx`set transaction isolation level repeatable read, read only`;
      await openEdge(tx);
    });
    return [];
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'INTERNAL') throw error;
    const mend = 'Find the first entry that is wrong: npm run -s selfsame -- audit verify';
    return [fail('audit log', 'it is not what was last signed, so hubs sign nothing more', mend)];
  }
}

async function checkSigned(sql: Sql, now: Date): Promise<Finding> {
  const [row] = await sql<{ size: number | null; signedAt: Date | null; waits: boolean }[]>`
    select last.size, last.signed_at, exists (select from intake) as waits
    from (select) one left join (select size, signed_at from checkpoint order by size desc limit 1) last on true`;
  const { size, signedAt, waits } = row!;
  const found =
    size === null || signedAt === null
      ? 'nothing was signed yet'
      : `${size} entries, last signed ${since(signedAt, now)} ago`;
  if (!waits || (signedAt && now.getTime() - signedAt.getTime() < WAITING_MS)) return ok('audit log', found);
  return warn(
    'audit log',
    `${found}, and entries wait for their places`,
    'A hub that runs gives them within seconds. If one does, its own log says why it does not.',
  );
}

/** What was signed arrives, and what arrived was signed. */
async function checkPush(sql: Sql, name: string, seconds: number, now: Date): Promise<Finding[]> {
  const due = new Date(now.getTime() - 2 * seconds * 1000);
  const [row] = await sql<{ size: number; isTried: boolean; arrived: Date | null; isBehind: boolean }[]>`
    select push.size, push.due_at >= ${due} as is_tried,
           (select signed_at from checkpoint where checkpoint.size = push.size) as arrived,
           exists (select from checkpoint where checkpoint.size > push.size and signed_at < ${due}) as is_behind
    from push where target = ${name}`;
  if (!row) return [];
  const { size, isTried, arrived, isBehind } = row;
  if (size > 0 && !arrived)
    return [
      fail(
        'audit push',
        `${name}: it has a checkpoint of ${size} entries, and the log has none`,
        'Verify the log from there: npm run -s selfsame -- audit verify --from <checkpoint file>',
      ),
    ];
  const found = `${name}: ${arrived ? `what arrived last was signed ${since(arrived, now)} ago` : 'nothing arrived yet'}`;
  if (!isBehind) return [ok('audit push', found)];
  if (!isTried) return [warn('audit push', `${found}, and no hub has tried since`, 'Start the hub.')];
  const mend = "The hub's own log says why: a checkpoint of the audit log did not arrive.";
  return [fail('audit push', `${found}, and what came since does not arrive`, mend)];
}

/** Such as `4 min`. */
function since(moment: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - moment.getTime()) / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
