import { SYSTEM_KINDS } from '../../src/kernel/access.ts';
import {
  ROLES,
  type Role,
  SCOPES_OF_ROLE,
  findExclusion,
  isRole,
  roleScope,
  scopesToAsk,
} from '../../src/kernel/roles.ts';

export const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** Every set of roles that one token may hold. */
export const ALLOWED_ROLE_SETS: readonly (readonly Role[])[] = Array.from(
  { length: 2 ** ROLE_NAMES.length },
  (_, bits) => ROLE_NAMES.filter((_role, bit) => bits & (1 << bit)),
).filter((roles) => !findExclusion(roles));

/** Those roles of one person that hold the most of the scopes, and no more roles than that takes. */
function fittingRoles(scopes: readonly string[]): readonly Role[] {
  const held = (roles: readonly Role[]): number =>
    scopes.filter((scope) => roles.some((role) => (SCOPES_OF_ROLE[role] as ReadonlySet<string>).has(scope))).length;
  return ALLOWED_ROLE_SETS.reduce((best, roles) =>
    held(roles) > held(best) || (held(roles) === held(best) && roles.length < best.length) ? roles : best,
  );
}

/**
 * The client and the scopes that are behind a name in a test. `auditor` is the people's desk in one role; `steward` is it in
 * all the roles of a small desk, or in those that fit the scopes, when some are given.
 */
export function clientBehind(name: string, scopes?: readonly string[]): { clientId: string; scopes: string[] } {
  if (name !== 'steward') {
    if (isRole(name)) return { clientId: 'steward', scopes: [...(scopes ?? SCOPES_OF_ROLE[name]), roleScope(name)] };
    return { clientId: name, scopes: [...(scopes ?? scopesOf(name))] };
  }
  if (!scopes) return { clientId: name, scopes: scopesToAsk('STEWARD') };
  const roles = scopes.some((scope) => scope.startsWith('role:')) ? [] : fittingRoles(scopes);
  return { clientId: name, scopes: [...scopes, ...roles.map(roleScope)] };
}

function scopesOf(system: string): string[] {
  const kind = SYSTEM_KINDS.find((one) => one.toLowerCase() === system);
  return kind ? scopesToAsk(kind) : [];
}
