import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { fault } from '../../kernel/faults.ts';

const run = promisify(execFile);
const ACCOUNT = 'postgres';

/** The user that the server runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * The user that the server must run as, or undefined when it is the one who runs us.
 * PostgreSQL refuses to run as root. As root, the owner of the existing data is taken, so that one
 * `sudo` does not lock an ordinary user out; else the system user `postgres`, created if absent.
 * @param dataPath the folder with the database files, which need not exist
 * @throws CONFIGURATION when there is no such user and none can be created
 */
export async function serverAccount(dataPath: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await stat(dataPath).catch(() => undefined);
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', ACCOUNT]), run('id', ['-g', ACCOUNT])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<Account> {
  let cause: unknown;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT]);
  } catch (error) {
    cause = error; // Another process may have created it meanwhile.
  }
  const account = await lookUp();
  if (account) return account;
  throw fault({
    code: 'CONFIGURATION',
    public:
      'PostgreSQL does not run as root, and the system user "postgres" could not be created. ' +
      'Create it (useradd --system postgres), run Selfsame as an ordinary user, or set DATABASE_URL.',
    cause,
  });
}
