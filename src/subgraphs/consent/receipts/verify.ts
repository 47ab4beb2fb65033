import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { isId } from '../../../kernel/ids.ts';
import { canonicalJson } from '../../../kernel/vault.ts';
import type { Context } from '../context.ts';
import type { ReceiptProblem } from '../schema.generated.ts';
import { RECEIPT_TYPE, receiptClaims } from './claims.ts';

/** What a receipt turned out to be. */
export interface ReceiptVerification {
  problem: ReceiptProblem | null;
  /** The entry of which it tells; null unless it is genuine. */
  eventId: string | null;
  consentId: string | null;
}

/** A receipt is some 3,000 characters long. */
const MAX_LENGTH = 50_000;

const FORGED: ReadonlySet<string> = new Set([
  errors.JWSSignatureVerificationFailed.code,
  errors.JWKSNoMatchingKey.code,
  errors.JOSEAlgNotAllowed.code,
]);

/** Whether a receipt was signed here, and says what the history says. */
export async function verifyReceipt(
  { loaders, receipts }: Pick<Context, 'loaders' | 'receipts'>,
  receipt: string,
): Promise<ReceiptVerification> {
  const claims = await read(receipts.signer.jwks(), receipt);
  if (typeof claims === 'string') return refused(claims);
  const { jti } = claims;
  const facts = typeof jti === 'string' && isId(jti) ? await loaders.receiptFacts.load(jti) : undefined;
  if (!facts || !receipts.controller) return refused('UNKNOWN');
  // The controller may have moved since: what it said of itself then stays.
  const { controller, issuer } = receipts;
  const expected = withoutController(receiptClaims(facts, { controller, issuer }));
  if (canonicalJson(withoutController(claims)) !== canonicalJson(expected)) return refused('DIFFERENT');
  return { problem: null, eventId: facts.id, consentId: facts.consentId };
}

async function read(jwks: Parameters<typeof createLocalJWKSet>[0], receipt: string) {
  if (receipt.length > MAX_LENGTH) return 'MALFORMED' as const;
  try {
    const options = { typ: RECEIPT_TYPE, algorithms: ['EdDSA', 'Ed25519'] };
    return (await jwtVerify<Record<string, unknown>>(receipt, createLocalJWKSet(jwks), options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return FORGED.has(error.code) ? ('FORGED' as const) : ('MALFORMED' as const);
  }
}

function refused(problem: ReceiptProblem): ReceiptVerification {
  return { problem, eventId: null, consentId: null };
}

/** The claims without what they say of the controller itself. */
function withoutController(claims: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(claims, (key, value: unknown) =>
      ['iss', 'controller', 'dpv:hasConsentControl', 'dpv:hasStorageCondition'].includes(key) ? undefined : value,
    ),
  );
}
