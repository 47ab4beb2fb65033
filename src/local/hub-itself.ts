import type { Scope } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';

/** The hub as an actor: it may do what it begins with, nothing else. */
export function hubItself(scopes: readonly Scope[]): Actor {
  return {
    clientId: 'selfsame',
    subject: 'selfsame',
    system: { id: 'selfsame', kind: 'STEWARD', trust: 0, purposes: [] },
    scopes: new Set(scopes),
    purposes: [],
    expiresAt: new Date(8.64e15),
    machine: true,
  };
}
