import { pageSize } from '../../../kernel/input/page.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { draftPolicy } from './commands/draft-policy.ts';
import { publishPolicy } from './commands/publish-policy.ts';
import { retirePolicy } from './commands/retire-policy.ts';
import { shadowPolicy } from './commands/shadow-policy.ts';
import { submitPolicy } from './commands/submit-policy.ts';
import { replayDecision } from './replay.ts';
import { simulatePolicy } from './simulate.ts';

type Resolvers = Pick<CompleteResolvers, 'Policy' | 'PolicyVersion' | 'PolicyChanged' | 'PolicyDifference'> & {
  Query: Pick<CompleteResolvers['Query'], 'policies' | 'policy' | 'simulatePolicy' | 'replayDecision'>;
  Mutation: Pick<
    CompleteResolvers['Mutation'],
    'draftPolicy' | 'submitPolicy' | 'publishPolicy' | 'retirePolicy' | 'shadowPolicy'
  >;
};

/** The resolvers of policies. */
export const policyResolvers: Resolvers = {
  Query: {
    policies: (_root, { first, after }, { loaders }) =>
      loaders.policyNames.load({ after: after ?? '', first: pageSize(first ?? 50) }),
    policy: (_root, { name }, { loaders }) => loaders.policy.load(name),
    simulatePolicy: (_root, { input }, context) => simulatePolicy(context, input),
    replayDecision: (_root, args, context) => replayDecision(context, args),
  },
  Mutation: {
    draftPolicy: (_root, { input }, context) => draftPolicy(context, input),
    submitPolicy: (_root, { input }, context) => submitPolicy(context, input),
    publishPolicy: (_root, { input }, context) => publishPolicy(context, input),
    shadowPolicy: (_root, { input }, context) => shadowPolicy(context, input),
    retirePolicy: (_root, { input }, context) => retirePolicy(context, input),
  },
  Policy: {
    published: ({ name }, _args, { loaders }) => loaders.published.load(name),
    versions: ({ name }, { first }, { loaders }) => loaders.versions.load({ name, first: pageSize(first ?? 20) }),
  },
  PolicyVersion: {
    digest: ({ digest }) => digest.toString('hex'),
    shadow: (version, _args, { loaders }) => loaders.shadowReport.load(version),
  },
  PolicyDifference: { decision: ({ decisionId }, _args, { loaders }) => loaders.decision.load(decisionId) },
  PolicyChanged: { policy: ({ name, version }, _args, { loaders }) => loaders.policyVersion.load({ name, version }) },
};
