/**
 * A hub of nothing but a log: `node hub-process.ts <url> <writers> <subjects>`. It reads all from the beginning, writes with so
 * many writers without rest about subjects of that name, and tells its parent what it read and what was acknowledged to it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { closeSql, connect } from '../../../src/kernel/db.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { append } from '../../../src/log/append.ts';
import { openLog } from '../../../src/log/tail.ts';
import { newEvent } from './log.ts';

/** What the process tells. */
export type Told = { read: [position: number, id: string][] } | { acknowledged: string } | { begun: true };

const [url = '', writers = '0', subjects = ''] = process.argv.slice(2);
const options = { url, statementTimeoutMs: 5_000 };
const logSql = connect(options, { role: 'selfsame_log', connections: 3 });
const sql = connect(options, { role: 'selfsame_person', connections: Number(writers) || 1 });
const log = await openLog(logSql, silentLogger);
const ending = new AbortController();
const tell = (told: Told): void => void process.send!(told);
tell({ begun: true });

async function read(): Promise<void> {
  let position = 0;
  while (!ending.signal.aborted) {
    const events = await log.read(position, ending.signal);
    if (events.length > 0) tell({ read: events.map((event) => [event.position, event.id]) });
    position = events.at(-1)?.position ?? position;
  }
}

async function write(): Promise<void> {
  while (!ending.signal.aborted) {
    const event = newEvent({ subject: `${subjects} ${Math.floor(Math.random() * 20)}` });
    try {
      await sql.begin((tx) => append(tx, event));
      log.wake();
      tell({ acknowledged: event.id });
    } catch {
      await sleep(20);
    }
  }
}

process.once('disconnect', () => process.exit());
process.once('message', () => ending.abort());
await Promise.all([read(), ...Array.from({ length: Number(writers) }, write)]);
await log.close();
await Promise.all([closeSql(sql), closeSql(logSql)]);
process.disconnect();
