import { pageSize } from '../../../kernel/input/page.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { draftPolicy } from './commands/draft-policy.ts';
import { publishPolicy } from './commands/publish-policy.ts';
import { retirePolicy } from './commands/retire-policy.ts';
import { submitPolicy } from './commands/submit-policy.ts';

type Resolvers = Pick<CompleteResolvers, 'Policy' | 'PolicyVersion' | 'PolicyChanged'> & {
  Query: Pick<CompleteResolvers['Query'], 'policies' | 'policy'>;
  Mutation: Pick<CompleteResolvers['Mutation'], 'draftPolicy' | 'submitPolicy' | 'publishPolicy' | 'retirePolicy'>;
};

/** The resolvers of policies. */
export const policyResolvers: Resolvers = {
  Query: {
    policies: (_root, { first, after }, { loaders }) =>
      loaders.policyNames.load({ after: after ?? '', first: pageSize(first ?? 50) }),
    policy: (_root, { name }, { loaders }) => loaders.policy.load(name),
  },
  Mutation: {
    draftPolicy: (_root, { input }, context) => draftPolicy(context, input),
    submitPolicy: (_root, { input }, context) => submitPolicy(context, input),
    publishPolicy: (_root, { input }, context) => publishPolicy(context, input),
    retirePolicy: (_root, { input }, context) => retirePolicy(context, input),
  },
  Policy: {
    published: ({ name }, _args, { loaders }) => loaders.published.load(name),
    versions: ({ name }, { first }, { loaders }) => loaders.versions.load({ name, first: pageSize(first ?? 20) }),
  },
  PolicyVersion: { digest: ({ digest }) => digest.toString('hex') },
  PolicyChanged: { policy: ({ name, version }, _args, { loaders }) => loaders.policyVersion.load({ name, version }) },
};
