import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fault } from '../../kernel/faults.ts';
import { makeDataDir } from '../data-dir.ts';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { placeFor, reachableBinaries } from './placement.ts';
import { alive } from './process.ts';

const run = promisify(execFile);

/** The role that the hub signs in as, and its database. The role is no superuser: the hub must also run where it gets none. */
export const ROLE = 'selfsame';

const INITDB_OPTIONS = [
  '--username=postgres',
  '--auth=trust', // Replaced before the server first listens.
  '--encoding=UTF8',
  '--locale=C',
  // The built-in provider sorts and folds alike on every system; libc changes its mind with each version.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
];

/** A database cluster on disk, ready to be served. */
export interface Cluster {
  /** The folder with what is ours: the password, the port, the log. */
  home: string;
  /** The folder with the database files (PGDATA), below `home`. */
  dataPath: string;
  password: string;
  account: Account | undefined;
  binaries: Binaries;
  /** Settings of the server beside ours, for who starts it. */
  settings: Readonly<Record<string, string>>;
}

/**
 * The environment of every program of PostgreSQL: none of ours, as PGDATA, PGPORT or an unknown locale would change what they do.
 */
export const cleanEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Opens the cluster in `<dataDir>/postgres`, and makes it first where there is none.
 * It is made beside its place and moved there whole, so neither a crash nor a second process can leave half of one.
 * @param dataDir an absolute path
 * @throws CONFIGURATION when the folder cannot be used, with how to mend it
 */
export async function openCluster(dataDir: string, settings: Cluster['settings'] = {}): Promise<Cluster> {
  const place = join(dataDir, 'postgres');
  await makeDataDir(dataDir);
  const account = await serverAccount(join(place, 'data'));
  const binaries = await reachableBinaries(await findBinaries(), account);
  if (!(await exists(place))) await create(place, account, binaries);
  const home = await realpath(place).catch((cause: unknown) => {
    throw fault({
      code: 'CONFIGURATION',
      public: `${place} is a link to a folder that is gone. Bring it back, or remove the link to begin with no data.`,
      cause,
    });
  });
  await demandVersion(home, binaries);
  return { home, dataPath: join(home, 'data'), password: await readPassword(home), account, binaries, settings };
}

async function create(place: string, account: Account | undefined, binaries: Binaries): Promise<void> {
  await removeAbandoned(place);
  const { path: draft, linked } = await placeFor(place, account);
  await mkdir(draft);
  await chmod(draft, 0o711);
  await initialise(draft, account, binaries);
  if (linked) await writeFile(join(draft, 'used-by'), `${place}\n`);
  try {
    await (linked ? symlink(draft, place) : rename(draft, place));
  } catch (error) {
    await rm(draft, { recursive: true });
    if (!(await exists(place))) throw error; // Else another process was first, and its cluster is as good.
  }
}

/** Drafts of processes that were killed meanwhile. */
async function removeAbandoned(place: string): Promise<void> {
  const prefix = `${basename(place)}.new-`;
  for (const name of await readdir(dirname(place))) {
    if (name.startsWith(prefix) && !alive(Number.parseInt(name.slice(prefix.length), 10)))
      await rm(join(dirname(place), name), { recursive: true, force: true });
  }
}

async function initialise(home: string, account: Account | undefined, binaries: Binaries): Promise<void> {
  const dataPath = join(home, 'data');
  const password = randomBytes(24).toString('base64url');
  await writeFile(join(home, 'password'), `${password}\n`, { mode: 0o600 });
  await mkdir(dataPath, { mode: 0o700 });
  if (account) await chown(dataPath, account.uid, account.gid);
  const as = { ...account, cwd: home, env: cleanEnvironment };
  await run(binaries.initdb, [`--pgdata=${dataPath}`, ...INITDB_OPTIONS], as).catch(
    failedTo('make the database files'),
  );
  // The superuser gets no password, so nobody signs in as it over TCP.
  await writeFile(join(dataPath, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  // Single-user mode makes the role and the database before anyone can connect.
  const single = run(binaries.postgres, ['--single', '-D', dataPath, '-c', 'exit_on_error=true', 'postgres'], as);
  single.child.stdin?.end(
    `CREATE ROLE ${ROLE} LOGIN CREATEROLE CREATEDB PASSWORD '${password}'\nCREATE DATABASE ${ROLE} OWNER ${ROLE}\n`,
  );
  await single.catch(failedTo('prepare the database'));
}

function failedTo(what: string): (error: Error & { stderr?: string }) => never {
  return (error) => {
    const reason =
      error.stderr?.split('\n').findLast((line) => /error|fatal/i.test(line)) ?? error.message.split('\n')[0];
    throw fault({ code: 'CONFIGURATION', public: `PostgreSQL could not ${what}: ${reason}`, cause: error });
  };
}

async function demandVersion(home: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(join(home, 'data', 'PG_VERSION'), 'utf8').catch(whenUnreadable(home))).trim();
  const expected = binaries.version.split('.')[0];
  if (found === expected) return;
  throw fault({
    code: 'CONFIGURATION',
    public: `The data in ${home} was written by PostgreSQL ${found}, and this is ${expected}. Dump it with the version that wrote it, or set DATA_DIR to a new folder.`,
  });
}

async function readPassword(home: string): Promise<string> {
  return (await readFile(join(home, 'password'), 'utf8').catch(whenUnreadable(home))).trim();
}

function whenUnreadable(home: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    const mend =
      cause.code === 'EACCES'
        ? 'It belongs to another user: run Selfsame as that user, or set DATA_DIR to a folder of your own.'
        : 'Restore it from a backup, or remove it to begin with no data.';
    throw fault({
      code: 'CONFIGURATION',
      public: `The database in ${home} cannot be read (${cause.code}). ${mend}`,
      cause,
    });
  };
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
