import { type RecordableHistogram, createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { serveParent } from '../processes/parent.ts';
import type { Load, LoadResult } from './load.ts';

/** So much of an answer says what is wrong. */
const REFUSAL_CHARACTERS = 500;

/** Sends requests and measures, in a process of its own so that it shares no event loop with a server. */
async function send({ url, operations, groups, connections, seconds }: Load): Promise<LoadResult> {
  const latency: RecordableHistogram = createHistogram();
  // Every connection gets a group, if need be one that others have too.
  const dealt = Array.from(
    { length: Math.max(groups.length, connections) },
    (_, index) => groups[index % groups.length]!,
  );
  const shares = Array.from({ length: connections }, (_, connection) =>
    dealt.filter((_group, index) => index % connections === connection).flat(),
  );
  const bodies = operations.map(({ query }) => JSON.stringify(query));
  let begun = 0;
  let connected = 0;
  let answered = 0;
  let last = 0;
  let refusal: string | undefined;
  const instance = autocannon({
    url,
    connections,
    method: 'POST',
    ...(seconds === undefined ? { amount: shares.flat().length } : { duration: seconds }),
    // Not one error may hide in the figures.
    verifyBody(body) {
      const text = String(body);
      if (text.startsWith('{"data":{') && !text.includes('"errors":[')) return true;
      refusal ??= text.slice(0, REFUSAL_CHARACTERS);
      return false;
    },
    setupClient(client) {
      const share = shares[connected]!;
      connected += 1;
      client.setRequests(
        share.map(({ operation, variables }) => ({
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(operations[operation]!.token ? { authorization: `Bearer ${operations[operation]!.token}` } : {}),
          },
          body: `{"query":${bodies[operation]},"variables":${JSON.stringify(variables)}}`,
        })),
      );
      begun = performance.now(); // Of the last one; none is connected before.
      client.on('response', (_status, _bytes, responseMs) => {
        answered += 1;
        last = performance.now();
        latency.record(Math.max(1, Math.round(responseMs * 1000)));
      });
    },
  });
  const outcome = await instance;
  if (outcome.non2xx + outcome.errors + outcome.timeouts + outcome.mismatches > 0) {
    throw new Error(
      `${url}: ${outcome.non2xx} refused, ${outcome.errors} broken, ${outcome.timeouts} late, ${outcome.mismatches} with errors${refusal ? `, the first of them: ${refusal}` : '.'}`,
    );
  }
  return {
    requests: answered,
    seconds: (last - begun) / 1000,
    p50Ms: latency.percentile(50) / 1000,
    p99Ms: latency.percentile(99) / 1000,
    bytes: outcome.throughput.total,
  };
}

await serveParent(async () => ({ methods: { send } }));
