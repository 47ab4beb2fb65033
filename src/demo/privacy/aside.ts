import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Sql, closeSql, connect } from '../../kernel/db.ts';
import { startLocalPostgres } from '../../local/postgres.ts';

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const TIMEOUT_MS = 30_000;

/** The hub's database, as its owner has it, who may do all in it. */
export interface OwnedDatabase extends AsyncDisposable {
  sql: Sql;
}

/** Joins the embedded PostgreSQL of a hub's folder. */
export async function openOwned(folder: string): Promise<OwnedDatabase> {
  const server = await startLocalPostgres({ dataDir: folder, log: { info() {}, warn() {} } });
  const sql = connect({ url: server.url, statementTimeoutMs: TIMEOUT_MS }, { connections: 1 });
  return {
    sql,
    async [Symbol.asyncDispose]() {
      await closeSql(sql);
      await server.stop();
    },
  };
}

/** Runs a command of Selfsame on a hub's folder, beside the hub. The settings of the shell do not count. */
export function run(folder: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const { PATH = '', HOME = '/', TMPDIR } = process.env;
  const env = { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), DATA_DIR: folder, LOG_LEVEL: 'error' };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env, timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      const code = error ? Number(error.code ?? 1) : 0;
      resolve({ code, said: stdout.trim() || stderr.trim() });
    });
  });
}
