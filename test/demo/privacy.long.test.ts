import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStory } from '../../src/demo/privacy/story.ts';
import { openStage } from '../../src/demo/journey/stage.ts';
import { processesIn } from '../kill/processes.ts';
import { temporaryFolder } from '../local/temporary.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

/** Runs the demo with `folder` as the place for temporary files. */
function demo(folder: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], TMPDIR: folder, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    execFile(process.execPath, [CLI, 'demo', 'privacy'], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

test(
  'shows a consent that reads obey, an archive, an erasure with its proof and a changed byte that is caught, and leaves nothing behind',
  { timeout: 90_000 },
  async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await demo(folder.path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('"name": { "full": "Noe Abgang" }');
    expect(stdout).toContain('"name": null');
    expect(stdout).toContain('"reason": "CONSENT_WITHDRAWN"');
    expect(stdout).toMatch(/"readers": \[\{ "system": "marketing", "purposes": \["marketing"\]/);
    expect(stdout).toContain('✓ the manifest is signed by a key that the hub publishes');
    expect(stdout).toContain('"status": 410');
    expect(stdout).toContain('✓ both keys are gone from the database');
    expect(stdout).toContain('"__typename": "DoNotReimport"');
    expect(stdout).toMatch(/\d+ entries, as they were signed, and a continuation of the \d+ that were kept/);
    expect(stdout).toMatch(/DAMAGED: entry \d+ was changed/);
    const [, seconds] = /Done in ([\d.]+) s/.exec(stdout)!;
    expect(Number(seconds)).toBeLessThan(60);
    expect(await readdir(folder.path)).toEqual([]);
    expect(await processesIn(folder.path)).toEqual([]);
  },
);

test('ends where something is not as it says', () => {
  const said: string[] = [];
  const write = (text: string): boolean => said.push(text) > 0;
  const story = openStory(openStage({ write } as never));
  story.claim(true, 'it holds');
  expect(() => story.claim(false, 'the keys are gone')).toThrow('Not as it should be: the keys are gone');
  expect(said).toEqual(['  ✓ it holds\n']);
});
