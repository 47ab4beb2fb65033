import type { Readable } from 'node:stream';

/** A sealed file that lies on this machine, to be stored. */
export interface Draft {
  /** Where it lies. Whoever stores it may move it away. */
  path: string;
  /** SHA-256 of the sealed bytes, in hexadecimal. */
  digest: string;
}

/** Which store has a file. */
export type StoreKind = 'FOLDER' | 'BUCKET';

/**
 * Keeps sealed files under names, and knows nothing of what is in them. All throw UNAVAILABLE when the store does not answer.
 */
export interface FileStore {
  readonly kind: StoreKind;
  /** Resolves when the file would survive a loss of power. The name is new. */
  put(name: string, draft: Draft): Promise<void>;
  /** Undefined when there is none. */
  get(name: string): Promise<Readable | undefined>;
  has(name: string): Promise<boolean>;
  /** Also when there is none. */
  remove(name: string): Promise<void>;
}
