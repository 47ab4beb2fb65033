import { compact } from '../../../kernel/input/text.ts';
import type { VerifiedClaims } from '../intake/identity-assurance.ts';
import type { CheckKind } from '../schema.generated.ts';
import type { VendorAnswer } from './answer.ts';

/** What a vendor found of the person, in the words of OpenID Identity Assurance. */
export interface Findings {
  claims: VerifiedClaims['claims'];
  /** The document that was looked at. */
  document?: {
    type: string;
    document_number?: string;
    date_of_issuance?: string;
    date_of_expiry?: string;
    issuer?: { country_code: string };
  };
}

/**
 * The rules by which vendors check are their own. The standard wants them named, and lets everybody name those that it does
 * not list.
 */
export const TRUST_FRAMEWORK = 'vendor_check';

/** How each kind is checked (OpenID Identity Assurance, predefined values: check methods); `data` where a source is asked. */
const METHODS: Readonly<Partial<Record<CheckKind, string>>> = { DOCUMENT: 'vri', BIOMETRIC: 'bvr' };

/**
 * What a vendor said of a check, as `verified_claims`: by what evidence, how and when it was checked, under which reference
 * of the vendor. Only a check that passed has verified anything: of others the claims are empty.
 */
export function normalise(
  { vendor, kind, at }: { vendor: string; kind: CheckKind; at: Date },
  { reference, status, method, found }: Pick<VendorAnswer, 'reference' | 'status' | 'method' | 'found'>,
): VerifiedClaims {
  const time = at.toISOString();
  const checks = [
    { check_method: METHODS[kind] ?? 'data', organization: vendor, check_id: reference, time, vendor_method: method },
  ];
  const isDocument = kind === 'DOCUMENT' || kind === 'BIOMETRIC';
  return {
    verification: {
      trust_framework: TRUST_FRAMEWORK,
      time,
      verification_process: reference,
      evidence: [
        isDocument
          ? compact({ type: 'document' as const, check_details: checks, document_details: found?.document })
          : { type: 'electronic_record' as const, check_details: checks, record: { type: kind.toLowerCase() } },
      ],
    },
    claims: status === 'PASSED' ? (found?.claims ?? {}) : {},
  };
}
