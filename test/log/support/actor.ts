import { SCOPES, type Scope } from '../../../src/kernel/access.ts';
import type { Actor } from '../../../src/kernel/actor.ts';

/** Somebody with these scopes, all if none are named, whose token is good until `expiresAt`. */
export function testActor(options: { scopes?: readonly Scope[]; expiresAt?: Date } = {}): Actor {
  const { scopes = Object.keys(SCOPES) as Scope[], expiresAt = new Date('2100-01-01') } = options;
  return {
    clientId: 'crm',
    subject: 'crm',
    system: { id: 'crm', kind: 'CRM', trust: 50, purposes: [] },
    scopes: new Set(scopes),
    purposes: [],
    expiresAt,
    machine: true,
  };
}
