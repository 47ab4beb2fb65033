import { execFile } from 'node:child_process';
import { chmod, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { SCOPES_OF_KIND } from '../../src/kernel/access.ts';
import { createTokenVerifier } from '../../src/kernel/token.ts';
import { DEVELOPMENT_ISSUER, openDevelopmentIssuer } from '../../src/local/issuer.ts';
import { createHub } from '../support/hub.ts';
import { temporaryFolder } from './temporary.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const clock = { now: () => new Date() };

interface Answer {
  code: number | string | null | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the command line in an environment of its own. */
function selfsame(args: string[], environment: Record<string, string> = {}): Promise<Answer> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('every command', () => {
  const commands = [
    'serve',
    'token',
    'import',
    'migrate',
    'schema',
    'schema compose',
    'schema check',
    'schema print',
    'keys create',
    'keys list',
    'keys rotate',
    'keys rewrap',
    'keys destroy',
    'keys move',
    'keys rotate-signing',
    'simulate-vendor',
    'erase',
    'watchlist load',
    'watchlist list',
    'watchlist remove',
    'demo',
    'doctor',
  ];
  test.each(commands)('%s says with --help what it does and what its exit codes mean', async (command) => {
    const { code, stdout } = await selfsame([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: selfsame ${command}`);
    if (command !== 'schema') expect(stdout).toMatch(/Examples?:\n {2}.*npm [^\n]+[\s\S]*Exit codes:\n {2}0 {3}\w/);
  });

  test.each([
    [[], /Usage: selfsame/],
    [['serv'], /unknown command 'serv'/],
    [['token'], /required option '--system <id>'/],
    [['token', '--system', 'crm', '--ttl', 'forever'], /at most 30 days/],
    [['token', '--system', 'crm', '--scope', 'everything'], /Expected scopes out of person:read/],
    [['token', '--system', 'a b'], /without spaces/],
    [['serve', '--only', 'people'], /Allowed choices are person/],
    [['serve', '--only', 'person', '--gateway'], /cannot be used with/],
    [['import', 'people.csv', '--system', 'crm'], /required option '--map <file>'/],
    [['schema', 'check'], /required option '--against <schema>'/],
    [
      ['import', 'people.csv', '--sytem', 'crm'],
      /^selfsame: unknown option '--sytem'\nselfsame: required option '--system <id>' not/,
    ],
    [['import', 'people.csv', '--system', 'crm', '--map', 'm', '--concurrency', '0'], /whole number from 1 to 32/],
    [['demo', '--people', '0'], /whole number from 1 to 5000/],
    [['schema', 'check', '--against', 'nowhere.graphql'], /^selfsame: [^\n]+\n$/],
  ])('%j is wrong usage: exit code 2, a reason on stderr, nothing on stdout', async (args, reason) => {
    const { code, stdout, stderr } = await selfsame(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('shows the defaults and bounds of options, and which of them are required', async () => {
    expect((await selfsame(['token', '--help'])).stdout).toContain('(default: 8h)');
    const { stdout } = await selfsame(['import', '--help']);
    expect(stdout).toMatch(/--system <id> +required: /);
    expect(stdout).toMatch(/1 to 32 \(default: 3\)/);
  });

  test.each([
    ['import', 'docs/import.md'],
    ['schema check', 'docs/schema-checks.md'],
  ])('%s names the same exit codes in its help as on its page', async (command, page) => {
    const { stdout } = await selfsame([...command.split(' '), '--help']);
    const [, help = ''] = stdout.split('Exit codes:\n');
    const [, table = ''] = (await readFile(join(import.meta.dirname, '../..', page), 'utf8')).split('| exit code |');
    const shown = [...table.split('\n\n')[0]!.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    const codes = [...help.matchAll(/^ {2}(\d+) /gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(shown.toSorted((a, b) => a - b));
  });

  test('tells its version', async () => {
    expect((await selfsame(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('names every setting that is wrong, one a line, with exit code 78', async () => {
    const { code, stderr } = await selfsame(['token', '--system', 'crm'], { PORT: 'x', LOG_LEVEL: 'x' });
    expect(code).toBe(78);
    expect(stderr).toMatch(/^selfsame: PORT: expected .+ 1 character\nselfsame: LOG_LEVEL: expected .+\n$/);
  });

  test('says in one line with exit code 69 that the database cannot be reached', async () => {
    const { code, stderr } = await selfsame(['migrate'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' });
    expect(code).toBe(69);
    expect(stderr).toMatch(/^selfsame: [^\n]+\n$/);
  });
});

describe('token', () => {
  test('prints one token with all that the kind of system may hold, good in any process on the same folder', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await selfsame(['token', '--system', 'analytics'], {
      DATA_DIR: folder.path,
      PORT: '4999',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { keys } = await openDevelopmentIssuer(folder.path, clock);
    const verified = await createTokenVerifier({
      issuer: DEVELOPMENT_ISSUER,
      audience: 'selfsame',
      keys,
      clock,
    }).verify(stdout.trim());
    expect(verified).toMatchObject({ clientId: 'analytics', machine: true });
    expect(new Set(verified.scopes)).toEqual(SCOPES_OF_KIND.ANALYTICS);
  });

  test('takes scopes and a time', async () => {
    await using folder = await temporaryFolder();
    const { stdout } = await selfsame(
      ['token', '--system', 'crm', '--scope', 'person:read', 'person:write', '--ttl', '15m'],
      { DATA_DIR: folder.path },
    );
    const { scope, exp = 0, iat = 0 } = decodeJwt(stdout.trim());
    expect({ scope, seconds: exp - iat }).toEqual({ scope: 'person:read person:write', seconds: 900 });
  });

  test('is refused where tokens come from another issuer', async () => {
    const { code, stderr } = await selfsame(['token', '--system', 'crm'], { ISSUER: 'https://login.example' });
    expect(code).toBe(78);
    expect(stderr).toMatch(/^selfsame: ISSUER is set/);
  });

  test('is refused with a key that others can read', async () => {
    await using folder = await temporaryFolder();
    await selfsame(['token', '--system', 'crm'], { DATA_DIR: folder.path });
    const key = join(folder.path, 'keys/issuer.jwk');
    await chmod(key, 0o644);
    const { code, stderr } = await selfsame(['token', '--system', 'crm'], { DATA_DIR: folder.path });
    expect(code).toBe(78);
    expect(stderr).toContain(`chmod 600 '${key}'`);
  });
});

describe('keys create', () => {
  test('makes a file for its owner alone, and never overwrites one', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'master.jwks');
    expect((await selfsame(['keys', 'create', path])).code).toBe(0);
    const before = await readFile(path, 'utf8');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await selfsame(['keys', 'create', path])).code).toBe(1);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

describe('migrate', () => {
  test('makes the embedded database if there is none, and can be run again', { timeout: 30_000 }, async () => {
    await using folder = await temporaryFolder();
    for (let run = 0; run < 2; run++) {
      expect(await selfsame(['migrate'], { DATA_DIR: folder.path })).toEqual({
        code: 0,
        stdout: 'The database has the newest schema.\n',
        stderr: '',
      });
    }
    const { code, stdout } = await selfsame(['doctor', '--json'], { DATA_DIR: folder.path, PORT: '0' });
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: { check: string; status: string }[] };
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    for (const check of ['database', 'schema', 'rights', 'pools', 'clock', 'server log'])
      expect(findings).toContainEqual(expect.objectContaining({ check, status: 'ok' }));
  });
});

describe('doctor', () => {
  test('finds nothing wrong with a folder where nothing is yet, and makes nothing', async () => {
    await using folder = await temporaryFolder();
    const dataDir = join(folder.path, 'data');
    const { code, stdout } = await selfsame(['doctor'], { DATA_DIR: dataDir, PORT: '0' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +database +none yet/m);
    await expect(stat(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('names each thing that is wrong and how to mend it, with exit code 1', async () => {
    await using folder = await temporaryFolder();
    await using busy = await openServer();
    const keyFile = join(folder.path, 'master.jwks');
    await selfsame(['keys', 'create', keyFile]);
    await chmod(keyFile, 0o644);
    const { code, stdout } = await selfsame(['doctor'], {
      SELFSAME_ENV: 'production',
      DATABASE_URL: 'postgres://hub:hunter2@127.0.0.1:1/selfsame',
      ISSUER: 'https://127.0.0.1:1',
      KEY_FILE: keyFile,
      DATA_DIR: folder.path,
      PORT: String(busy.port),
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +port +another program listens on .*\n +→ .*PORT/m);
    expect(stdout).toMatch(/^fail +keys +.*chmod 600/m);
    expect(stdout).toMatch(/^fail +issuer +.*\n +→ Check ISSUER/m);
    expect(stdout).toMatch(/^fail +database +.*cannot be reached.*\n +→ Check DATABASE_URL/m);
    expect(stdout).not.toContain('hunter2');
  });

  test('tells a hub with the keys of this folder from one with others', { timeout: 60_000 }, async () => {
    await using hub = await createHub();
    const { port } = new URL(hub.url);
    const settings = { DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir, PORT: port };
    const own = await selfsame(['doctor'], settings);
    expect(own.code).toBe(0);
    expect(own.stdout).toMatch(/^ok +port +a hub answers on/m);
    expect(own.stdout).toMatch(/^ok +sealed +/m);
    await using folder = await temporaryFolder();
    const elsewhere = { ...settings, DATA_DIR: folder.path, KEY_FILE: hub.config.keyFile };
    for (const expected of [/its keys are not in /, /its keys are others than those in /]) {
      const { code, stdout } = await selfsame(['doctor'], elsewhere);
      expect(code).toBe(1);
      expect(stdout).toMatch(expected);
      expect(stdout).toMatch(/^ +→ It was started with another DATA_DIR/m);
      await selfsame(['token', '--system', 'crm'], elsewhere);
    }
  });

  test('names the systems that see nobody’s data', { timeout: 60_000 }, async () => {
    await using hub = await createHub();
    const { port } = new URL(hub.url);
    const settings = { DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir, PORT: port };
    expect((await selfsame(['doctor'], settings)).stdout).toMatch(/^ok +purposes +/m);
    const register = (id: string) =>
      `${id}: registerSystem(input: { id: "${id}", kind: PARTNER, name: "P", purposes: [] }) { __typename }`;
    const { errors } = await (await hub.as('steward')).query(`mutation { ${register('north')} ${register('south')} }`);
    expect(errors).toBeUndefined();
    const { code, stdout } = await selfsame(['doctor'], settings);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warn +purposes +north, south: no purpose in use.*\n +→ Register those that read/m);
  });

  test('misses the key file that the data was sealed with', { timeout: 60_000 }, async () => {
    await using hub = await createHub();
    const settings = { DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir, PORT: '0' };
    const missing = await selfsame(['doctor'], { ...settings, KEY_FILE: join(hub.config.dataDir, 'typo.jwks') });
    expect(missing.code).toBe(1);
    expect(missing.stdout).toMatch(/^fail +sealed +There is no key file .*typo\.jwks\. Check KEY_FILE/m);
    const other = join(hub.config.dataDir, 'other.jwks');
    await selfsame(['keys', 'create', other]);
    const { stdout } = await selfsame(['doctor'], { ...settings, KEY_FILE: other });
    expect(stdout).toMatch(/^fail +sealed +The key file does not belong to this database/m);
  });

  test('lists wrong settings', async () => {
    const { code, stdout } = await selfsame(['doctor'], { PORT: 'x' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +settings +PORT: expected/m);
  });
});

/** A program on a port that is no hub. */
async function openServer(): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
