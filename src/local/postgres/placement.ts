import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fault } from '../../kernel/faults.ts';
import type { Account } from './account.ts';
import { type Binaries, binariesIn } from './binaries.ts';

const run = promisify(execFile);

/**
 * Where things go that the server's user cannot reach inside the checkout.
 * A checkout below a closed folder, such as /root, is the case: the server runs as another user than root,
 * and that user may neither enter the data folder nor read the programs.
 * Lost: opening the closed folder (it is not ours); CAP_DAC_OVERRIDE for the server (it could then read every
 * file of the machine); a bind mount (refused in most containers).
 */
const OUTSIDE = '/var/lib/selfsame';

/**
 * Where a cluster for `home` is to be made: beside it, or outside where the server's user can reach it.
 * In the second case `home` becomes a symbolic link to it.
 */
export async function placeFor(home: string, account: Account | undefined): Promise<{ path: string; linked: boolean }> {
  if (!account || (await reaches(dirname(home), account)))
    return { path: `${home}.new-${process.pid}-${randomUUID()}`, linked: false };
  return { path: join(await outside(), randomUUID()), linked: true };
}

/** The programs from where `account` can run them: where npm put them, or a copy outside. */
export async function reachableBinaries(installed: Binaries, account: Account | undefined): Promise<Binaries> {
  if (!account || (await runs(installed, account))) return installed;
  const copy = binariesIn(join(await outside(), `postgresql-${installed.version}`), installed.version);
  if (await runs(copy, account)) return copy;
  const draft = `${copy.root}.${randomUUID()}`;
  await cp(installed.root, draft, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', draft]);
  await rename(draft, copy.root).catch(() => rm(draft, { recursive: true })); // Another process was first.
  if (await runs(copy, account)) return copy;
  throw fault({
    code: 'CONFIGURATION',
    public: `The user that runs PostgreSQL cannot run the programs in ${copy.root}. Run Selfsame as an ordinary user, or set DATABASE_URL.`,
  });
}

async function outside(): Promise<string> {
  try {
    await mkdir(OUTSIDE, { recursive: true });
    await chmod(OUTSIDE, 0o711);
    return OUTSIDE;
  } catch (cause) {
    throw fault({
      code: 'CONFIGURATION',
      public:
        `The user that runs PostgreSQL can reach neither this folder nor ${OUTSIDE}. ` +
        'Set DATA_DIR to a folder that it can enter, run Selfsame as an ordinary user, or set DATABASE_URL.',
      cause,
    });
  }
}

/** Whether `account` can enter `folder`. Tried rather than computed, so that access lists and mounts count too. */
async function reaches(folder: string, account: Account): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function runs(binaries: Binaries, account: Account): Promise<boolean> {
  return run(binaries.postgres, ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
