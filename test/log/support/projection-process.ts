/**
 * A hub of nothing but a projection: `node projection-process.ts <url>`. It notes each event in `consent.noted`, where the
 * database refuses to note one twice.
 */
import { connect } from '../../../src/kernel/db.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { startProjection } from '../../../src/log/projection.ts';
import { openLog } from '../../../src/log/tail.ts';
import { noteEvents } from './noted.ts';

const options = { url: process.argv[2] ?? '', statementTimeoutMs: 5_000 };
const log = await openLog(connect(options, { role: 'selfsame_log', connections: 3 }), silentLogger);
const sql = connect(options, { role: 'selfsame_consent', connections: 2 });
await startProjection({ sql, log, logger: silentLogger, name: 'noted', apply: noteEvents });
process.once('disconnect', () => process.exit());
process.send!('begun');
