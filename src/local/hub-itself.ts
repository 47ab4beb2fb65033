import type { Scope } from '../kernel/access.ts';
import { type Actor, actorOf } from '../kernel/actor.ts';

/** The hub as an actor: it may do what it begins with, nothing else. */
export function hubItself(scopes: readonly Scope[]): Actor {
  const system = { id: 'selfsame', kind: 'STEWARD' as const, trust: 0, purposes: [] };
  const credentials = {
    clientId: 'selfsame',
    subject: 'selfsame',
    scopes,
    expiresAt: new Date(8.64e15),
    machine: true,
  };
  return actorOf(credentials, system);
}
