import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { parseMoment } from '../../../kernel/input/moments.ts';
import type { Context } from '../context.ts';
import type { Durations, Kpis, Share, VendorKpis } from '../schema.generated.ts';
import { quantile } from './sketch.ts';
import { type CountRow, type TimeRow, sumCounts, sumTimes } from './store.ts';

/** Days of which the KPIs are asked when nothing is said. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** The KPIs of some days in UTC, both ends included. Throws BAD_REQUEST for days that are none. */
export async function reportKpis(
  { actor, pools, clock, kpis }: Context,
  asked: { from?: string | null; to?: string | null },
): Promise<Kpis> {
  demand(actor, 'kpi:read');
  const to = dayOf('to', asked.to, clock.now());
  const from = dayOf('from', asked.from, new Date(to.getTime() - (DAYS - 1) * DAY_MS));
  if (from > to) throw fault({ code: 'BAD_REQUEST', public: 'from: expected a day that is not behind to.' });
  await kpis.settle();
  const days = [from, to].map((day) => day.toISOString().slice(0, 10)) as [string, string];
  const [counts, times] = await Promise.all([sumCounts(pools.read, ...days), sumTimes(pools.read, ...days)]);
  return { from, to: new Date(to.getTime() + DAY_MS), ...kpisOf(counts, times) };
}

function dayOf(path: string, text: string | null | undefined, otherwise: Date): Date {
  const moment = text == null ? otherwise : parseMoment(text);
  if (!moment) throw fault({ code: 'BAD_REQUEST', public: `${path}: expected a moment such as 2026-03-01T00:00:00Z.` });
  return new Date(`${moment.toISOString().slice(0, 10)}T00:00:00Z`);
}

/** KPIs from counters and sketches. */
export function kpisOf(counts: readonly CountRow[], times: readonly TimeRow[]): Omit<Kpis, 'from' | 'to'> {
  const sum = (name: string, where: Partial<CountRow> = {}): number =>
    counts.reduce((total, row) => {
      const fits =
        row.name === name &&
        (where.vendor === undefined || row.vendor === where.vendor) &&
        (where.label === undefined || row.label === where.label);
      return fits ? total + row.value : total;
    }, 0);
  const time = (name: string, vendor = ''): Durations =>
    durationsOf(times.filter((row) => row.name === name && row.vendor === vendor));
  const records = sum('records');
  const decisions = sum('decisions');
  const checks = sum('checks');
  const verified = sum('verifications', { label: 'VERIFIED' });
  const taken = sum('webhooks_applied') + sum('webhooks_settled') + sum('webhooks_dead');
  const cost = sum('cost');
  return {
    recordToVerified: time('record_to_verified'),
    requestToVerified: time('request_to_verified'),
    resolvedAutomatically: share(Math.max(0, records - sum('matches_asked')), records),
    duplicates: share(sum('records', { label: 'JOINED' }), records),
    valuesWithLineage: share(sum('values_with_lineage'), sum('values')),
    verified: share(verified, sum('verifications_requested')),
    decisionsAutomatic: share(sum('decisions_automatic'), decisions),
    decisionsReviewed: share(sum('decisions', { label: 'REVIEW' }), decisions),
    decisionsOverridden: share(sum('decisions_overridden'), decisions),
    decisionsWithEvidence: share(sum('decisions_with_evidence'), decisions),
    decisionsWithCompleteEvidence: share(sum('decisions_with_complete_evidence'), decisions),
    approved: share(sum('decisions', { label: 'APPROVE' }), sum('records', { label: 'CREATED' })),
    webhooksFailed: share(sum('webhooks_dead'), taken),
    webhooksRefused: sum('webhooks_refused'),
    answersLate: share(sum('webhooks_settled', { label: 'LATE' }), taken),
    switchedByFallback: share(sum('checks_rerouted'), checks + sum('checks_rerouted')),
    reviewsOpened: sum('reviews_opened'),
    reviewsClosed: sum('reviews_closed'),
    cost,
    costPerVerified: verified === 0 ? null : cost / verified,
    vendors: [...new Set(counts.map(({ vendor }) => vendor))]
      .filter((vendor) => vendor !== '')
      .toSorted()
      .map((vendor): VendorKpis => {
        const of = { vendor };
        return {
          vendor,
          passed: sum('checks', { vendor, label: 'PASSED' }),
          failed: sum('checks', { vendor, label: 'FAILED' }),
          inconclusive: sum('checks', { vendor, label: 'INCONCLUSIVE' }),
          latency: time('check', vendor),
          cost: sum('cost', of),
          disagreed: share(sum('disagreed', of), sum('compared', of)),
          switchedAway: share(sum('checks_rerouted', of), sum('checks', of) + sum('checks_rerouted', of)),
          webhooksFailed: share(
            sum('webhooks_dead', of),
            sum('webhooks_applied', of) + sum('webhooks_settled', of) + sum('webhooks_dead', of),
          ),
          answersLate: sum('webhooks_settled', { vendor, label: 'LATE' }),
        };
      }),
  };
}

function share(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : count / of };
}

function durationsOf(buckets: readonly TimeRow[]): Durations {
  const count = buckets.reduce((sum, row) => sum + row.count, 0);
  const seconds = buckets.reduce((sum, row) => sum + row.seconds, 0);
  return {
    count,
    meanSeconds: count === 0 ? null : seconds / count,
    p50Seconds: quantile(buckets, 0.5),
    p90Seconds: quantile(buckets, 0.9),
    p99Seconds: quantile(buckets, 0.99),
  };
}
