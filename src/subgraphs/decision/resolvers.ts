import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { pageAfter, pageSize } from '../../kernel/input/page.ts';
import { scalars } from '../../kernel/scalars.ts';
import { follow } from '../../log/follow.ts';
import { subscribe } from '../../log/subscription.ts';
import { decide } from './commands/decide.ts';
import { overrideDecision } from './commands/override-decision.ts';
import { recordDecision } from './commands/record-decision.ts';
import { reportKpis } from './kpis/report.ts';
import { policyResolvers } from './policies/resolvers.ts';
import { journeyMutations, journeyQueries, journeyResolvers, journeySubscriptions } from './journeys/resolvers.ts';
import { reviewMutations, reviewQueries, reviewSubscriptions, reviewTypes } from './reviews/resolvers.ts';
import { goneOf } from '../../retention/gone.ts';
import { previewRetention } from '../../retention/preview.ts';
import type { CompleteResolvers } from './schema.generated.ts';
import { openOverride, openReasonTexts } from './sealing.ts';
import { recordSignal } from './signals/record-signal.ts';
import { signalResolvers } from './signals/resolvers.ts';
import type { PersonAsk } from './store.ts';
import { previewErasure } from './erasure/preview.ts';

/** The decision subgraph's resolvers. */
export const resolvers: CompleteResolvers = {
  DateTime: scalars.DateTime,
  JSON: scalars.JSON,
  ...policyResolvers,
  ...journeyResolvers,
  Query: {
    ...policyResolvers.Query,
    ...journeyQueries,
    ...reviewQueries,
    decision: (_root, { id }, { loaders }) => loaders.decision.load(id),
    kpis: (_root, asked, context) => reportKpis(context, asked),
  },
  Mutation: {
    ...policyResolvers.Mutation,
    ...journeyMutations,
    ...reviewMutations,
    decide: (_root, { input }, context) => decide(context, input),
    recordSignal: (_root, { input }, context) => recordSignal(context, input),
    overrideDecision: (_root, { input }, context) => overrideDecision(context, input),
    recordDecision: (_root, { input }, context) => recordDecision(context, input),
  },
  ErasurePreview: { decision: ({ id }, _args, context) => previewErasure(context, id) },
  RetentionPreview: {
    decision: ({ id }, _args, context) => {
      demand(context.actor, 'retention:read');
      return previewRetention(context, id);
    },
  },
  Subscription: {
    ...journeySubscriptions,
    ...reviewSubscriptions,
    decisionMade: {
      async subscribe(_root, { after, personId }, context) {
        const following = await follow(context, personId, after);
        return subscribe({
          ...context,
          after: following.after,
          accept: (event) => following.concerns(event) && event.name.startsWith('decision.'),
          map: ({ type, data }, cursor) => ({
            decisionMade: { cursor, type, decisionId: data['decisionId'] as string },
          }),
        });
      },
    },
  },
  Person: {
    decisions: (person, page, { loaders }) => loaders.decisionsOf.load(askOf(person, page)),
    journeys: (person, page, { loaders }) => loaders.journeysOf.load(askOf(person, page)),
    signals: (person, page, { loaders }) => loaders.signalsOf.load(askOf(person, page)),
  },
  ...signalResolvers,
  Decision: {
    __resolveReference: ({ id }, { loaders }) => loaders.decision.load(id),
    person: ({ personId }) => ({ id: personId }),
    reasons(decision, _args, { vault }) {
      let texts: ReturnType<typeof openReasonTexts> | undefined;
      return decision.reasonCodes.map((code, index) => ({
        code,
        // Opened when it is asked for.
        get text() {
          texts ??= openReasonTexts(vault, decision);
          return texts[index] ?? null;
        },
      }));
    },
    policy: ({ policyName, policyVersion, policyDigest }) => ({
      name: policyName,
      version: policyVersion,
      digest: policyDigest?.toString('hex') ?? null,
    }),
    inputs: ({ id }, _args, { loaders }) => loaders.inputs.load(id),
    gone: goneOf,
    inputsDigest: ({ digest }) => digest.toString('hex'),
    verifications: ({ verificationIds }) => verificationIds.map((id) => ({ __typename: 'Verification', id })),
    claims: ({ claimIds }) => claimIds.map((id) => ({ __typename: 'Claim', id })),
    consents: ({ consentIds }) => consentIds.map((id) => ({ __typename: 'Consent', id })),
    supersedes: ({ supersedesId }, _args, { loaders }) => (supersedesId ? loaders.decision.load(supersedesId) : null),
    async supersededBy({ id }, _args, { loaders }) {
      const later = await loaders.replacement.load(id);
      return later === undefined ? null : loaders.decision.load(later);
    },
    proposedOverride: ({ id }, _args, { loaders }) => loaders.proposal.load(id),
  },
  ...reviewTypes,
  OverrideProposal: {
    reason: (proposal, _args, { vault }) => ({ code: proposal.reasonCode, text: openOverride(vault, proposal) }),
  },
  OverrideProposed: { decision: ({ decisionId }, _args, { loaders }) => loaders.decision.load(decisionId) },
  DecisionRecorded: { decision: ({ decisionId }, _args, { loaders }) => loaders.decision.load(decisionId) },
  DecisionChange: { decision: ({ decisionId }, _args, { loaders }) => loaders.decision.load(decisionId) },
};

/** What is asked of a person, under all its ids. */
function askOf(
  { id, mergedIds = [] }: { id: string; mergedIds?: readonly string[] },
  { first, after }: { first?: number | null; after?: string | null },
): PersonAsk {
  return { ids: [id, ...mergedIds].filter(isId), first: pageSize(first ?? 50), after: pageAfter(after) };
}
