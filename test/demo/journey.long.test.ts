import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { inventApplicants } from '../../src/demo/journey/applicants.ts';
import { faultOf } from '../../src/demo/journey/proof.ts';
import type { SeenJourney } from '../../src/demo/journey/watch.ts';
import { processesIn } from '../kill/processes.ts';
import { temporaryFolder } from '../local/temporary.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

/** Runs the demo with `folder` as the place for temporary files; `interruptAt` is what it says when it gets a SIGINT. */
function demo(
  folder: string,
  interruptAt?: RegExp,
): Promise<{ code: unknown; stdout: string; stderr: string; told: RegExp | undefined }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], TMPDIR: folder, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const args = [CLI, 'demo', 'journey', '--applicants', '6'];
    const child = execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr, told: interruptAt }),
    );
    let seen = '';
    child.stdout?.on('data', (text: string) => {
      seen += text;
      if (!interruptAt?.test(seen)) return;
      interruptAt = undefined;
      child.kill('SIGINT');
    });
  });
}

test.concurrent(
  'takes everybody to one decision though a vendor and the hub go away, shows what it rests on, and leaves nothing behind',
  { timeout: 90_000 },
  async ({ expect }) => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await demo(folder.path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

    // The vendor that is away is asked three times, then the other one.
    const vendors = [...stdout.matchAll(/ (VENDOR_UNAVAILABLE|CHECK_STARTED) +DOCUMENT, (.*)/g)].map(
      ([, action, how]) => `${action} ${how}`,
    );
    expect(vendors.slice(0, 4)).toEqual([
      'VENDOR_UNAVAILABLE onfido, attempt 1',
      'VENDOR_UNAVAILABLE onfido, attempt 2',
      'VENDOR_UNAVAILABLE onfido, attempt 3',
      'CHECK_STARTED persona, instead of onfido',
    ]);

    // Killed, and another process after that.
    const [, killed] = /killed \(SIGKILL, process (\d+)\)/.exec(stdout)!;
    const [, started] = /there again after [\d.]+ s, as process (\d+)/.exec(stdout)!;
    expect(started).not.toBe(killed);

    // Heard of once each, and all of them there.
    const heard = [...stdout.matchAll(/^ +(A-\d+) /gm)].map(([, id]) => id);
    expect(heard).toHaveLength(6);
    expect(new Set(heard)).toEqual(new Set(inventApplicants(6, 1).map(({ externalId }) => externalId)));
    expect(stdout).toMatch(/A-1003 .* BLOCK +SANCTIONS_HIT/);
    expect(stdout).toContain('6 applicants, each decided exactly once:');
    expect(stdout).toContain('documents checked, each charged once: onfido 3, persona 3');

    expect(stdout).toMatch(/policy +onboarding, version 1, SHA-256/);
    expect(stdout).toMatch(/given +age \d+, /);
    expect(stdout).toContain('the CRM may not see that. The hub answered: Not allowed.');
    expect(stdout).toContain('consent     identity-verification: GRANTED');
    expect(stdout).toMatch(/SANCTIONS +PASSED by watchlist/);
    expect(stdout).toContain('looked at urn:selfsame:watchlist:invented:');
    expect(stdout).toMatch(/answer: verification \{ trust_framework /);

    expect(stdout).toContain('by the version that decided: APPROVE, the same in all');
    expect(stdout).toMatch(/OUTCOME +APPROVE -> REQUEST_INFORMATION/);
    expect(stdout).toMatch(/over all 6 decisions: \d would come out differently/);
    expect(await readdir(folder.path)).toEqual([]);
    expect(await processesIn(folder.path)).toEqual([]);
  },
);

test.concurrent(
  'leaves nothing behind when it is interrupted while the hub is dead',
  { timeout: 90_000 },
  async ({ expect }) => {
    await using folder = await temporaryFolder();
    const { code, stderr, told } = await demo(folder.path, /is killed \(SIGKILL/);
    expect({ code, stderr, told }).toEqual({ code: 130, stderr: '', told: undefined });
    expect(await readdir(folder.path)).toEqual([]);
    expect(await processesIn(folder.path)).toEqual([]);
  },
);

test('finds who was decided twice, or not at all, or by something else than the journey', ({ expect }) => {
  const journey = { id: 'j', state: 'ENDED', decisions: [{ id: 'd' }] } as unknown as SeenJourney;
  const person = {
    id: 'p',
    journeys: [journey],
    decisions: [{ id: 'd', outcome: 'APPROVE' }],
    verifications: [{ id: 'v', status: 'VERIFIED' }],
  };
  expect(faultOf(person)).toBeUndefined();
  expect(faultOf(null)).toBeDefined();
  expect(faultOf({ ...person, journeys: [] })).toBe('0 journeys');
  expect(faultOf({ ...person, decisions: [...person.decisions, ...person.decisions] })).toBe('2 decisions');
  expect(faultOf({ ...person, decisions: [] })).toBe('0 decisions');
  expect(faultOf({ ...person, decisions: [{ id: 'other', outcome: 'APPROVE' }] })).toContain(
    'not the one of the journey',
  );
  expect(faultOf({ ...person, journeys: [{ ...journey, state: 'FAILED' }] })).toBe('the journey is FAILED');
});
