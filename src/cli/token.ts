import { Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.ts';
import { SCOPES, SCOPES_OF_KIND, SYSTEM_KINDS, isScope } from '../kernel/access.ts';
import { fault } from '../kernel/faults.ts';
import { DESK_ROLES, ROLES, type Role, findExclusion, isRole, roleScope } from '../kernel/roles.ts';
import { exitHelp } from './exit.ts';

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const MAX_TTL_SECONDS = 30 * SECONDS.d;

/** `token`: an access token of the development issuer. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('Print an access token of the development issuer. Needs no running hub.')
    .requiredOption('--system <id>', 'required: the system it is for, its client id', systemId)
    .option('--person <id>', 'the person behind it, such as ada (default: nobody, it is the system’s own)', personId)
    .option('--scope <scope...>', 'what it may be used for (default: all that its kind of system may hold)', readScopes)
    .addOption(
      new Option('--role <role...>', `what one is at the people’s desk (default: ${DESK_ROLES.join(' ')})`)
        .argParser(readRoles)
        .env('SELFSAME_ROLE'),
    )
    .option('--purpose <id>', 'the one purpose to read for (default: all that its system has)', systemId)
    .addOption(
      new Option('--ttl <time>', 'how long it is good, such as 30s, 15m, 8h or 7d; at most 30d')
        .argParser(ttl)
        .default(8 * SECONDS.h, '8h'),
    )
    .addHelpText(
      'after',
      `
Examples:
  TOKEN=$(npm run -s selfsame -- token --system crm)
  npm run -s selfsame -- token --system analytics --scope person:read events:read --ttl 15m
  npm run -s selfsame -- token --system steward --person ada --role privacy_officer
  npm run -s selfsame -- token --system onboarding --purpose identity-verification

Roles:
${Object.entries(ROLES)
  .map(([name, does]) => `  ${name.padEnd(21)} ${does}`)
  .join('\n')}

Scopes:
${Object.entries(SCOPES)
  .map(([name, meaning]) => `  ${name.padEnd(21)} ${meaning}`)
  .join('\n')}
${exitHelp()}`,
    )
    .action(
      async (options: {
        system: string;
        person?: string;
        scope?: string[];
        role?: Role[];
        purpose?: string;
        ttl: number;
      }) => {
        const { loadConfig } = await import('../config.ts');
        const config = loadConfig();
        if (config.issuer) {
          throw fault({
            code: 'CONFIGURATION',
            public: 'ISSUER is set, so the hub takes tokens of that issuer only. Ask it for one, or unset ISSUER.',
          });
        }
        process.stdout.write(
          `${await mintToken(config, { ...options, scopes: options.scope, roles: options.role, ttlSeconds: options.ttl })}\n`,
        );
      },
    );
}

/** An access token of the development issuer in the data folder of `config`; its scopes are all that count, unless given. */
export async function mintToken(
  config: Config,
  request: {
    system: string;
    person?: string | undefined;
    scopes?: readonly string[] | undefined;
    /** Of the person behind it, at the people's desk; those of a small desk, unless given. */
    roles?: readonly Role[] | undefined;
    purpose?: string | undefined;
    ttlSeconds: number;
  },
): Promise<string> {
  const [{ openDevelopmentIssuer }, { systemClock }] = await Promise.all([
    import('../local/issuer.ts'),
    import('../kernel/clock.ts'),
  ]);
  const issuer = await openDevelopmentIssuer(config.dataDir, systemClock);
  return issuer.mint({
    clientId: request.system,
    person: request.person,
    audience: config.audience,
    scopes: scopesOf(request),
    purpose: request.purpose,
    ttlSeconds: request.ttlSeconds,
  });
}

/**
 * The token in SELFSAME_TOKEN, or else one of the development issuer for a system, at the people's desk with the given roles. Throws
 * CONFIGURATION when there can be none.
 */
export async function findToken(config: Config, system: string, roles?: readonly Role[]): Promise<string> {
  const given = process.env['SELFSAME_TOKEN'];
  if (given) return given;
  if (!config.issuer) return mintToken(config, { system, roles, ttlSeconds: SECONDS.h });
  throw fault({
    code: 'CONFIGURATION',
    public: `SELFSAME_TOKEN: expected an access token of ${config.issuer}, as ISSUER is set; found nothing`,
  });
}

/** Development registers one system of each kind under its name; of another one the hub itself takes what its kind may not hold. */
function scopesOf(request: {
  system: string;
  scopes?: readonly string[] | undefined;
  roles?: readonly Role[] | undefined;
}) {
  const kind = SYSTEM_KINDS.find((name) => name.toLowerCase() === request.system);
  const scopes = request.scopes ?? (kind ? SCOPES_OF_KIND[kind] : Object.keys(SCOPES));
  return kind && kind !== 'STEWARD' ? [...scopes] : [...scopes, ...(request.roles ?? DESK_ROLES).map(roleScope)];
}

function systemId(text: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected an id without spaces, such as crm.');
}

function personId(text: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected an id without spaces, such as ada.');
}

function readScopes(text: string, before: string[] = []): string[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  const unknown = names.filter((name) => !isScope(name));
  if (names.length > 0 && unknown.length === 0) return [...before, ...names];
  throw new InvalidArgumentError(`Expected scopes out of ${Object.keys(SCOPES).join(', ')}.`);
}

function readRoles(text: string, before: Role[] = []): Role[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 0 || !names.every(isRole)) {
    throw new InvalidArgumentError(`Expected roles out of ${Object.keys(ROLES).join(', ')}.`);
  }
  const all = [...before, ...names];
  const exclusion = findExclusion(all);
  if (!exclusion) return all;
  throw new InvalidArgumentError(`The roles ${exclusion.roles.join(' and ')} exclude each other. ${exclusion.reason}`);
}

function ttl(text: string): number {
  const [, amount, unit] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const seconds = Number(amount) * SECONDS[(unit ?? 's') as keyof typeof SECONDS];
  if (seconds > 0 && seconds <= MAX_TTL_SECONDS) return seconds;
  throw new InvalidArgumentError('Expected a time of at most 30 days, such as 30s, 15m, 8h or 7d.');
}
