import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { pageAfter, pageSize } from '../../kernel/input/page.ts';
import { scalars } from '../../kernel/scalars.ts';
import { toCursor } from '../../log/cursor.ts';
import type { LogEvent } from '../../log/event.ts';
import { ofPerson, subscribe } from '../../log/subscription.ts';
import { addVendorSecret } from './commands/add-vendor-secret.ts';
import { cancelVerification } from './commands/cancel-verification.ts';
import { pollCheck } from './commands/poll-check.ts';
import { recordCheckResult } from './commands/record-check-result.ts';
import { registerVendor } from './commands/register-vendor.ts';
import { removeVendorSecret } from './commands/remove-vendor-secret.ts';
import { replayVendorMessage } from './commands/replay-vendor-message.ts';
import { requestVerification } from './commands/request-verification.ts';
import { startCheck } from './commands/start-check.ts';
import type { Context } from './context.ts';
import { deleteEvidence } from './evidence/commands/delete-evidence.ts';
import { placeLegalHold } from './evidence/commands/place-legal-hold.ts';
import { releaseLegalHold } from './evidence/commands/release-legal-hold.ts';
import { evidenceResolvers } from './evidence/resolvers.ts';
import { goneOf } from '../../retention/gone.ts';
import { previewRetention } from '../../retention/preview.ts';
import type { CheckModel, VerificationModel } from './models.ts';
import { hasEnded } from './rules.ts';
import type { CompleteResolvers, VerificationStatus } from './schema.generated.ts';
import { labels, openValue } from './sealing.ts';
import { WEBHOOKS } from './vendors/inbox/route.ts';
import { listMessagesPage } from './vendors/page.ts';
import { listVendors } from './vendors/store.ts';
import { listWatchlists } from './watchlist/read.ts';
import { removeWatchlist } from './watchlist/remove.ts';
import { screenInput } from './watchlist/screen-input.ts';
import { previewErasure } from './erasure/preview.ts';

