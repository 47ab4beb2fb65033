/** A process that uses the embedded PostgreSQL of a data folder until it is told to stop: `node postgres-user.ts <dataDir>`. */
import { startLocalPostgres } from '../../src/local/postgres.ts';

const silent = { info() {}, warn() {} };
const postgres = await startLocalPostgres({ dataDir: process.argv[2] ?? '', log: silent });
process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
setInterval(() => {}, 60_000);
process.stdout.write(`${postgres.url}\n`);
