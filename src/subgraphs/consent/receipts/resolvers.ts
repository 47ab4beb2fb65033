import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Context } from '../context.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { RECEIPT_TYPE, receiptClaims } from './claims.ts';
import { verifyReceipt } from './verify.ts';

/** The resolvers of receipts' types. */
export const receiptResolvers: Pick<CompleteResolvers, 'ReceiptVerification'> = {
  ReceiptVerification: {
    isGenuine: ({ problem }) => problem === null,
    event: ({ eventId }, _args, { loaders }) => (eventId === null ? null : loaders.receiptFacts.load(eventId)),
    consent: ({ consentId }, _args, { loaders }) => (consentId === null ? null : loaders.consent.load(consentId)),
  },
};

/** Root fields of queries. */
export const receiptQueries: Pick<CompleteResolvers['Query'], 'receipt' | 'verifyReceipt'> = {
  receipt: (_root, { consentEventId }, context) => signReceipt(context, consentEventId),
  verifyReceipt(_root, { receipt }, context) {
    demand(context.actor, 'consent:read');
    return verifyReceipt(context, receipt);
  },
};

/**
 * The receipt of an entry of a history: a signed token. Null when there is no such entry, when nobody said it, since time alone
 * ended the consent, and where nothing says who the controller is.
 */
export async function signReceipt(
  { loaders, receipts: { signer, controller, issuer } }: Pick<Context, 'loaders' | 'receipts'>,
  eventId: string,
): Promise<string | null> {
  const facts = isId(eventId) ? await loaders.receiptFacts.load(eventId) : undefined;
  if (!facts || !controller || facts.action === 'EXPIRED') return null;
  return signer.signToken(RECEIPT_TYPE, receiptClaims(facts, { controller, issuer }));
}
