import type { Findings } from './normalise.ts';

/** What a vendor's message says about one check, in our words. */
export interface VendorAnswer {
  kind: 'ANSWER';
  /** The vendor's own id of what it checks, as it gave it when the check was started. */
  reference: string;
  /** Equal for a message that was sent again, another for every other one of the vendor. */
  messageId: string;
  /** IN_PROGRESS: begun, or waiting for the person or a reviewer of the vendor. */
  status: 'IN_PROGRESS' | 'PASSED' | 'FAILED' | 'INCONCLUSIVE';
  /** How it was checked, in the vendor's words. */
  method: string;
  /** 0 to 1; higher is better. Undefined where the vendor gives none. */
  score: number | undefined;
  /** In the vendor's codes. */
  reasonCodes: string[];
  /** When the vendor says that it held. */
  occurredAt: Date | undefined;
  /** What the vendor says of the person and the document; undefined where it says nothing of them. */
  found?: Findings | undefined;
  /** The same, where the vendor itself says it in the words of OpenID Identity Assurance. Not looked at yet. */
  verifiedClaims?: unknown;
}

/** A message that says nothing about a check, such as that an applicant was created. */
export interface OtherMessage {
  kind: 'OTHER';
  messageId: string;
  /** The vendor's name for what happened. */
  type: string;
}

/** A message that does not have the vendor's form. */
export interface Unreadable {
  kind: 'UNREADABLE';
  /** The place in the body, never what stands there. */
  path: string;
}

export type VendorMessage = VendorAnswer | OtherMessage | Unreadable;
