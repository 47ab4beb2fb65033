import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { fault } from '../../../../kernel/faults.ts';
import type { FileStore } from './store.ts';

/** A bucket of an S3-compatible store, and who may use it. */
export interface BucketOptions {
  /** The bucket, or a folder in it, such as `https://s3.eu-central-1.amazonaws.com/evidence`. */
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const RETRIES = 2;
/** Long enough to send the largest file. */
const ANSWER_MS = 120_000;

/**
 * Keeps files in an S3-compatible bucket: requests are signed (AWS Signature Version 4) with the digest of what they carry, so
 * the store refuses what was changed on the way.
 */
export function openBucketStore({ url, region, accessKeyId, secretAccessKey }: BucketOptions): FileStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  const base = url.endsWith('/') ? url : `${url}/`;

  const send = async (method: string, name: string, init: RequestInit = {}): Promise<Response | undefined> => {
    const late = new AbortController();
    // Until it answers: what it then sends may take as long as its reader does.
    const timer = setTimeout(() => late.abort(), ANSWER_MS);
    let response: Response;
    try {
      response = await client.fetch(`${base}${name}`, { method, signal: late.signal, ...init });
    } catch (cause) {
      throw unavailable('no answer', cause);
    } finally {
      clearTimeout(timer);
    }
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw unavailable(`status ${response.status}`);
  };

  return {
    kind: 'BUCKET',
    async put(name, draft) {
      const body = await openAsBlob(draft.path);
      const headers = { 'x-amz-content-sha256': draft.digest, 'content-type': 'application/octet-stream' };
      if (!(await send('PUT', name, { body, headers }))) throw unavailable('no such bucket');
    },
    async get(name) {
      const response = await send('GET', name);
      return response?.body ? Readable.fromWeb(response.body as WebStream) : undefined;
    },
    async has(name) {
      return (await send('HEAD', name)) !== undefined;
    },
    async remove(name) {
      await send('DELETE', name);
    },
  };
}

function unavailable(what: string, cause?: unknown): Error {
  return fault({
    code: 'UNAVAILABLE',
    public: 'The store of files does not answer. Try again later.',
    internal: `the bucket of evidence: ${what}`,
    cause,
  });
}
