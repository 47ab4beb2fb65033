import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { Fault } from '../../src/kernel/faults.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://hub:secret@db.example:5432/selfsame',
  ISSUER: 'https://login.example/realms/main',
  KEY_FILE: '/etc/selfsame/master.jwks',
};

/** The lines of the error that the environment is answered with. */
function problems(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    expect((error as Fault).code).toBe('CONFIGURATION');
    return (error as Fault).public.split('\n');
  }
  return [];
}

describe('configuration', () => {
  test('of an empty environment is a development hub on this machine', () => {
    expect(loadConfig({})).toEqual({
      environment: 'development',
      backupRetentionDays: 30,
      erasureAnswerDays: 30,
      breakGlassMaxMinutes: 60,
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: undefined,
      dataDir: resolve('.selfsame'),
      issuer: undefined,
      audience: 'selfsame',
      introspection: true,
      logLevel: 'info',
      pool: { reads: 6, writes: 8 },
      keyFile: resolve('.selfsame/keys/master.jwks'),
      journeys: true,
      subgraphUrls: {},
      defaultCountry: 'US',
      audit: { folder: undefined, webhookUrl: undefined, witness: undefined, pushSeconds: 300 },
      evidence: { bucket: undefined, scanUrl: undefined, maxBytes: 20 * 1024 * 1024 },
      controller: 'A laptop; This machine; http://127.0.0.1:4000',
    });
  });

  test('cannot be changed afterwards', () => {
    const config = loadConfig({ SUBGRAPH_URLS: 'person=http://127.0.0.1:4001/graphql' });
    expect([config, config.pool, config.subgraphUrls].every(Object.isFrozen)).toBe(true);
  });

  test('takes an issuer without TLS on this machine', () => {
    expect(loadConfig({ ISSUER: 'http://localhost:8080/realm' }).issuer).toBe('http://localhost:8080/realm');
  });

  test('takes an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', ISSUER: '', DATABASE_URL: '' })).toEqual(loadConfig({}));
  });

  test('keeps the key file in the data folder unless told otherwise', () => {
    expect(loadConfig({ DATA_DIR: '/srv/hub' }).keyFile).toBe('/srv/hub/keys/master.jwks');
    expect(loadConfig({ DATA_DIR: '/srv/hub', KEY_FILE: '/etc/k' }).keyFile).toBe('/etc/k');
  });

  test('reads the addresses of subgraphs, queries in them included', () => {
    expect(
      loadConfig({ SUBGRAPH_URLS: 'person=http://a/graphql?x=1, consent=https://b/graphql' }).subgraphUrls,
    ).toEqual({
      person: 'http://a/graphql?x=1',
      consent: 'https://b/graphql',
    });
  });

  test.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4000.5'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['DATABASE_URL', 'hunter2'],
    ['ISSUER', 'login.example'],
    ['ISSUER', 'http://login.example'],
    ['ISSUER', 'https://login.example/?tenant=1'],
    ['ISSUER', 'https://login.example/#a'],
    ['INTROSPECTION', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['POOL_READS', '0'],
    ['POOL_WRITES', '1e9'],
    ['SUBGRAPH_URLS', 'people=http://a/'],
    ['SUBGRAPH_URLS', 'person'],
    ['SUBGRAPH_URLS', 'person=ftp://a/'],
    ['SUBGRAPH_URLS', 'person=http://a/,person=http://b/'],
    ['DEFAULT_COUNTRY', 'UK'],
    ['DEFAULT_COUNTRY', 'us'],
    ['EVIDENCE_KEY_ID', 'hunter2'],
    ['EVIDENCE_SECRET', 'hunter2'],
    ['EVIDENCE_SCAN', 'tcp://127.0.0.1:3310'],
    ['EVIDENCE_MAX_MIB', '0'],
    ['SELFSAME_ENV', 'prod'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s in one line that names the variable and does not repeat the value', (name, value) => {
    const lines = problems({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: expected .+; found .+`));
    if (value.includes('hunter2')) expect(lines[0]).not.toContain('hunter2');
  });

  test('refuses what is no bucket', () => {
    const keys = { EVIDENCE_KEY_ID: 'k', EVIDENCE_SECRET: 's' };
    for (const bucket of ['s3://evidence', 'https://s3.example/', 'https://s3.example/evidence?x']) {
      expect(problems({ EVIDENCE_BUCKET: bucket, ...keys })).toEqual([
        expect.stringMatching(/^EVIDENCE_BUCKET: expected the URL of an S3-compatible bucket/),
      ]);
    }
  });

  test('refuses a bucket without its keys', () => {
    expect(problems({ EVIDENCE_BUCKET: 'https://s3.example/evidence' })).toEqual([
      'EVIDENCE_KEY_ID: expected an access key id for the bucket; found nothing, and EVIDENCE_BUCKET needs it',
      'EVIDENCE_SECRET: expected the secret of that access key; found nothing, and EVIDENCE_BUCKET needs it',
    ]);
  });

  test('names everything that is wrong at once', () => {
    expect(problems({ PORT: 'x', LOG_LEVEL: 'x', DEFAULT_COUNTRY: 'x' }).map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'DEFAULT_COUNTRY',
    ]);
  });
});

describe('in production', () => {
  test('needs a database, an issuer and a key file of its own', () => {
    expect(problems({ SELFSAME_ENV: 'production' }).map((line) => line.split(':')[0])).toEqual([
      'DATABASE_URL',
      'ISSUER',
      'KEY_FILE',
    ]);
  });

  test('takes them, with introspection off unless asked', () => {
    expect(loadConfig(PRODUCTION)).toMatchObject({
      environment: 'production',
      issuer: PRODUCTION.ISSUER,
      introspection: false,
    });
    expect(loadConfig({ ...PRODUCTION, INTROSPECTION: 'true' }).introspection).toBe(true);
  });

  test('refuses an issuer without TLS', () => {
    expect(problems({ ...PRODUCTION, ISSUER: 'http://login.example' })).toEqual([
      expect.stringMatching(/^ISSUER: expected the https URL/),
    ]);
  });

  test('SELFSAME_ENV counts before NODE_ENV', () => {
    expect(loadConfig({ NODE_ENV: 'production', SELFSAME_ENV: 'development' }).environment).toBe('development');
  });
});
