import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCOPES, SCOPES_OF_KIND, SYSTEM_KINDS, type Scope } from '../../src/kernel/access.ts';
import {
  DESK_ROLES,
  EXCLUSIVE,
  type Role,
  SCOPES_OF_ROLE,
  effectiveScopes,
  findExclusion,
  roleScope,
} from '../../src/kernel/roles.ts';
import { ALLOWED_ROLE_SETS, ROLE_NAMES } from '../support/roles.ts';

const desk = SCOPES_OF_KIND.STEWARD;
const someRoles = fc.subarray(ROLE_NAMES);
const someScopes = fc.subarray(Object.keys(SCOPES) as Scope[]);
const isWithin = (some: ReadonlySet<Scope>, others: ReadonlySet<Scope>): boolean =>
  [...some].every((scope) => others.has(scope));
const asToken = (roles: readonly Role[], scopes: Iterable<string>): string[] => [...scopes, ...roles.map(roleScope)];

test('a token counts for what its kind, its scopes and its roles all allow', () => {
  fc.assert(
    fc.property(someRoles, someScopes, (roles, scopes) => {
      const expected = scopes.filter((one) => desk.has(one) && roles.some((role) => SCOPES_OF_ROLE[role].has(one)));
      expect(effectiveScopes('STEWARD', asToken(roles, scopes))).toEqual(new Set(expected));
    }),
  );
});

test('a role gives nothing that a token does not ask for, and a second role takes nothing away', () => {
  fc.assert(
    fc.property(someRoles, fc.constantFrom(...ROLE_NAMES), someScopes, (roles, more, scopes) => {
      const before = effectiveScopes('STEWARD', asToken(roles, scopes));
      const after = effectiveScopes('STEWARD', asToken([...roles, more], scopes));
      expect(isWithin(before, after)).toBe(true);
      expect(isWithin(after, new Set(scopes))).toBe(true);
    }),
  );
});

test('a role changes nothing for another kind of system', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SYSTEM_KINDS), someRoles, someScopes, (kind, roles, scopes) => {
      fc.pre(kind !== 'STEWARD');
      expect(effectiveScopes(kind, asToken(roles, scopes))).toEqual(effectiveScopes(kind, scopes));
    }),
  );
});

test('no set of roles that go together reaches every scope of the people’s desk', () => {
  expect(ALLOWED_ROLE_SETS.length).toBeGreaterThan(ROLE_NAMES.length);
  for (const roles of ALLOWED_ROLE_SETS) {
    expect([roles, effectiveScopes('STEWARD', asToken(roles, Object.keys(SCOPES))).size < desk.size]).toEqual([
      roles,
      true,
    ]);
  }
});

test('every scope of the people’s desk belongs to a role, and every scope of a role to the desk', () => {
  const ofRoles = new Set(ROLE_NAMES.flatMap((role) => [...SCOPES_OF_ROLE[role]]));
  expect([...ofRoles].toSorted()).toEqual([...desk].toSorted());
});

test('no role holds what another one holds and nothing more', () => {
  for (const role of ROLE_NAMES) {
    const within = ROLE_NAMES.filter((one) => one !== role && isWithin(SCOPES_OF_ROLE[role], SCOPES_OF_ROLE[one]));
    expect([role, within]).toEqual([role, []]);
  }
});

test('auditors change nothing and read no value of anybody; administrators and developers read no person', () => {
  const changes = /:(?!read$)/;
  expect([...SCOPES_OF_ROLE.auditor].filter((scope) => changes.test(scope))).toEqual([]);
  for (const role of ['auditor', 'administrator', 'developer'] as const) {
    const values: Scope[] = [
      'person:read',
      'person:identifiers',
      'person:lineage',
      'verification:answers',
      'decision:inputs',
      'evidence:read',
    ];
    expect([role, values.filter((scope) => SCOPES_OF_ROLE[role].has(scope))]).toEqual([role, []]);
  }
});

test('an auditor has no other role, and the roles of a small desk go together', () => {
  for (const role of ROLE_NAMES) expect(findExclusion(['auditor', role]) === undefined).toBe(role === 'auditor');
  expect(findExclusion(DESK_ROLES)).toBeUndefined();
  for (const { roles } of EXCLUSIVE) expect(findExclusion(roles.toReversed())?.roles).toEqual(roles);
});
