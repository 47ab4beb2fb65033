import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { fault } from '../../../kernel/faults.ts';
import { openScanner } from './scan/open.ts';
import type { Scanner } from './scan/scanner.ts';
import { type BucketOptions, openBucketStore } from './store/bucket.ts';
import { openFolderStore } from './store/folder.ts';
import type { FileStore, StoreKind } from './store/store.ts';

/** Where files lie, and within what bounds they are taken. */
export interface EvidenceOptions {
  /** A folder that only the hub's user may enter. Drafts lie in it; files too, unless there is a bucket. */
  folder: string;
  bucket?: BucketOptions | undefined;
  /** `clamd://host:port` or an HTTP endpoint. */
  scanUrl?: string | undefined;
  maxBytes: number;
}

/** What files need. */
export interface Evidence {
  /** Where new files go. */
  readonly store: FileStore;
  /** Where a file lies. Throws UNAVAILABLE when that store is not configured any more. */
  storeOf(kind: StoreKind): FileStore;
  /** Where files are received. */
  readonly draftFolder: string;
  readonly scanner: Scanner | undefined;
  readonly maxBytes: number;
}

/** Opens the store of files. */
export async function openEvidence(options: EvidenceOptions): Promise<Evidence> {
  const { folder, bucket, scanUrl, maxBytes } = options;
  const [draftFolder, files] = [join(folder, 'drafts'), join(folder, 'files')];
  for (const path of [draftFolder, files]) {
    await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  // Also where there is a bucket: files that were stored before it stay where they are.
  const stores: Partial<Record<StoreKind, FileStore>> = {
    FOLDER: openFolderStore(files),
    ...(bucket && { BUCKET: openBucketStore(bucket) }),
  };
  const storeOf = (kind: StoreKind): FileStore => {
    const store = stores[kind];
    if (store) return store;
    throw fault({
      code: 'UNAVAILABLE',
      public: 'The store of files does not answer. Try again later.',
      internal: 'a file lies in a bucket, and EVIDENCE_BUCKET is not set',
    });
  };
  return {
    store: storeOf(bucket ? 'BUCKET' : 'FOLDER'),
    storeOf,
    draftFolder,
    scanner: scanUrl === undefined ? undefined : openScanner(scanUrl),
    maxBytes,
  };
}
