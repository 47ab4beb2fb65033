import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { TestHub } from '../../support/hub.ts';

/** Runs `selfsame audit` beside a hub. */
export async function runAudit(
  { database, config }: Pick<TestHub, 'database' | 'config'>,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: database.url, DATA_DIR: config.dataDir };
  const child = spawn(process.execPath, ['src/cli.ts', 'audit', ...args], { env });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number>((resolve) => child.once('close', resolve)),
  ]);
  return { code, stdout, stderr };
}
