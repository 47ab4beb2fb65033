import { EVERY_DATA_CLASS } from '../kernel/data-classes.ts';
import { fault } from '../kernel/faults.ts';
import type { Context } from '../subgraphs/consent/context.ts';
import { registerPurpose } from '../subgraphs/consent/purposes/commands/register-purpose.ts';
import { FIRST_PURPOSES, type FirstPurpose } from '../subgraphs/consent/purposes/first.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { hubItself } from './hub-itself.ts';

/** What a laptop has beside them, so that each of its systems works under some purpose. */
const DEVELOPMENT_PURPOSES: readonly FirstPurpose[] = [
  {
    id: 'customer-service',
    name: 'Serving customers',
    legalBasis: 'CONTRACT',
    dataClasses: EVERY_DATA_CLASS.filter((one) => one !== 'RISK' && one !== 'EVIDENCE'),
  },
  {
    id: 'marketing',
    name: 'News about products',
    legalBasis: 'CONSENT',
    dataClasses: ['IDENTITY', 'CONTACT', 'PREFERENCES'],
    uses: ['SHARING', 'TARGETED_ADVERTISING'],
  },
  {
    id: 'analytics',
    name: 'Learning how the service is used',
    legalBasis: 'LEGITIMATE_INTERESTS',
    dataClasses: ['PREFERENCES', 'VERIFICATION', 'DECISION'],
  },
];

/** Registers the first purposes, in a hub that has none. A hub that has some is left as it is. */
export async function registerFirstPurposes(consent: Subgraph<Context>, isDevelopment: boolean): Promise<void> {
  const context = consent.context({ actor: hubItself(['purpose:read', 'purpose:admin']) });
  if ((await context.loaders.purposes.load('all')).length > 0) return;
  for (const purpose of [...FIRST_PURPOSES, ...(isDevelopment ? DEVELOPMENT_PURPOSES : [])]) {
    const outcome = await registerPurpose(context, {
      uses: [],
      recipients: [],
      jurisdictions: [],
      onMaterialChange: 'STOP',
      ...purpose,
    });
    if (outcome.__typename !== 'PurposeRegistered') {
      throw fault({ code: 'CONFIGURATION', public: `The purpose ${purpose.id} cannot be registered.` });
    }
  }
}
