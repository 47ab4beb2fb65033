import { expect, test } from 'vitest';
import { checkEvidence } from '../../src/cli/doctor/evidence.ts';
import { loadConfig } from '../../src/config.ts';
import { KEY, startS3 } from './s3-server.ts';

const bucketOf = (url: string, secret = KEY.secretAccessKey) => ({
  EVIDENCE_BUCKET: url,
  EVIDENCE_REGION: KEY.region,
  EVIDENCE_KEY_ID: KEY.accessKeyId,
  EVIDENCE_SECRET: secret,
});

/** What the doctor finds, in a word each. */
async function find(environment: Record<string, string>): Promise<string[]> {
  const production = { DATABASE_URL: 'postgres://a/b', ISSUER: 'https://a.example', KEY_FILE: '/k' };
  const findings = await checkEvidence(loadConfig({ ...production, ...environment }));
  return findings.map(({ check, status }) => `${check} ${status}`);
}

test('the doctor says whether the bucket and the scanner answer', async () => {
  const s3 = await startS3();
  expect(await find(bucketOf(s3.url))).toEqual(['files ok']);
  expect(await find(bucketOf(s3.url, 'other'))).toEqual(['files fail']);
  expect(await find({ EVIDENCE_SCAN: s3.url.replace('http', 'clamd') })).toEqual(['scanner fail']);
  await s3.stop();
  expect(await find({ EVIDENCE_SCAN: s3.url, ...bucketOf(s3.url) })).toEqual(['files fail', 'scanner fail']);
});

test('the doctor warns of a production that scans nothing', async () => {
  expect(await find({})).toEqual([]);
  expect(await find({ SELFSAME_ENV: 'production' })).toEqual(['scanner warn']);
});
