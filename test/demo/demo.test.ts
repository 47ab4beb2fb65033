import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../local/temporary.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

/** Runs the demo with `folder` as the place for temporary files. */
function demo(
  folder: string,
  signal?: { name: NodeJS.Signals; at: RegExp },
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], TMPDIR: folder, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const child = execFile(process.execPath, [CLI, 'demo', '--people', '30'], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
    let seen = '';
    child.stdout?.on('data', (text: string) => {
      seen += text;
      if (signal?.at.test(seen)) {
        child.kill(signal.name);
        signal = undefined;
      }
    });
  });
}

test(
  'tells the whole story without a terminal, whatever the settings of the shell, and leaves nothing behind',
  { timeout: 60_000 },
  async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await demo(folder.path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('100%');
    expect(stdout).toMatch(/\d+ writes \(crm \d+, hr \d+, onboarding \d+\), \d+\/s: created \d+, joined \d+/);
    expect(stdout).toContain('They are 30 people now');
    const [, created] = /: created (\d+),/.exec(stdout) ?? [];
    expect(stdout).toContain(`${created} were created: where a later record showed`);
    expect(stdout).toMatch(/\* Katharina Müller +onboarding F-1000 .* chosen: ONBOARDING goes before HR and CRM/);
    expect(stdout).toContain('history: the source has said something newer');
    expect(stdout.match(/dev\.selfsame\.verification\.\w+\.v1/g)).toEqual([
      'dev.selfsame.verification.requested.v1',
      'dev.selfsame.verification.started.v1',
      'dev.selfsame.verification.progressed.v1',
      'dev.selfsame.verification.completed.v1',
    ]);
    expect(stdout).toMatch(/"confirmedBy": \[\{ "kind": "DOCUMENT"/);
    expect(stdout).toContain('"outcome": "APPROVE"');
    expect(stdout).toContain('"purpose": "marketing"');
    expect(await readdir(folder.path)).toEqual([]);
  },
);

test('leaves nothing behind when it is interrupted', { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  const { code, stderr } = await demo(folder.path, { name: 'SIGINT', at: /Three systems/ });
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  expect(await readdir(folder.path)).toEqual([]);
});
