import { demand } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/http/body.ts';
import type { Route, RouteAnswer } from '../../../kernel/http/route.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Services } from '../context.ts';
import { OPENMETRICS, openMetrics } from './openmetrics.ts';
import { ALL_DAYS, sumCounts, sumTimes } from './store.ts';

/** `GET /metrics`: the KPIs since the beginning as OpenMetrics, for a scraper whose token holds `kpi:read`. */
export function metricsRoute({ pools }: Services): Route<RequestContext> {
  return {
    prefix: '/metrics',
    async handle({ method, rest, enter }): Promise<RouteAnswer> {
      const { actor } = await enter();
      demand(actor, 'kpi:read');
      if (rest !== '') return { status: 404, body: { status: 'not found' } };
      if (method !== 'GET') throw new Refusal(405, 'Expected GET.', { allow: 'GET' });
      const [counts, times] = await Promise.all([
        sumCounts(pools.read, ALL_DAYS, ALL_DAYS),
        sumTimes(pools.read, ALL_DAYS, ALL_DAYS),
      ]);
      return { status: 200, headers: { 'content-type': OPENMETRICS }, body: openMetrics(counts, times) };
    },
  };
}
