import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { answer, begin, cancel, requested } from '../verification/support.ts';
import { parseOpenMetrics } from './openmetrics.ts';

const MINUTE_MS = 60_000;
const clock = testClock();
let hub: TestHub;
let analytics: Client;

const KPIS = `query ($from: DateTime, $to: DateTime) { kpis(from: $from, to: $to) {
  from to
  recordToVerified { count meanSeconds p50Seconds p90Seconds p99Seconds } requestToVerified { count p50Seconds }
  resolvedAutomatically { count of share } duplicates { count of share } valuesWithLineage { share }
  verified { count of } decisionsAutomatic { count of } decisionsReviewed { count of } decisionsOverridden { count }
  decisionsWithEvidence { count of } decisionsWithCompleteEvidence { count of } approved { count of }
  webhooksFailed { count of share } webhooksRefused answersLate { count } switchedByFallback { count of }
  reviewsOpened reviewsClosed cost costPerVerified
  vendors { vendor passed failed inconclusive latency { count p50Seconds } cost disagreed { count of } switchedAway { count } webhooksFailed { count } answersLate }
} }`;
const kpis = async (of: Record<string, unknown> = {}) => (await ask(analytics, KPIS, of)).kpis;

beforeAll(async () => {
  hub = await createHub({ clock });
  analytics = await hub.as('analytics');
  const [crm, onboarding, vendor, engine] = (await Promise.all(
    ['crm', 'onboarding', 'verification', 'decision'].map((system) => hub.as(system)),
  )) as [Client, Client, Client, Client];

  // Three people; one of them comes twice.
  const ada = await recorded(crm, {
    externalId: '1',
    name: { full: 'Ada Lovelace' },
    emails: [{ value: 'ada@example.com' }],
  });
  await recorded(onboarding, { externalId: '1', emails: [{ value: 'ada@example.com' }] });
  const eva = await recorded(crm, { externalId: '2', name: { full: 'Eva Muster' } });
  await recorded(crm, { externalId: '3', name: { full: 'Max Beispiel' } });

  // Ada is verified an hour after her first record and ten minutes after the request; the vendor had the check for two.
  clock.advance(50 * MINUTE_MS);
  const good = await requested(onboarding, ada, ['DOCUMENT']);
  clock.advance(8 * MINUTE_MS);
  await begin(vendor, good.checks[0]!.id);
  clock.advance(2 * MINUTE_MS);
  await answer(vendor, good.checks[0]!.id);
  // Another one of Ada is found otherwise by somebody else; Eva's is called off.
  const bad = await requested(onboarding, ada, ['DOCUMENT', 'ADDRESS']);
  await answer(vendor, bad.checks[0]!.id, { vendor: 'not-registered', status: 'FAILED' });
  await answer(vendor, bad.checks[1]!.id, { status: 'INCONCLUSIVE' });
  await cancel(onboarding, (await requested(onboarding, eva)).id);

  const { person } = await ask(crm, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: ada });
  const decide = (personId: string, outcome: string, verificationIds: string[], claimIds: string[]) =>
    ask(engine, `mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { __typename } }`, {
      input: {
        personId,
        subject: 'onboarding',
        outcome,
        reasons: [{ code: 'OK' }],
        policy: { name: 'p', version: '1' },
        inputs: {},
        verificationIds,
        claimIds,
      },
    });
  await decide(ada, 'APPROVE', [good.id], [person.lineage[0].id]);
  await decide(ada, 'REVIEW', [bad.id], []);
  const { person: other } = await ask(crm, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: eva });
  await decide(eva, 'REJECT', [], [other.lineage[0].id]);
}, 60_000);
afterAll(() => hub[Symbol.asyncDispose]());

