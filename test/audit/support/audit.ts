import type { Access } from '../../../src/audit/entry.ts';
import { openAudit } from '../../../src/audit/intake.ts';
import { type AuditLog, openAuditLog } from '../../../src/audit/log.ts';
import { type NoteKey, keysOf } from '../../../src/audit/note.ts';
import { type Sql, closeSql, connect } from '../../../src/kernel/db.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { type Logger, silentLogger } from '../../../src/kernel/logger.ts';
import { type Signer, createSigner, createSigningJwk, readSigningJwk } from '../../../src/kernel/signer.ts';
import { type TestLog, createLog } from '../../log/support/log.ts';
import { newAccess } from './access.ts';

export const ORIGIN = 'selfsame/audit/test';

/** An audit log on a database of its own. */
export interface TestAudit extends AsyncDisposable {
  events: TestLog;
  url: string;
  /** Of the role that writes the log. */
  sql: Sql;
  /** The login itself, which may do all. */
  admin: Sql;
  auditLog: AuditLog;
  signer: Signer;
  keys: NoteKey[];
  /** Writes accesses down and gives them their places, one checkpoint a call. */
  write(...accesses: Partial<Access>[]): Promise<void>;
  /** The same, for some that are about nobody in particular. */
  fill(count: number): Promise<void>;
  /** Opens one more, as another hub would, closed with the rest. */
  another(logger?: Logger): Promise<AuditLog>;
}

/** Makes a signer with a key of its own. */
export function newSigner(): Signer {
  const key = { kid: 'first', ...readSigningJwk(createSigningJwk()), signsFrom: new Date(0) };
  return createSigner(
    'checkpoint',
    () => [key],
    () => new Date(),
  );
}

export async function createAudit(): Promise<TestAudit> {
  const events = await createLog();
  const logs: AuditLog[] = [];
  const signer = newSigner();
  const sql = connect({ url: events.url, statementTimeoutMs: 10_000 }, { role: 'selfsame_audit', connections: 4 });
  const another = async (logger = silentLogger): Promise<AuditLog> => {
    const log = await openAuditLog({ sql, log: events.log, signer, origin: ORIGIN, clock: systemClock, logger });
    logs.push(log);
    return log;
  };
  const auditLog = await another();
  const audit = openAudit(sql);
  const write = async (...accesses: Partial<Access>[]): Promise<void> => {
    await Promise.all(accesses.map((access) => audit.read(newAccess(access))));
    await auditLog.settle();
  };
  return {
    events,
    url: events.url,
    sql,
    admin: events.admin,
    auditLog,
    signer,
    keys: [...keysOf(ORIGIN, signer).values()],
    write,
    fill: (count) => write(...Array.from({ length: count }, () => ({ personIds: [] }))),
    another,
    async [Symbol.asyncDispose]() {
      await Promise.all(logs.map((log) => log.stop()));
      await closeSql(sql, 500);
      await events[Symbol.asyncDispose]();
    },
  };
}
