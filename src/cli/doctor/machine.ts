import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '../../config.ts';
import { readMasterKeys } from '../../local/keys.ts';
import { findBinaries } from '../../local/postgres/binaries.ts';
import { type Finding, fail, failBy, ok, warn } from './finding.ts';

const NODE_MAJOR = 24;
const GIB = 1 << 30;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Node runs the TypeScript source from version 24 on. */
export function checkNode(): Finding {
  const found = process.versions.node;
  if (Number.parseInt(found, 10) >= NODE_MAJOR) return ok('node', found);
  return fail(
    'node',
    `${found}, and ${NODE_MAJOR} is needed`,
    'Start through npm, which brings its own: npm run -s selfsame -- doctor',
  );
}

/** The programs of PostgreSQL that npm installed, when they are needed. */
export async function checkPrograms(config: Config): Promise<Finding[]> {
  if (config.databaseUrl) return [];
  const { postgres } = await findBinaries();
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version']);
    return [ok('programs', stdout.trim())];
  } catch (error) {
    return [failBy('programs', error, 'Install again with npm ci, without --ignore-scripts; or set DATABASE_URL.')];
  }
}

/** The query planner is a native module too; the fused path does without it. */
export async function checkPlanner(): Promise<Finding[]> {
  try {
    await import('@graphql-hive/router-query-planner');
    return [ok('planner', 'native')];
  } catch {
    return [
      warn(
        'planner',
        'the native query planner does not load',
        'Install again with npm ci. Only serve --gateway needs it.',
      ),
    ];
  }
}

/** The data folder can be written. */
export async function checkFolder(config: Config): Promise<Finding[]> {
  const folder = await existing(config.dataDir);
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    await writeFile(probe, '', { flag: 'wx' });
    await rm(probe);
    return [ok('folder', folder === config.dataDir ? folder : `${config.dataDir} will be made`)];
  } catch (error) {
    return [failBy('folder', error, `Make ${folder} writable for this user, or set DATA_DIR.`)];
  }
}

/** Room for data. */
export async function checkDisk(config: Config): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(await existing(config.dataDir));
  const free = (bavail * bsize) / GIB;
  const found = `${free.toFixed(1)} GiB free`;
  if (free < 0.25) return [fail('disk', found, 'Free some space, or set DATA_DIR to another disk.')];
  if (free < 2) return [warn('disk', found, 'Free some space, or set DATA_DIR to another disk.')];
  return [ok('disk', found)];
}

/** Development keeps its comforts to this machine. */
export async function checkExposure({ environment, host }: Config): Promise<Finding[]> {
  if (environment === 'production' || LOOPBACK.has(host)) return [];
  return [
    warn(
      'exposure',
      `HOST=${host} lets others reach a development hub`,
      'Set SELFSAME_ENV=production for a hub that others reach.',
    ),
  ];
}

/** The file with the master keys is whole, and closed to others. Whether one is needed, and whether a key service opens, is told by the database. */
export async function checkKeyFile({ environment, keyFile, transit }: Config): Promise<Finding[]> {
  if (transit) return [];
  const missing = await access(keyFile).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
  if (missing && environment === 'development') return [];
  try {
    await readMasterKeys(keyFile);
    return [ok('keys', keyFile)];
  } catch (error) {
    return [failBy('keys', error)];
  }
}

/** The path, or the nearest folder above it that is there. */
async function existing(path: string): Promise<string> {
  return stat(path).then(
    () => path,
    () => existing(dirname(path)),
  );
}
