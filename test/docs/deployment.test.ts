import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { Fault } from '../../src/kernel/faults.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { startHub } from '../../src/main.ts';
import { createDatabase } from '../support/database.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { blocksOf } from './blocks.ts';

const PAGE = 'docs/deployment.md';
const source = readFileSync('src/config.ts', 'utf8');

interface Setting {
  name: string;
  expected: string;
  byDefault: string | undefined;
}

const settings: Setting[] = [
  ...readFileSync(PAGE, 'utf8').matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \| (?:`([^`|]+)`)? ?\| [^|]+ \|$/gm),
].map(([, name = '', expected = '', byDefault]) => ({ name, expected, byDefault }));

test('the page lists every setting', () => {
  const [, declared = ''] = /const Environment = z\.object\(\{([^]*?)^\}\);/m.exec(source) ?? [];
  const names = [...declared.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
  expect(settings.map(({ name }) => name)).toEqual(names);
});

test('the page says of each setting what a wrong value is told to be', () => {
  const wrong = settings.flatMap(({ name, expected }) => {
    const told = messageOf({ [name]: '\u0000 ' });
    // Any text will do for the others.
    return told === undefined || told.startsWith(`${name}: expected ${expected}; found `) ? [] : [told];
  });
  expect(wrong).toEqual([]);
});

test('a hub whose settings are the defaults of the page is one without settings', () => {
  const defaults = settings.flatMap(({ name, byDefault }) => (byDefault === undefined ? [] : [[name, byDefault]]));
  expect(loadConfig(Object.fromEntries(defaults))).toEqual(loadConfig({}));
});

function messageOf(environment: Record<string, string>): string | undefined {
  try {
    loadConfig(environment);
    return undefined;
  } catch (error) {
    return error instanceof Fault ? error.public : String(error);
  }
}

test('the service starts what is there', () => {
  const [unit] = blocksOf(PAGE).filter(({ marks }) => marks.includes('systemd'));
  const [, folder = '', command = ''] = /^WorkingDirectory=(.*)$[^]*^ExecStart=(.*)$/m.exec(unit!.text) ?? [];
  const [node = '', script = ''] = command.split(' ');
  expect([node.replace(`${folder}/`, ''), script].filter((path) => !existsSync(join(process.cwd(), path)))).toEqual([]);
});

test('a subgraph runs with the login of the page, which may migrate nothing', async () => {
  await using database = await createDatabase();
  await using folder = await temporaryFolder();
  const login = `person_hub_${process.pid}`;
  const [logins] = blocksOf(PAGE).filter(({ marks }) => marks.includes('logins'));
  const admin = postgres(inject('postgresUrl'), { max: 1 });
  try {
    await admin.unsafe(logins!.text.replaceAll('person_hub', login).replace('…', 'secret'));
    const url = new URL(database.url);
    url.username = login;
    url.password = 'secret';
    const config = loadConfig({ DATABASE_URL: url.href, DATA_DIR: folder.path, PORT: '0' });
    const hub = await startHub(config, { only: 'person' }, { logger: silentLogger });
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    await hub.stop();
  } finally {
    await admin.unsafe(`drop role if exists ${login}`);
    await admin.end();
  }
});
