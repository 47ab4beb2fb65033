import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closePools, openPools } from '../../src/kernel/db.ts';
import { openEvidence } from '../../src/subgraphs/verification/evidence/evidence.ts';
import { removeLeft } from '../../src/subgraphs/verification/evidence/sweeps.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { runSql } from '../support/rows.ts';
import { jpeg } from './files.ts';
import { KEY, startS3 } from './s3-server.ts';
import { eventsOf, newVerification, send, stored } from './support.ts';

const LATER_MS = 3_600_000;
const content = jpeg({ scan: 2_000_000 });
let hub: TestHub;
let onboarding: Client;
let reachedStore: () => void;
let s3: Awaited<ReturnType<typeof startS3>>;
let child: ChildProcess;
let url: string;

beforeAll(async () => {
  // It has an object, and never says so.
  s3 = await startS3(() => new Promise(() => reachedStore()));
  hub = await createHub();
  onboarding = await hub.as('onboarding');
});
afterAll(async () => {
  child.kill('SIGKILL');
  await s3.stop();
  await hub[Symbol.asyncDispose]();
});

const bucket = { url: '', region: KEY.region, accessKeyId: KEY.accessKeyId, secretAccessKey: KEY.secretAccessKey };

/** Another hub on the same data, as a process of its own. */
async function startChild(): Promise<void> {
  child = spawn(process.execPath, ['src/cli.ts', 'serve'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: hub.database.url,
      DATA_DIR: hub.config.dataDir,
      EVIDENCE_BUCKET: s3.url,
      EVIDENCE_REGION: KEY.region,
      EVIDENCE_KEY_ID: KEY.accessKeyId,
      EVIDENCE_SECRET: KEY.secretAccessKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await vi.waitFor(() => expect(output).toMatch(/http:\/\/127\.0\.0\.1:[1-9]\d*/), { timeout: 30_000 });
  url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(output)![0];
}

async function kill(): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The sweep of a hub that runs an hour later. */
async function sweep(): Promise<void> {
  const pools = openPools(
    { url: hub.database.url, readConnections: 1, writeConnections: 1, statementTimeoutMs: 5000 },
    'selfsame_verification',
  );
  const evidence = await openEvidence({
    folder: join(hub.config.dataDir, 'evidence'),
    bucket: { ...bucket, url: s3.url },
    maxBytes: 1,
  });
  const clock = { now: () => new Date(systemClock.now().getTime() + LATER_MS) };
  await removeLeft({ pools, clock, evidence });
  await closePools(pools);
}

const rows = (): Promise<{ state: string }[]> =>
  runSql(hub.database.url, 'select state from verification.evidence_file');

test('a kill while a file comes leaves a draft that nobody can read, and no row', { timeout: 60_000 }, async () => {
  await startChild();
  const { id, checkId } = await newVerification(hub);
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  socket.on('error', () => {});
  socket.write(
    `POST /evidence/?check=${checkId} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${onboarding.token}\r\nContent-Type: image/jpeg\r\nContent-Length: ${content.length}\r\n\r\n`,
  );
  socket.write(content.subarray(0, 1_000_000));
  await vi.waitFor(async () => expect((await stored(hub)).drafts.length).toBe(1), { timeout: 10_000 });
  await kill();
  socket.destroy();
  expect(await rows()).toEqual([]);
  expect(await eventsOf(hub, id)).toEqual([]);
  expect(
    await runSql(
      hub.database.url,
      'select id from verification.key where id not in (select id from verification.verification)',
    ),
  ).toEqual([]);
});

test(
  'a kill between the store and the commit leaves nothing once the sweep has been there',
  { timeout: 60_000 },
  async () => {
    await startChild();
    const reached = new Promise<void>((resolve) => (reachedStore = resolve));
    const { id, checkId } = await newVerification(hub);
    const sent = send({ ...hub, url }, onboarding, checkId, content, { type: 'image/jpeg' }).catch(() => 'broken off');
    await reached;
    await kill();
    expect(await sent).toBe('broken off');
    expect([await rows(), s3.objects.size]).toEqual([[{ state: 'WRITING' }], 1]);

    // Whoever sends it again meanwhile is in nobody's way.
    const again = await send(hub, onboarding, checkId, content, { type: 'image/jpeg' });
    expect(again.status).toBe(201);
    await sweep();
    expect([await rows(), s3.objects.size]).toEqual([[{ state: 'STORED' }], 0]);
    expect(await eventsOf(hub, id)).toHaveLength(1);
  },
);
