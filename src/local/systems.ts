import { NOTHING } from '../gate/access.ts';
import { type SystemKind, SYSTEM_KINDS } from '../kernel/access.ts';
import { fault } from '../kernel/faults.ts';
import { registerSystem } from '../subgraphs/person/commands/register-system.ts';
import type { Context } from '../subgraphs/person/context.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { hubItself } from './hub-itself.ts';

/** A system that the hub registers by itself, when there is none yet. */
export interface FirstSystem {
  id: string;
  kind: SystemKind;
  name: string;
  clientId: string;
  purposes: readonly string[];
}

/** What each kind of system of the development set works for. */
const PURPOSES: Readonly<Record<SystemKind, readonly string[]>> = {
  CRM: ['customer-service'],
  HR: ['customer-service'],
  ONBOARDING: ['customer-service', 'identity-verification'],
  SUPPORT: ['customer-service'],
  PARTNER: ['customer-service'],
  IDP: ['customer-service'],
  VERIFICATION: ['identity-verification'],
  DECISION: ['identity-verification'],
  WORKFLOW: ['identity-verification'],
  MARKETING: ['marketing'],
  ANALYTICS: ['analytics'],
  STEWARD: ['data-governance'],
};

/** One system of each kind, under its name in lower case: what a laptop begins with. */
export const DEVELOPMENT_SYSTEMS: readonly FirstSystem[] = SYSTEM_KINDS.map((kind) => ({
  id: kind.toLowerCase(),
  kind,
  name: `${kind} of the development set`,
  clientId: kind.toLowerCase(),
  purposes: PURPOSES[kind],
}));

/** What production begins with: a stewards' desk that can register the others. */
export function firstSteward(clientId: string): FirstSystem {
  return { id: 'steward', kind: 'STEWARD', name: 'Stewards', clientId, purposes: PURPOSES.STEWARD };
}

/** Registers systems in a hub that has none. A hub that has some is left as it is. */
export async function registerFirstSystems(person: Subgraph<Context>, systems: readonly FirstSystem[]): Promise<void> {
  const context = person.context({ actor: hubItself(['system:admin']), access: NOTHING });
  if ((await context.registry.all()).size > 0) return;
  for (const system of systems) {
    const outcome = await registerSystem(context, { ...system, trust: 50 });
    if (outcome.__typename !== 'SystemRegistered') {
      throw fault({ code: 'CONFIGURATION', public: `The system ${system.id} cannot be registered.` });
    }
  }
}
