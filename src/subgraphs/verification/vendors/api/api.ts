import type { CheckSubject } from '../../intake/subject.ts';
import type { CheckKind } from '../../schema.generated.ts';

/** How a vendor's API is reached. */
export interface Access {
  /** Without a slash at its end. */
  baseUrl: string;
  timeoutMs: number;
  /** The API credential. */
  secret: string;
  /** The time of the request, for vendors that want it signed. */
  at: Date;
}

/** A check for a vendor. */
export interface Order {
  /** `<check>:<vendor>:<attempt>`: the same however often the vendor is called for it. */
  key: string;
  /** The vendor was called for it before, and it is not known what came of that. */
  isRetry: boolean;
  kind: CheckKind;
  /** What the vendor calls the flow that it shall run. */
  template: string | null;
  subject: CheckSubject;
}

/** A vendor's API. Each call throws `Unavailable` or `Refused`. */
export interface Api {
  /**
   * Whether the vendor itself makes one thing of calls with one key, also of two at the same moment. Where it does not, one
   * call at a time is made, and one that died is waited for.
   */
  knowsKeys: boolean;
  /**
   * Gives the vendor a check; answers the vendor's reference. However often it is called with one key, the vendor makes one
   * thing of it, and charges once.
   */
  start(access: Access, order: Order): Promise<string>;
  /** Calls a check off. Absent where the vendor has no such call. */
  cancel?(access: Access, reference: string): Promise<void>;
  /** What the vendor says of a check: the body of its answer. */
  poll(access: Access, reference: string): Promise<unknown>;
}

/** The vendor could not be reached, took too long, or says that it is too busy. Nobody knows whether it did anything. */
export class Unavailable extends Error {
  /** As far as the vendor says. */
  readonly retryAfterSeconds: number | undefined;
  constructor(message: string, retryAfterSeconds?: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The vendor says no. */
export class Refused extends Error {
  /** In the vendor's words where they look like a code, `HTTP_<status>` otherwise. */
  readonly reasonCode: string;
  constructor(reasonCode: string) {
    super(reasonCode);
    this.reasonCode = reasonCode;
  }
}
