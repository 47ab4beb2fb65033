import type { CompleteResolvers } from '../schema.generated.ts';
import { registerPurpose } from './commands/register-purpose.ts';
import { retirePurpose } from './commands/retire-purpose.ts';
import type { Loaders } from '../loaders.ts';
import type { PurposeRow } from './store.ts';

/** The resolvers of purposes' types. */
export const purposeResolvers: Pick<CompleteResolvers, 'Purpose' | 'PurposeRegistered' | 'PurposeRetired'> = {
  Purpose: {},
  PurposeRegistered: { purpose: ({ purposeId }, _args, { loaders }) => findPurpose(loaders, purposeId) },
  PurposeRetired: { purpose: ({ purposeId }, _args, { loaders }) => findPurpose(loaders, purposeId) },
};

/** Root fields of queries. */
export const purposeQueries: Pick<CompleteResolvers['Query'], 'purpose' | 'purposes'> = {
  async purposes(_root, { includeRetired }, { loaders }) {
    const purposes = await loaders.purposes.load('all');
    return includeRetired ? purposes : purposes.filter(({ retiredAt }) => retiredAt === null);
  },
  purpose: (_root, { id }, { loaders }) => findPurpose(loaders, id),
};

/** Root fields of mutations. */
export const purposeMutations: Pick<CompleteResolvers['Mutation'], 'registerPurpose' | 'retirePurpose'> = {
  registerPurpose: (_root, { input }, context) => registerPurpose(context, input),
  retirePurpose: (_root, { input }, context) => retirePurpose(context, input),
};

async function findPurpose(loaders: Loaders, id: string): Promise<PurposeRow | undefined> {
  const purposes = await loaders.purposes.load('all');
  return purposes.find((purpose) => purpose.id === id);
}
