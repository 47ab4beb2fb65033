import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Config } from '../../config.ts';
import { openScanner } from '../../subgraphs/verification/evidence/scan/open.ts';
import { openBucketStore } from '../../subgraphs/verification/evidence/store/bucket.ts';
import { type Finding, failBy, ok, warn } from './finding.ts';

/** The bucket for files answers to its key, and the scanner takes a file. */
export async function checkEvidence({ environment, evidence }: Config): Promise<Finding[]> {
  const { bucket, scanUrl } = evidence;
  const findings: Finding[] = [];
  if (bucket) {
    findings.push(
      await openBucketStore(bucket)
        .has(randomUUID())
        .then(
          () => ok('files', 'the bucket answers'),
          (error: unknown) => failBy('files', error, 'Look at EVIDENCE_BUCKET, EVIDENCE_REGION and the access key.'),
        ),
    );
  }
  if (scanUrl !== undefined) {
    findings.push(
      await openScanner(scanUrl)(Readable.from([Buffer.from('harmless')])).then(
        () => ok('scanner', 'it answers'),
        (error: unknown) => failBy('scanner', error, 'Look at EVIDENCE_SCAN. No file is stored until it answers.'),
      ),
    );
  } else if (environment === 'production') {
    findings.push(warn('scanner', 'files are stored without a virus scan', 'Set EVIDENCE_SCAN.'));
  }
  return findings;
}
