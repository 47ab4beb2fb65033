import { resolve } from 'node:path';
import { z } from 'zod';
import { fault } from './kernel/faults.ts';
import { addressesOf, country, isLoopback, shape, url, wholeNumber } from './kernel/settings.ts';

const SUBGRAPHS = ['person', 'verification', 'decision', 'consent'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The settings of a hub. Read once from the environment, never changed. */
export interface Config {
  /** In production nothing of the laptop's kind stands in: own Postgres, own issuer, own key file. */
  readonly environment: 'development' | 'production';
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Issuer identifier of the OAuth 2.0 authorization server (RFC 8414 §2). Undefined: the development issuer. */
  readonly issuer: string | undefined;
  /** What the `aud` claim of a token must contain. */
  readonly audience: string;
  readonly introspection: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** So long a system has to say that it has erased a person too. */
  readonly erasureAnswerDays: number;
  /** Where this process is, where a deployment holds people's data in regions apart: `eu`. Undefined: it does not. */
  readonly region: string | undefined;
  /** How long a person may take scopes beyond the own roles, at most. */
  readonly breakGlassMaxMinutes: number;
  /** Connections to Postgres, for each subgraph. */
  readonly pool: { readonly reads: number; readonly writes: number };
  /** The file with the master keys. Absolute. */
  readonly keyFile: string;
  /** The database of schema `keys`. Undefined: it lies beside the data. */
  readonly keyDatabaseUrl: string | undefined;
  /** The key service that wraps the wrapping keys. Undefined: they lie in the key file. */
  readonly transit:
    | {
        readonly keyUrl: string;
        readonly namespace: string | undefined;
        readonly login: { readonly token: string } | { readonly roleId: string; readonly secretId: string };
      }
    | undefined;
  /** How long a wrapping key is in use before a whole hub makes a new one by itself. Undefined: for ever. */
  readonly keyEpochDays: number | undefined;
  /** How long copies of keys are kept: of the key file, or of what lies in schema `keys`. */
  readonly backupRetentionDays: number;
  /** The OAuth client of the stewards' desk, registered when no system is yet, so that somebody can register the others. */
  readonly stewardClientId: string | undefined;
  /** Whether this process runs journeys, if it is a whole hub. */
  readonly journeys: boolean;
  /** Where subgraphs answer that another process runs. */
  readonly subgraphUrls: Readonly<Partial<Record<(typeof SUBGRAPHS)[number], string>>>;
  /** ISO 3166-1 alpha-2; phone numbers without a country code are read as of this country. */
  readonly defaultCountry: string;
  /** Who answers for the data: name, address and contact, between semicolons. Undefined: there are no receipts. */
  readonly controller: string | undefined;
  /** Where checkpoints of the audit log are taken to, and how often; nowhere where all is undefined. */
  readonly audit: {
    readonly folder: string | undefined;
    readonly webhookUrl: string | undefined;
    /** The key of a C2SP tlog-witness, `@`, and the prefix of its address. */
    readonly witness: string | undefined;
    readonly pushSeconds: number;
  };
  /** Files that checks look at. */
  readonly evidence: {
    /** Undefined: they lie in `dataDir`. */
    readonly bucket:
      | {
          readonly url: string;
          readonly region: string;
          readonly accessKeyId: string;
          readonly secretAccessKey: string;
        }
      | undefined;
    /** Undefined: they are not scanned. */
    readonly scanUrl: string | undefined;
    readonly maxBytes: number;
  };
}

const text = z.string().min(1);

/** Each variable: how it is read, and what is expected, in the words of the error message. */
const Environment = z.object({
  SELFSAME_ENV: z.enum(['development', 'production']).optional().describe('development or production'),
  NODE_ENV: z.enum(['development', 'test', 'production']).optional().describe('development, test or production'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .describe('a host name or an IP address'),
  PORT: wholeNumber(0, 65_535).default(4000).describe('a whole number from 0 to 65535'),
  DATABASE_URL: url('postgres', 'postgresql')
    .optional()
    .describe('a URL such as postgres://user:password@host:5432/database'),
  DATA_DIR: text.default('.selfsame').describe('the path of a folder'),
  ISSUER: url('https', 'http')
    .refine((issuer) => !/[?#]/.test(issuer) && (issuer.startsWith('https:') || isLoopback(issuer)))
    .optional()
    .describe('the https URL (on this machine also http) of an OAuth 2.0 issuer, without query and fragment'),
  AUDIENCE: text.default('selfsame').describe('the name that tokens carry in "aud"'),
  INTROSPECTION: z.stringbool().optional().describe('true or false'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`one of ${LOG_LEVELS.join(', ')}`),
  ERASURE_ANSWER_DAYS: wholeNumber(1, 365).default(30).describe('a whole number of days from 1 to 365'),
  REGION: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/)
    .optional()
    .describe('the name of a region, such as eu'),
  BREAK_GLASS_MAX_MINUTES: wholeNumber(1, 1_440).default(60).describe('a whole number of minutes from 1 to 1440'),
  POOL_READS: wholeNumber(1, 100).default(6).describe('a whole number of connections from 1 to 100'),
  POOL_WRITES: wholeNumber(1, 100).default(8).describe('a whole number of connections from 1 to 100'),
  KEY_FILE: text.optional().describe('the path of the file with the master keys'),
  KEY_DATABASE_URL: url('postgres', 'postgresql')
    .optional()
    .describe('a URL such as postgres://user:password@host:5432/keys'),
  TRANSIT_KEY: url('https', 'http')
    .refine(
      (key) =>
        /^https?:\/\/[^/?#]+\/v1\/[^?#]+\/keys\/[\w.-]+$/.test(key) && (key.startsWith('https:') || isLoopback(key)),
    )
    .optional()
    .describe(
      'the URL of a key such as https://vault.example:8200/v1/transit/keys/selfsame (on this machine also http)',
    ),
  TRANSIT_NAMESPACE: text.optional().describe('the name of a namespace'),
  TRANSIT_TOKEN: text.optional().describe('a token for TRANSIT_KEY, or instead TRANSIT_ROLE_ID and TRANSIT_SECRET_ID'),
  TRANSIT_ROLE_ID: text.optional().describe('the role id of an AppRole'),
  TRANSIT_SECRET_ID: text.optional().describe('the secret id of that AppRole'),
  KEY_EPOCH_DAYS: wholeNumber(1, 36_500).optional().describe('a whole number of days from 1 to 36500'),
  BACKUP_RETENTION_DAYS: wholeNumber(0, 36_500).default(30).describe('a whole number of days from 0 to 36500'),
  JOURNEYS: z.stringbool().default(true).describe('true or false'),
  STEWARD_CLIENT_ID: text.optional().describe('an OAuth client id'),
  SUBGRAPH_URLS: addressesOf(SUBGRAPHS)
    .default([])
    .describe(
      'a list such as person=http://127.0.0.1:4001/graphql,consent=https://consent.example/graphql, each subgraph once',
    ),
  DEFAULT_COUNTRY: country.default('US').describe('a country code of ISO 3166-1 alpha-2, such as US'),
  CONTROLLER: z
    .string()
    .regex(/^(?:[^;]*[^;\s][^;]*(?:;|$)){3}$/)
    .optional()
    .describe('a name, an address and a contact, such as Acme AG; Bahnhofstrasse 1, Zürich; privacy@acme.example'),
  AUDIT_FOLDER: text.optional().describe('the path of a folder'),
  AUDIT_WEBHOOK: url('https', 'http').optional().describe('an https or http URL'),
  AUDIT_WITNESS: z
    .string()
    .regex(/^[^\s+@]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*@https?:\/\/[^\s?#]+$/)
    .optional()
    .describe(
      'the key of a witness, @ and its address, such as witness.example/w1+1234abcd+BA…@https://witness.example',
    ),
  AUDIT_PUSH_SECONDS: wholeNumber(1, 86_400).default(300).describe('a whole number of seconds from 1 to 86400'),
  EVIDENCE_BUCKET: url('https', 'http')
    .refine((bucket) => /^https?:\/\/[^/?#]+\/[^?#]+$/.test(bucket))
    .optional()
    .describe('the URL of an S3-compatible bucket, such as https://s3.eu-central-1.amazonaws.com/evidence'),
  EVIDENCE_REGION: text.default('us-east-1').describe('the region of the bucket'),
  EVIDENCE_KEY_ID: text.optional().describe('an access key id for the bucket'),
  EVIDENCE_SECRET: text.optional().describe('the secret of that access key'),
  EVIDENCE_SCAN: url('clamd', 'https', 'http')
    .optional()
    .describe('the address of a virus scanner, such as clamd://127.0.0.1:3310 or https://scan.example/file'),
  EVIDENCE_MAX_MIB: wholeNumber(1, 1_024).default(20).describe('a whole number of MiB from 1 to 1024'),
});
type Variable = keyof typeof Environment.shape;

/** Settings that are policies now. One that is passed over would delete sooner or later than somebody meant. */
const NOW_POLICIES = { EVENT_RETENTION_DAYS: 'EVENTS', EVIDENCE_RETENTION_DAYS: 'EVIDENCE_FILES' } as const;

/** What production cannot do without. */
const REQUIRED_IN_PRODUCTION = ['DATABASE_URL', 'ISSUER', 'KEY_FILE'] as const;

/**
 * Reads the settings from environment variables. An empty variable counts as absent.
 * @throws CONFIGURATION naming every variable that is wrong, one a line, with what was expected. Values are not repeated: they may be secrets.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const found = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(found);
  const wrong = new Set(parsed.error?.issues.map((issue) => issue.path[0] as Variable));
  const production = (found['SELFSAME_ENV'] ?? found['NODE_ENV']) === 'production';
  const problems = [...wrong].map((name) => problem(name, found[name]));
  if (production) problems.push(...productionProblems(found));
  problems.push(...bucketProblems(found), ...transitProblems(found), ...policyProblems(found));
  if (!parsed.success || problems.length > 0) throw fault({ code: 'CONFIGURATION', public: problems.join('\n') });
  return freeze(parsed.data, production);
}

function productionProblems(found: Record<string, string | undefined>): string[] {
  const missing = REQUIRED_IN_PRODUCTION.filter(
    (name) => found[name] === undefined && !(name === 'KEY_FILE' && found['TRANSIT_KEY'] !== undefined),
  );
  return missing.map((name) => `${problem(name, undefined)}, and production needs it`);
}

function policyProblems(found: Record<string, string | undefined>): string[] {
  return Object.entries(NOW_POLICIES)
    .filter(([name]) => found[name] !== undefined)
    .map(([name, subject]) => `${name}: expected nothing; it is the policy ${subject} now, see docs/retention.md`);
}

/** All of it or nothing: files must not go to this machine because a setting was left away. */
function bucketProblems(found: Record<string, string | undefined>): string[] {
  const keys = ['EVIDENCE_KEY_ID', 'EVIDENCE_SECRET'] as const;
  const isBucket = found['EVIDENCE_BUCKET'] !== undefined;
  const wrong = keys.filter((name) => (found[name] !== undefined) !== isBucket);
  return wrong.map((name) =>
    isBucket
      ? `${problem(name, undefined)}, and EVIDENCE_BUCKET needs it`
      : `${problem(name, found[name])}, and no EVIDENCE_BUCKET`,
  );
}

/** One way to log in, all of it. */
function transitProblems(found: Record<string, string | undefined>): string[] {
  const has = (name: Variable): boolean => found[name] !== undefined;
  if (!has('TRANSIT_KEY')) return [];
  const role = ['TRANSIT_ROLE_ID', 'TRANSIT_SECRET_ID'] as const;
  if (has('TRANSIT_TOKEN')) {
    return role.filter(has).map((name) => `${problem(name, found[name])}, and TRANSIT_TOKEN is there already`);
  }
  if (role.every(has)) return [];
  const lacking = role.some(has) ? role.filter((name) => !has(name)) : (['TRANSIT_TOKEN'] as const);
  return lacking.map((name) => `${problem(name, undefined)}, and TRANSIT_KEY needs it`);
}

function freeze(variables: z.infer<typeof Environment>, production: boolean): Config {
  const dataDir = resolve(variables.DATA_DIR);
  return Object.freeze({
    environment: production ? 'production' : 'development',
    host: variables.HOST,
    port: variables.PORT,
    databaseUrl: variables.DATABASE_URL,
    dataDir,
    issuer: variables.ISSUER,
    audience: variables.AUDIENCE,
    introspection: variables.INTROSPECTION ?? !production,
    logLevel: variables.LOG_LEVEL,
    erasureAnswerDays: variables.ERASURE_ANSWER_DAYS,
    region: variables.REGION,
    breakGlassMaxMinutes: variables.BREAK_GLASS_MAX_MINUTES,
    pool: Object.freeze({ reads: variables.POOL_READS, writes: variables.POOL_WRITES }),
    keyFile: resolve(variables.KEY_FILE ?? `${dataDir}/keys/master.jwks`),
    keyDatabaseUrl: variables.KEY_DATABASE_URL,
    transit: transitOf(variables),
    keyEpochDays: variables.KEY_EPOCH_DAYS,
    backupRetentionDays: variables.BACKUP_RETENTION_DAYS,
    stewardClientId: variables.STEWARD_CLIENT_ID,
    journeys: variables.JOURNEYS,
    subgraphUrls: Object.freeze(Object.fromEntries(variables.SUBGRAPH_URLS)),
    defaultCountry: variables.DEFAULT_COUNTRY,
    controller: variables.CONTROLLER ?? (production ? undefined : 'A laptop; This machine; http://127.0.0.1:4000'),
    audit: Object.freeze({
      folder: variables.AUDIT_FOLDER && resolve(variables.AUDIT_FOLDER),
      webhookUrl: variables.AUDIT_WEBHOOK,
      witness: variables.AUDIT_WITNESS,
      pushSeconds: variables.AUDIT_PUSH_SECONDS,
    }),
    evidence: Object.freeze({
      bucket: bucketOf(variables),
      scanUrl: variables.EVIDENCE_SCAN,
      maxBytes: variables.EVIDENCE_MAX_MIB * 2 ** 20,
    }),
  });
}

function bucketOf(variables: z.infer<typeof Environment>): Config['evidence']['bucket'] {
  const { EVIDENCE_BUCKET, EVIDENCE_REGION, EVIDENCE_KEY_ID, EVIDENCE_SECRET } = variables;
  if (EVIDENCE_BUCKET === undefined || EVIDENCE_KEY_ID === undefined || EVIDENCE_SECRET === undefined) return undefined;
  return Object.freeze({
    url: EVIDENCE_BUCKET,
    region: EVIDENCE_REGION,
    accessKeyId: EVIDENCE_KEY_ID,
    secretAccessKey: EVIDENCE_SECRET,
  });
}

function transitOf(variables: z.infer<typeof Environment>): Config['transit'] {
  const { TRANSIT_KEY, TRANSIT_NAMESPACE, TRANSIT_TOKEN, TRANSIT_ROLE_ID, TRANSIT_SECRET_ID } = variables;
  if (TRANSIT_KEY === undefined) return undefined;
  const login =
    TRANSIT_TOKEN === undefined
      ? { roleId: TRANSIT_ROLE_ID ?? '', secretId: TRANSIT_SECRET_ID ?? '' }
      : { token: TRANSIT_TOKEN };
  return Object.freeze({ keyUrl: TRANSIT_KEY, namespace: TRANSIT_NAMESPACE, login: Object.freeze(login) });
}

function problem(name: Variable, value: string | undefined): string {
  return `${name}: expected ${Environment.shape[name].description}; found ${shape(value)}`;
}
