import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Bench } from '../../bench.ts';
import type { PartResult } from '../../report/result.ts';
import { quantile } from '../../report/statistics.ts';
import { WEBHOOK_SECRET, forEachOf, recordPeople, startJourneyHub } from './hub.ts';

const PER_SECOND = 100;
const AT_ONCE = 16;

/** How soon a subscriber hears what a vendor said. */
export async function benchAnswers({ environment, progress, options }: Bench): Promise<Omit<PartResult, 'title'>> {
  const count = Math.max(20, Math.round(options.people / 50));
  const database = await environment.createDatabase('answers');
  const { hub, ask, vendors, stop } = await startJourneyHub(environment, database, null);
  const client = createClient({
    url: hub.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await environment.token('onboarding')}` },
  });
  try {
    progress.tell(`journeys: starting ${count} checks`);
    const people = await recordPeople(ask, Math.min(count, 200));
    await forEachOf([...Array.from({ length: count }).keys()], AT_ONCE, async (n) => {
      const { requestVerification } = await ask<{
        requestVerification: { verification: { checks: { id: string }[] } };
      }>(
        'onboarding',
        'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { checks { id } } } } }',
        { id: people[n % people.length] },
      );
      await ask(
        'onboarding',
        'mutation ($id: ID!) { startCheck(input: { checkId: $id, vendor: "first", subject: {} }) { __typename } }',
        { id: requestVerification.verification.checks[0]!.id },
      );
    });
    const [references] = await vendors.call('references', undefined);
    const heardAt = new Map<string, number>();
    const listening = listen(client, heardAt);
    await sleep(1_000);
    const sentAt = new Map<string, number>();
    const from = performance.now();
    const posts: Promise<void>[] = [];
    for (const [n, reference] of references!.entries()) {
      const dueMs = from + (n * 1000) / PER_SECOND - performance.now();
      if (dueMs > 0) await sleep(dueMs);
      sentAt.set(reference, performance.now());
      posts.push(post(hub.url, reference));
    }
    await Promise.all(posts);
    for (let tries = 0; heardAt.size < references!.length && tries < 100; tries += 1) await sleep(50);
    await client.dispose();
    await listening.catch(() => {});
    const times = references!.map((reference) => (heardAt.get(reference) ?? Infinity) - sentAt.get(reference)!);
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    progress.tell(`journeys: answer to subscriber, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`);
    return {
      method: `**Answers.** A vendor posts ${PER_SECOND} signed results a second; a subscriber of \`verificationStatusChanged\` hears each. From the post to the message at the subscriber.`,
      tables: [
        {
          caption: 'From a vendor to a subscriber',
          columns: ['results', 'p50 ms', 'p99 ms', 'slowest'],
          rows: [[String(times.length), p50.toFixed(1), p99.toFixed(1), Math.max(...times).toFixed(0)]],
        },
      ],
      figures: [{ name: 'vendor to subscriber, p99', value: p99, unit: 'ms', goal: { atMost: 50 } }],
    };
  } finally {
    await client.dispose();
    await stop();
  }
}

/** Notes when each reference is heard of: it is the check's trace id. */
async function listen(client: ReturnType<typeof createClient>, heardAt: Map<string, number>): Promise<void> {
  const stream = client.iterate<{
    verificationStatusChanged: { status: string; verification: { checks: { traceId: string }[] } };
  }>({ query: 'subscription { verificationStatusChanged { status verification { checks { traceId } } } }' });
  for await (const { data } of stream) {
    const { status, verification } = data!.verificationStatusChanged;
    if (status === 'VERIFIED') heardAt.set(verification.checks[0]!.traceId, performance.now());
  }
}

async function post(url: string, reference: string): Promise<void> {
  const timestamp = Math.floor(Date.now() / 1000);
  const id = `msg_${randomUUID()}`;
  const body = JSON.stringify({
    type: 'check.updated',
    timestamp: new Date().toISOString(),
    data: { reference, status: 'PASSED', method: 'document', score: 0.95, reasonCodes: [] },
  });
  const key = Buffer.from(WEBHOOK_SECRET.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const response = await fetch(new URL('/webhooks/first', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  await response.body?.cancel();
  if (response.status !== 200) throw new Error(`The hub answered ${response.status} to a vendor.`);
}