describe('the KPIs', () => {
  test('tell how the work went, from the log', async () => {
    const told = await kpis();
    expect(told).toMatchObject({
      resolvedAutomatically: { count: 4, of: 4, share: 1 },
      duplicates: { count: 1, of: 4, share: 0.25 },
      valuesWithLineage: { share: 1 },
      verified: { count: 1, of: 3 },
      decisionsAutomatic: { count: 2, of: 3 },
      decisionsReviewed: { count: 1, of: 3 },
      decisionsWithEvidence: { count: 2, of: 3 },
      decisionsWithCompleteEvidence: { count: 1, of: 3 },
      approved: { count: 1, of: 3 },
      webhooksFailed: { count: 0, of: 0, share: null },
      switchedByFallback: { count: 0, of: 3 },
    });
    expect(told.recordToVerified).toMatchObject({ count: 1, meanSeconds: 3600 });
    for (const percentile of ['p50Seconds', 'p90Seconds', 'p99Seconds']) {
      expect(Math.abs(told.recordToVerified[percentile] - 3600) / 3600).toBeLessThan(0.051);
    }
    expect(Math.abs(told.requestToVerified.p50Seconds - 600) / 600).toBeLessThan(0.051);
  });

  test('tell what each vendor found, how fast, and whether others found the same', async () => {
    const { vendors } = await kpis();
    expect(vendors).toMatchObject([
      { vendor: 'other', passed: 0, failed: 1, disagreed: { count: 1, of: 1 } },
      {
        vendor: 'verification',
        passed: 1,
        failed: 0,
        inconclusive: 1,
        disagreed: { count: 1, of: 1 },
        latency: { count: 2 },
      },
    ]);
    // One at once, and one after two minutes.
    expect(vendors[1].latency.p50Seconds).toBeLessThan(130);
  });

  test('are of the days that were asked for, and of none before', async () => {
    const today = clock.now().toISOString();
    const before = new Date(clock.now().getTime() - 3 * 24 * 3_600_000).toISOString();
    expect((await kpis({ from: today, to: today })).duplicates.of).toBe(4);
    expect(await kpis({ from: before, to: before })).toMatchObject({
      duplicates: { count: 0, of: 0, share: null },
      recordToVerified: { count: 0, p50Seconds: null },
      vendors: [],
      costPerVerified: null,
      from: `${before.slice(0, 10)}T00:00:00.000Z`,
    });
    const { errors } = await analytics.query(KPIS, { from: today, to: before });
    expect(errors).toMatchObject([
      { message: 'from: expected a day that is not behind to.', extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});

describe('/metrics', () => {
  const scrape = async (client: Client | undefined, init: RequestInit = {}, path = '/metrics') =>
    fetch(hub.url + path, { ...init, headers: client ? { authorization: `Bearer ${client.token}` } : {} });

  test('is OpenMetrics, and counts the same', async () => {
    await kpis();
    const response = await scrape(analytics);
    expect(response.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    const families = parseOpenMetrics(await response.text());
    const valueOf = (family: string, name: string, labels: Record<string, string> = {}) =>
      families
        .get(family)
        ?.samples.find(
          (one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
        )?.value;
    expect(valueOf('selfsame_records', 'selfsame_records_total', { outcome: 'JOINED' })).toBe(1);
    expect(valueOf('selfsame_checks', 'selfsame_checks_total', { vendor: 'verification', outcome: 'PASSED' })).toBe(1);
    const histogram = 'selfsame_record_to_verified_seconds';
    expect(valueOf(histogram, `${histogram}_sum`)).toBe(3600);
    expect(valueOf(histogram, `${histogram}_bucket`, { le: '900.0' })).toBe(0);
    expect(valueOf(histogram, `${histogram}_bucket`, { le: '14400.0' })).toBe(1);
    expect([...families.values()].every(({ help }) => help !== '')).toBe(true);
  });

  test('is for who holds kpi:read, and only to be read', async () => {
    expect((await scrape(undefined)).status).toBe(401);
    expect((await scrape(await hub.as('crm'))).status).toBe(403);
    expect((await scrape(await hub.as('analytics', ['person:read']))).status).toBe(403);
    expect((await scrape(analytics, { method: 'POST' })).status).toBe(405);
    expect((await scrape(analytics, {}, '/metricsx')).status).toBe(404);
  });
});
