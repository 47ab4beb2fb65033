import { SCOPES_OF_KIND, type Scope, type SystemKind, isScope } from './access.ts';

/**
 * What people do. They act through the people's desk, a system of the kind STEWARD, and their token names their roles
 * as scopes: `role:reviewer`. What counts at the desk is the scopes of the token that its kind and one of its roles may hold.
 * Nobody has all: who checks does not act, and who decides about people's data does not run the hub.
 */
export const ROLES = {
  steward: 'Keeps people right: corrects values, merges and splits, asks for verifications, starts journeys.',
  reviewer: 'Works the queue of reviews: says who is who, settles conflicts, sets decisions aside.',
  privacy_officer:
    'Answers for people’s rights: what is read for which purpose, requests of people, holds and erasures.',
  auditor: 'Sees who did and who read what, and by which rules. Reads no value of anybody, and changes nothing.',
  administrator: 'Runs the hub: systems, vendors, watch lists, models; puts policies in use. Reads no person.',
  developer: 'Writes policies and declares journeys. Reads no person.',
} as const;
export type Role = keyof typeof ROLES;

const PERSON = [
  'person:read',
  'person:identifiers',
  'person:lineage',
  'match:read',
  'system:read',
  'verification:read',
  'verification:answers',
  'decision:read',
  'decision:inputs',
  'evidence:read',
  'journey:read',
  'declaration:read',
  'policy:read',
  'consent:read',
  'purpose:read',
  'review:read',
  'kpi:read',
  'events:read',
] as const;

/** The scopes of each role: what its work needs, and no more. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, ReadonlySet<Scope>>> = {
  steward: new Set<Scope>([
    ...PERSON,
    'person:override',
    'match:review',
    'watchlist:search',
    'verification:request',
    'journey:start',
    'review:work',
    'consent:write',
    'privacy:request',
    'glass:break',
  ]),
  reviewer: new Set<Scope>([
    ...PERSON,
    'match:review',
    'watchlist:search',
    'decision:override',
    'review:work',
    'glass:break',
  ]),
  privacy_officer: new Set<Scope>([
    ...PERSON,
    'evidence:manage',
    'signal:read',
    'visibility:read',
    'residency:admin',
    'consent:write',
    'purpose:admin',
    'erasure:execute',
    'erasure:acknowledge',
    'retention:read',
    'retention:admin',
    'hold:manage',
    'privacy:request',
    'privacy:work',
    'audit:read',
    'glass:break',
    'glass:read',
    'glass:review',
  ]),
  auditor: new Set<Scope>([
    'audit:read',
    'retention:read',
    'glass:read',
    'system:read',
    'vendor:read',
    'verification:read',
    'decision:read',
    'policy:read',
    'journey:read',
    'declaration:read',
    'review:read',
    'consent:read',
    'purpose:read',
    'kpi:read',
    'events:read',
  ]),
  administrator: new Set<Scope>([
    'system:read',
    'system:admin',
    'purpose:read',
    'vendor:read',
    'vendor:admin',
    'watchlist:admin',
    'model:admin',
    'match:read',
    'policy:read',
    'policy:publish',
    'declaration:read',
    'review:read',
    'review:admin',
    'kpi:read',
    'glass:break',
    'events:read',
  ]),
  developer: new Set<Scope>([
    'system:read',
    'purpose:read',
    'vendor:read',
    'policy:read',
    'policy:write',
    'declaration:read',
    'journey:admin',
    'glass:break',
    'events:read',
  ]),
};

/** Roles that no token may hold at once (separation of duties), with the reason. A token that does is refused. */
export const EXCLUSIVE: readonly { roles: readonly [Role, Role]; reason: string }[] = [
  { roles: ['auditor', 'steward'], reason: 'Who checks what was done did not do it.' },
  { roles: ['auditor', 'reviewer'], reason: 'Who checks what was said did not say it.' },
  { roles: ['auditor', 'privacy_officer'], reason: 'Who checks an erasure did not order it.' },
  { roles: ['auditor', 'administrator'], reason: 'Who checks the hub does not run it.' },
  { roles: ['auditor', 'developer'], reason: 'Who checks the rules did not write them.' },
  { roles: ['privacy_officer', 'administrator'], reason: 'Who says what may be read does not register who reads.' },
];

/** What one person of a small desk can be at once: all that goes with one another and runs the hub from day to day. */
export const DESK_ROLES: readonly Role[] = ['steward', 'reviewer', 'administrator', 'developer'];

const PREFIX = 'role:';

/** How a token names a role: `role:reviewer`. */
export function roleScope(role: Role): string {
  return `${PREFIX}${role}`;
}

/** Whether `text` names a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

/** The roles among the scopes of a token. */
export function rolesIn(tokenScopes: Iterable<string>): Role[] {
  const names = Array.from(tokenScopes, (scope) => (scope.startsWith(PREFIX) ? scope.slice(PREFIX.length) : ''));
  return [...new Set(names.filter(isRole))];
}

/** The first rule that roles break when one token holds them all; undefined when they go together. */
export function findExclusion(roles: readonly Role[]): (typeof EXCLUSIVE)[number] | undefined {
  return EXCLUSIVE.find((rule) => rule.roles.every((role) => roles.includes(role)));
}

/** All that a token of a kind of system can ask for; at the people's desk with the given roles. */
export function scopesToAsk(kind: SystemKind, roles: readonly Role[] = DESK_ROLES): string[] {
  return [...SCOPES_OF_KIND[kind], ...(kind === 'STEWARD' ? roles.map(roleScope) : [])];
}

/** The scopes that count: those of the token that the kind of system may hold and, at the people's desk, one of the token's roles. */
export function effectiveScopes(kind: SystemKind, tokenScopes: readonly string[]): ReadonlySet<Scope> {
  const roles = kind === 'STEWARD' ? rolesIn(tokenScopes).map((role) => SCOPES_OF_ROLE[role]) : undefined;
  const may = (scope: Scope): boolean =>
    SCOPES_OF_KIND[kind].has(scope) && (roles?.some((scopes) => scopes.has(scope)) ?? true);
  return new Set(tokenScopes.filter(isScope).filter(may));
}
