import { createHash, randomUUID } from 'node:crypto';

/** How a check ended. */
export type Finding = 'PASSED' | 'FAILED' | 'INCONCLUSIVE';

/** One check, as the vendor has it. */
export interface Case {
  /** The vendor's id of it. */
  reference: string;
  /** The client's key for it. */
  key: string;
  status: 'IN_PROGRESS' | Finding | 'CANCELLED';
  /** What the vendor was told of the person. */
  details: unknown;
  changedAt: Date;
  /** How many different messages about it the hub has acknowledged. */
  acknowledged: number;
  /** How many it never did, so that they were given up. */
  abandoned: number;
}

/** The vendor's books: its checks, and what it charged for each key of its client. */
export class Desk {
  readonly cases = new Map<string, Case>();
  readonly charges = new Map<string, number>();
  readonly #byKey = new Map<string, Case>();
  readonly #prefix: string;
  readonly #onOpen: (one: Case) => void;

  /** @param onOpen called for each check that is taken */
  constructor(prefix: string, onOpen: (one: Case) => void) {
    this.#prefix = prefix;
    this.#onOpen = onOpen;
  }

  /** The check that was taken under a key, if any. */
  findByKey(key: string): Case | undefined {
    return this.#byKey.get(key);
  }

  /** Takes a check and charges for it, whatever there was under its key: whether that is looked at is the face's affair. */
  open(key: string, details: unknown): Case {
    const reference = `${this.#prefix}${randomUUID().replaceAll('-', '').slice(0, 24)}`;
    const one: Case = {
      reference,
      key,
      status: 'IN_PROGRESS',
      details,
      changedAt: new Date(),
      acknowledged: 0,
      abandoned: 0,
    };
    this.cases.set(reference, one);
    this.#byKey.set(key, one);
    this.charges.set(key, (this.charges.get(key) ?? 0) + 1);
    this.#onOpen(one);
    return one;
  }

  /** Ends a check, unless it has ended. */
  close(one: Case, status: Finding | 'CANCELLED'): boolean {
    if (one.status !== 'IN_PROGRESS') return false;
    one.status = status;
    one.changedAt = new Date();
    return true;
  }
}

/** A number of 32 bits that stands for a text. */
export function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