export const resolvers: CompleteResolvers = {
  DateTime: scalars.DateTime,
  JSON: scalars.JSON,
  Query: {
    verification: (_root, { id }, { loaders }) => loaders.verification.load(id),
    evidenceFile: (_root, { id }, { loaders }) => loaders.evidenceFile.load(id),
    vendors: (_root, _args, { actor, pools }) => {
      demand(actor, 'vendor:read');
      return listVendors(pools.read);
    },
    vendorMessages: (_root, input, context) => listMessagesPage(context, input),
    screen: (_root, { input }, context) => screenInput(context, input),
    watchlists: (_root, { first }, context) => listWatchlists(context, first ?? 20),
  },
  Mutation: {
    requestVerification: (_root, { input }, context) => requestVerification(context, input),
    recordCheckResult: (_root, { input }, context) => recordCheckResult(context, input),
    cancelVerification: (_root, { input }, context) => cancelVerification(context, input),
    placeLegalHold: (_root, { input }, context) => placeLegalHold(context, input),
    releaseLegalHold: (_root, { input }, context) => releaseLegalHold(context, input),
    deleteEvidence: (_root, { input }, context) => deleteEvidence(context, input),
    startCheck: (_root, { input }, context) => startCheck(context, input),
    pollCheck: (_root, { input }, context) => pollCheck(context, input),
    registerVendor: (_root, { input }, context) => registerVendor(context, input),
    addVendorSecret: (_root, { input }, context) => addVendorSecret(context, input),
    removeVendorSecret: (_root, { input }, context) => removeVendorSecret(context, input),
    replayVendorMessage: (_root, { input }, context) => replayVendorMessage(context, input),
    removeWatchlist: (_root, { input }, context) => removeWatchlist(context, input),
  },
  ErasurePreview: { verification: ({ id }, _args, context) => previewErasure(context, id) },
  RetentionPreview: {
    verification: ({ id }, _args, context) => {
      demand(context.actor, 'retention:read');
      return previewRetention(context, id);
    },
  },
  Subscription: {
    verificationStatusChanged: {
      async subscribe(_root, { after, verificationId, personId }, context) {
        // Taken before the person's ids are: a merge behind it comes as an event, and is followed.
        const head = context.log.head();
        const concerns = personId == null ? () => true : ofPerson(await idsOf(context, personId));
        return subscribe({
          ...context,
          after: after ?? toCursor(head.logId, head.position),
          // The filter by person sees every event: it learns from merges.
          accept: (event) => concerns(event) && isChange(event, verificationId),
          map: ({ type, subject, data }, cursor) => ({
            verificationStatusChanged: {
              cursor,
              type,
              personId: subject,
              status: data['status'] as VerificationStatus,
              verificationId: data['verificationId'] as string,
            },
          }),
        });
      },
    },
  },
  Person: {
    verifications: ({ id, mergedIds = [] }, { first, after }, { loaders }) =>
      loaders.verificationsOf.load({
        ids: [id, ...mergedIds].filter(isId),
        first: pageSize(first ?? 50),
        after: pageAfter(after),
      }),
  },
  Claim: {
    confirmedBy: ({ id }, _args, { loaders }) => loaders.confirmations.load(id),
  },
  Verification: {
    __resolveReference: ({ id }, { loaders }) => loaders.verification.load(id),
    person: ({ personId }) => ({ __typename: 'Person', id: personId }),
    gone: goneOf,
    cancelReason: (verification, _args, { vault }) =>
      openValue<string>(vault, verification.id, labels.cancelReason, verification),
  },
  Check: {
    traceId: (check, _args, { vault }) =>
      openValue<string>(vault, check.verificationId, labels.traceId(check.id), check),
    evidence: ({ id, status }, _args, { loaders }) => (hasEnded(status) ? loaders.evidence.load(id) : []),
    evidenceFiles: ({ id }, _args, { loaders }) => loaders.filesOf.load(id),
    normalised: ({ id, status }, _args, { loaders }) => (hasEnded(status) ? loaders.answer.load(id) : null),
  },
  Evidence: { file: ({ id }, _args, { loaders }) => loaders.fileBehind.load(id) },
  ...evidenceResolvers,
  VerificationRequested: { verification: (requested, _args, context) => load(context, requested) },
  CheckStarted: { check: loadCheck },
  CheckPolled: {
    check: loadCheck,
    message: ({ messageId }, _args, { loaders }) => (messageId === null ? null : loaders.message.load(messageId)),
  },
  CheckResultRecorded: {
    verification: (recorded, _args, context) => load(context, recorded),
    check: loadCheck,
  },
  VerificationCancelled: { verification: (cancelled, _args, context) => load(context, cancelled) },
  Vendor: {
    webhookPath: ({ id }) => `${WEBHOOKS}${id}`,
    secrets: ({ secrets }) => secrets.map(({ id, use, addedAt }) => ({ id, use, addedAt: new Date(addedAt) })),
  },
  VendorMessage: { raw: ({ id }, _args, { loaders }) => loaders.raw.load(id) },
  VendorRegistered: { vendor: ({ vendorId }, _args, { loaders }) => loaders.vendor.load(vendorId) },
  VendorSecretAdded: { vendor: ({ vendorId }, _args, { loaders }) => loaders.vendor.load(vendorId) },
  VendorSecretRemoved: { vendor: ({ vendorId }, _args, { loaders }) => loaders.vendor.load(vendorId) },
  VendorMessageReplayed: { message: ({ messageId }, _args, { loaders }) => loaders.message.load(messageId) },
  VerificationChange: { verification: (change, _args, context) => load(context, change) },
};

function load(
  { loaders }: Context,
  { verificationId }: { verificationId: string },
): Promise<VerificationModel | undefined> {
  return loaders.verification.load(verificationId);
}

async function loadCheck(
  concerned: { verificationId: string; checkId: string },
  _args: unknown,
  context: Context,
): Promise<CheckModel | undefined> {
  return (await load(context, concerned))?.checks.find(({ id }) => id === concerned.checkId);
}

function isChange({ name, data }: LogEvent, verificationId: string | null | undefined): boolean {
  return (
    name.startsWith('verification.') &&
    (verificationId == null || data['verificationId'] === verificationId.toLowerCase())
  );
}

/** Every id that leads to the same person. An id that leads to nobody leads to no event either. */
async function idsOf({ directory }: Context, id: string): Promise<string[]> {
  if (!isId(id)) return [id];
  await directory.projection.settle();
  return directory.idsOf(id.toLowerCase());
}
