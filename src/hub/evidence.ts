import { join } from 'node:path';
import type { Config } from '../config.ts';
import { fault } from '../kernel/faults.ts';
import { makeDataDir } from '../local/data-dir.ts';
import { makeFolder } from '../local/folder.ts';
import type { EvidenceOptions } from '../subgraphs/verification/evidence/evidence.ts';

const OWNER_ONLY = 0o700;

/**
 * Where the verification subgraph keeps files: also with a bucket, files are received in the data folder.
 * @throws CONFIGURATION when the folder cannot be made
 */
export async function evidenceOptions({ dataDir, evidence }: Config): Promise<EvidenceOptions> {
  const folder = join(dataDir, 'evidence');
  await makeDataDir(dataDir);
  await makeFolder(folder, OWNER_ONLY).catch((cause: NodeJS.ErrnoException) => {
    throw fault({
      code: 'CONFIGURATION',
      public: `The folder ${folder} cannot be made (${cause.code}). Set DATA_DIR to a folder that can be written.`,
      cause,
    });
  });
  return { folder, ...evidence };
}
