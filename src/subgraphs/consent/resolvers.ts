import { pageAfter, pageSize } from '../../kernel/input/page.ts';
import { scalars } from '../../kernel/scalars.ts';
import type { LogEvent } from '../../log/event.ts';
import { follow } from '../../log/follow.ts';
import { subscribe } from '../../log/subscription.ts';
import { auditQueries } from './audit/resolvers.ts';
import { grantConsent } from './commands/grant-consent.ts';
import { refuseConsent } from './commands/refuse-consent.ts';
import { withdrawConsent } from './commands/withdraw-consent.ts';
import { jurisdictionMutations, jurisdictionQueries } from './jurisdictions/resolvers.ts';
import { noticeMutations, noticeQueries, noticeResolvers } from './notices/resolvers.ts';
import { purposeMutations, purposeQueries, purposeResolvers } from './purposes/resolvers.ts';
import { acknowledgeErasure } from './erasure/commands/acknowledge-erasure.ts';
import { erasePerson } from './erasure/commands/erase-person.ts';
import { erasureQueries, erasureTypes } from './erasure/resolvers.ts';
import { receiptQueries, receiptResolvers, signReceipt } from './receipts/resolvers.ts';
import { openGuardian } from './sealing.ts';
import { retentionMutations, retentionQueries, retentionResolvers } from './retention/resolvers.ts';
import { consentState } from './states/state.ts';
import { rightsMutations, rightsQueries, rightsResolvers, rightsSubscriptions } from './rights/resolvers.ts';
import type { CompleteResolvers } from './schema.generated.ts';

/** The consent subgraph's resolvers. */
export const resolvers: CompleteResolvers = {
  DateTime: scalars.DateTime,
  JSON: scalars.JSON,
  ...rightsResolvers,
  Query: {
    ...auditQueries,
    ...rightsQueries,
    consent: (_root, { id }, { loaders }) => loaders.consent.load(id),
    ...purposeQueries,
    ...erasureQueries,
    ...noticeQueries,
    ...retentionQueries,
    ...receiptQueries,
    ...jurisdictionQueries,
    consentState: (_root, asked, context) => consentState(context, asked),
  },
  Mutation: {
    erasePerson: (_root, { input }, context) => erasePerson(context, input),
    acknowledgeErasure: (_root, { input }, context) => acknowledgeErasure(context, input),
    ...rightsMutations,
    grantConsent: (_root, { input }, context) => grantConsent(context, input),
    refuseConsent: (_root, { input }, context) => refuseConsent(context, input),
    withdrawConsent: (_root, { input }, context) => withdrawConsent(context, input),
    ...purposeMutations,
    ...noticeMutations,
    ...jurisdictionMutations,
    ...retentionMutations,
  },
  Subscription: {
    ...rightsSubscriptions,
    consentChanged: {
      async subscribe(_root, { after, personId }, context) {
        const following = await follow(context, personId, after);
        return subscribe({
          ...context,
          after: following.after,
          accept: (event) => following.concerns(event) && isChange(event),
          map: ({ type, data }, cursor) => ({
            consentChanged: { cursor, type, consentId: data['consentId'] as string },
          }),
        });
      },
    },
  },
  Person: {
    async consents({ id, mergedIds = [] }, { purpose }, { loaders }) {
      const consents = await loaders.consentsOf.load({ id, mergedIds });
      return purpose == null ? consents : consents.filter((consent) => consent.purpose === purpose);
    },
    async holds({ id, mergedIds = [] }, _args, { loaders }) {
      const found = await Promise.all([id, ...mergedIds].map((one) => loaders.holdsOf.load(one)));
      return found.flat().toSorted((a, b) => (a.id < b.id ? 1 : -1));
    },
  },
  Consent: {
    __resolveReference: ({ id }, { loaders }) => loaders.consent.load(id),
    person: ({ personId }) => ({ id: personId }),
    history: ({ rowIds }, { first, after }, { loaders }) =>
      loaders.history.load({ rowIds, first: pageSize(first ?? 50), after: pageAfter(after) }),
  },
  ConsentEvent: {
    guardian: (event, _args, { vault }) => openGuardian(vault, event),
    receipt: ({ id }, _args, context) => signReceipt(context, id),
    async notice({ purpose, noticeVersion, language }, _args, { loaders }) {
      if (noticeVersion === null) return null;
      const notices = await loaders.notices.load(purpose);
      return notices.find((notice) => notice.version === noticeVersion && notice.language === language);
    },
  },
  ConsentRecorded: {
    consent: ({ consentId }, _args, { loaders }) => loaders.consent.load(consentId),
    receipt: ({ eventId }, _args, context) => signReceipt(context, eventId),
  },
  ...purposeResolvers,
  ...erasureTypes,
  ...noticeResolvers,
  ...retentionResolvers,
  ...receiptResolvers,
  ConsentChange: { consent: ({ consentId }, _args, { loaders }) => loaders.consent.load(consentId) },
};

/** Whether a consent stands elsewhere since. What came late changed nothing. */
function isChange({ name, data }: LogEvent): boolean {
  return name.startsWith('consent.') && data['late'] === false;
}
