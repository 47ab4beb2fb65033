import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { startHub } from '../../src/main.ts';
import { openBucketStore } from '../../src/subgraphs/verification/evidence/store/bucket.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { createHub } from '../support/hub.ts';
import { jpeg } from './files.ts';
import { KEY, signatureOf, startS3 } from './s3-server.ts';
import { fetchFile, newVerification, send, stored } from './support.ts';

/** Where nobody answers. */
async function nowhere(): Promise<string> {
  const server = await startS3();
  await server.stop();
  return server.url;
}

test('the server of this test signs as the example of the AWS documentation', () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': createHash('sha256').digest('hex'),
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=',
  };
  expect(signatureOf({ method: 'GET', url: '/test.txt', headers }, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toBe(
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

describe('a bucket', () => {
  let server: Awaited<ReturnType<typeof startS3>>;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const NAME = '0190a1b2-0000-7000-8000-000000000001';

  beforeAll(async () => {
    [server, folder] = await Promise.all([startS3(), temporaryFolder()]);
  });
  afterAll(() => Promise.all([server.stop(), folder[Symbol.asyncDispose]()]));

  const draftOf = async (content: Buffer) => {
    const path = join(folder.path, 'draft');
    await writeFile(path, content);
    return { path, digest: createHash('sha256').update(content).digest('hex') };
  };

  test('keeps a file, gives it back, and forgets it', async () => {
    const store = openBucketStore({ url: server.url, ...KEY });
    const content = Buffer.alloc(5_000_000, 'x');
    expect([await store.has(NAME), await store.get(NAME)]).toEqual([false, undefined]);
    await store.put(NAME, await draftOf(content));
    expect(await store.has(NAME)).toBe(true);
    expect((await buffer((await store.get(NAME))!)).equals(content)).toBe(true);
    await store.remove(NAME);
    await store.remove(NAME);
    expect(await store.has(NAME)).toBe(false);
  });

  test('refuses what was changed on the way', async () => {
    const store = openBucketStore({ url: server.url, ...KEY });
    const draft = await draftOf(Buffer.from('x'));
    await expect(store.put(NAME, { ...draft, digest: '0'.repeat(64) })).rejects.toThrow('does not answer');
    expect([server.problems.at(-1), await store.has(NAME)]).toEqual(['XAmzContentSHA256Mismatch', false]);
  });

  test('in a folder of it is another place', async () => {
    const [one, other] = [`${server.url}/one/`, `${server.url}/other`].map((url) => openBucketStore({ url, ...KEY }));
    await one!.put(NAME, await draftOf(Buffer.from('x')));
    expect([await one!.has(NAME), await other!.has(NAME)]).toEqual([true, false]);
  });

  test('is not taken for empty when the key is wrong, it is not there, or nobody answers', async () => {
    const wrong = openBucketStore({ url: server.url, ...KEY, secretAccessKey: 'other' });
    const nobody = openBucketStore({ url: await nowhere(), ...KEY });
    const message = 'The store of files does not answer. Try again later.';
    server.problems.length = 0;
    for (const store of [wrong, nobody]) {
      await expect(store.put(NAME, await draftOf(Buffer.from('x')))).rejects.toThrow(message);
      await expect(store.get(NAME)).rejects.toThrow(message);
      await expect(store.has(NAME)).rejects.toThrow(message);
      await expect(store.remove(NAME)).rejects.toThrow(message);
    }
    expect(new Set(server.problems)).toEqual(new Set(['SignatureDoesNotMatch']));
    const missing = openBucketStore({ url: server.url.replace('evidence', 'nowhere'), ...KEY });
    await expect(missing.put(NAME, await draftOf(Buffer.from('x')))).rejects.toThrow(message);
  });

  test('holds the files of a hub, sealed', async () => {
    const env = {
      EVIDENCE_BUCKET: server.url,
      EVIDENCE_KEY_ID: KEY.accessKeyId,
      EVIDENCE_SECRET: KEY.secretAccessKey,
      EVIDENCE_REGION: KEY.region,
    };
    await using hub = await createHub({ env });
    const [onboarding, steward] = await Promise.all([hub.as('onboarding'), hub.as('privacy_officer')]);
    const { checkId } = await newVerification(hub);
    const content = jpeg({ scan: 400_000 });
    const { status, body } = await send(hub, onboarding, checkId, content, { type: 'image/jpeg' });
    expect(status).toBe(201);
    expect(await stored(hub)).toEqual({ files: [], drafts: [] });
    const [sealed] = [...server.objects.values()].slice(-1);
    expect(sealed!.subarray(0, 4).toString()).toBe('SSF1');
    const file = await fetchFile(hub, steward, body.id);
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
  });
});

test('nothing is stored, and nothing left, while the bucket is down', async () => {
  const env = {
    EVIDENCE_BUCKET: await nowhere(),
    EVIDENCE_KEY_ID: 'k',
    EVIDENCE_SECRET: 's',
  };
  await using hub = await createHub({ env });
  const onboarding = await hub.as('onboarding');
  const { checkId } = await newVerification(hub);
  const { status, body } = await send(hub, onboarding, checkId, jpeg(), { type: 'image/jpeg' });
  expect([status, body.errors[0]!.extensions.code]).toEqual([503, 'UNAVAILABLE']);
  expect((await stored(hub)).drafts).toEqual([]);
});

test('files from before the bucket stay in the folder, and both are read', async () => {
  const server = await startS3();
  const env = {
    EVIDENCE_BUCKET: server.url,
    EVIDENCE_KEY_ID: KEY.accessKeyId,
    EVIDENCE_SECRET: KEY.secretAccessKey,
    EVIDENCE_REGION: KEY.region,
  };
  await using hub = await createHub();
  const [onboarding, steward] = await Promise.all([hub.as('onboarding'), hub.as('privacy_officer')]);
  const { checkId } = await newVerification(hub);
  const { body } = await send(hub, onboarding, checkId, jpeg(), { type: 'image/jpeg' });
  const config = loadConfig({ DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir, PORT: '0', ...env });
  const second = await startHub(config, {}, { logger: silentLogger });
  const other = await send({ ...hub, url: second.url }, onboarding, checkId, jpeg({ width: 641 }), {
    type: 'image/jpeg',
  });
  expect(server.objects.size).toBe(1);
  for (const { id } of [body, other.body]) {
    expect((await fetchFile({ ...hub, url: second.url }, steward, id)).status).toBe(200);
  }
  // A hub that does not know of the bucket says that it cannot have it, not that there is no file.
  expect((await fetchFile(hub, steward, other.body.id)).status).toBe(503);
  await second.stop();
  await server.stop();
});
