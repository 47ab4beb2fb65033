import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { createHub } from '../support/hub.ts';
import { temporaryFolder } from './temporary.ts';

const ROOT = join(import.meta.dirname, '../..');
/** More than any start that fails needs. */
const PATIENCE_MS = 20_000;

/** Starts a hub from the project in `root`, which is meant to fail, and answers how it ended. */
async function failedStart(environment: Record<string, string>, root = ROOT) {
  const hub: ChildProcess = spawn(process.execPath, [join(root, 'src/cli.ts'), 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr, code] = await Promise.all([
    text(hub.stdout!),
    text(hub.stderr!),
    new Promise((resolve) => hub.once('close', resolve)),
  ]);
  return { code, stdout, stderr };
}

/** The project in another folder, so that a test can break its schema. */
async function copyOfProject(folder: string): Promise<string> {
  for (const part of ['src', 'schema', 'drizzle', 'package.json', 'supergraph.yaml'])
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('a start with a broken schema ends, and names file and line', { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  await using database = await createDatabase();
  const root = await copyOfProject(join(folder.path, 'project'));
  const file = join(root, 'schema/person.graphql');
  const sdl = await readFile(file, 'utf8');
  const environment = { DATABASE_URL: database.url, DATA_DIR: join(folder.path, 'data') };

  await writeFile(file, sdl.replace(/^( {2}birthDate: .*?)@owned\([^)]*\)/m, '$1'));
  expect(await failedStart(environment, root)).toEqual({
    code: 78,
    stdout: '',
    stderr: expect.stringMatching(/^selfsame: schema\/person\.graphql:\d+:\d+: Person\.birthDate has no @owned\.\n$/),
  });

  await writeFile(file, sdl.replace(/^( {2}birthDate: )PartialDate/m, '$1Nothing'));
  expect(await failedStart({ ...environment, LOG_LEVEL: 'silent' }, root)).toEqual({
    code: 78,
    stdout: '',
    stderr: expect.stringMatching(/^selfsame: schema\/person\.graphql:\d+:\d+: [^\n]* Unknown type Nothing\n$/),
  });

  await writeFile(file, sdl.replace(/^type Person .*$/m, 'type Person {{'));
  expect(await failedStart(environment, root)).toEqual({
    code: 78,
    stdout: '',
    stderr: expect.stringMatching(/^selfsame: schema\/person\.graphql:\d+:\d+: Syntax Error: [^\n]+\n$/),
  });
});

test('a data folder that cannot be made is one line and exit code 78', { timeout: PATIENCE_MS + 5_000 }, async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), '');
  const impossible = process.platform === 'linux' ? '/proc/selfsame' : join(folder.path, 'file', 'data');
  expect(await failedStart({ DATA_DIR: impossible })).toEqual({
    code: 78,
    stdout: '',
    stderr: expect.stringMatching(
      /^selfsame: The data folder [^\n]+ cannot be made \(E\w+\)\. Set DATA_DIR to [^\n]+\n$/,
    ),
  });
});

const server = new URL(inject('postgresUrl'));
test.each([
  ['a closed port', { port: '1' }, /cannot be reached\. Check host and port in DATABASE_URL/],
  ['an unknown host', { hostname: 'nowhere.invalid' }, /cannot be reached\. Check host and port in DATABASE_URL/],
  ['a wrong password', { password: 'wrong' }, /refuses the login\. Check user and password in DATABASE_URL/],
  ['a missing database', { pathname: `/${randomUUID()}` }, /no such database\. .*DATABASE_URL/],
])('%s of the database is one line and exit code 69', { timeout: 30_000 }, async (_name, change, expected) => {
  await using folder = await temporaryFolder();
  const url = Object.assign(new URL(server), change);
  const { code, stdout, stderr } = await failedStart({ DATABASE_URL: url.href, DATA_DIR: folder.path });
  expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 69, stdout: '', lines: 2 });
  expect(stderr).toMatch(expected);
  expect(stderr).not.toContain('wrong');
  // Nothing was left behind that the next start would find.
  expect(await readdir(folder.path)).toEqual([]);
});

test('a port in use is one line and exit code 69, before anything else is started', { timeout: 30_000 }, async () => {
  await using folder = await temporaryFolder();
  const busy = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => busy.once('listening', resolve));
  const { port } = busy.address() as AddressInfo;
  const ended = await failedStart({ DATA_DIR: folder.path, PORT: String(port) });
  busy.close();
  expect(ended).toEqual({
    code: 69,
    stdout: '',
    stderr: `selfsame: Port ${port} is in use. Choose another with PORT=…\n`,
  });
  expect(await readdir(folder.path)).toEqual([]);
});

test('a mistyped KEY_FILE makes no file where data is sealed already', { timeout: 60_000 }, async () => {
  await using hub = await createHub();
  const typo = join(hub.config.dataDir, 'kyes');
  const settings = { DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir };
  await mkdir(typo);
  const { code, stderr } = await failedStart({ ...settings, KEY_FILE: join(typo, 'master.jwks') });
  expect({ code, made: await readdir(typo) }).toEqual({ code: 78, made: [] });
  expect(stderr).toMatch(/^selfsame: There is no key file [^\n]+ Check KEY_FILE[^\n]+\n$/);
  await rm(typo, { recursive: true });
});
