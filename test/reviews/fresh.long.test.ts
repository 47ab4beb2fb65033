import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { type EventName, type LogEvent, eventType } from '../../src/log/event.ts';
import { applyToQueue } from '../../src/subgraphs/decision/reviews/apply.ts';
import { testClock } from '../support/clock.ts';
import { createDatabase } from '../support/database.ts';
import { runSql } from '../support/rows.ts';

const id = (family: number, n: number): string =>
  `01a1fb0b-${String(family).padStart(4, '0')}-7000-8000-${String(n).padStart(12, '0')}`;
const [PERSON, RECORD, DECISION, MESSAGE, EVENT] = [1, 2, 3, 4, 5];
const of = (family: number, count: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: count }).map((n) => id(family, n));
const person = of(PERSON, 4);
const records = fc.uniqueArray(of(RECORD, 5), { minLength: 1, maxLength: 3 });
const actor = fc.constantFrom('crm', 'steward/ada', 'steward/eva');
const pair = fc
  .tuple(fc.uniqueArray(of(RECORD, 5), { minLength: 2, maxLength: 2 }), person, person)
  .map(([both, personA, personB]) => {
    const [recordA, recordB] = both.toSorted((x, y) => (x < y ? -1 : 1));
    return { recordA, recordB, personA, personB };
  });
const fields = fc.uniqueArray(fc.constantFrom('NAME', 'LOCALE'), { minLength: 1 });

/** An event that the queue hears, of few things, so that they meet. */
const happening: fc.Arbitrary<{ name: EventName; subject: string; actor: string; data: Record<string, unknown> }> =
  fc.oneof(
    ...(
      [
        ['match.asked', person, fc.record({ pairs: fc.array(pair, { minLength: 1, maxLength: 3 }) })],
        ['match.dropped', person, fc.record({ recordIds: records, pairs: fc.array(pair, { maxLength: 2 }) })],
        [
          'match.resolved',
          person,
          fc.record({
            recordIds: records,
            personIds: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
            verdict: fc.constantFrom('SAME', 'DIFFERENT', 'UNSURE'),
          }),
        ],
        ['identity.merged', person, fc.record({ into: person, recordIds: records })],
        ['identity.split', person, fc.record({ from: person, recordIds: records })],
        ['identity.deleted', person, fc.constant({})],
        ['conflict.opened', person, fc.record({ fields })],
        ['conflict.closed', person, fc.record({ fields, settled: fc.boolean() })],
        [
          'decision.made',
          person,
          fc.record(
            {
              decisionId: of(DECISION, 6),
              outcome: fc.constantFrom('REVIEW', 'APPROVE', 'REQUEST_INFORMATION'),
              supersedes: of(DECISION, 6),
            },
            { requiredKeys: ['decisionId', 'outcome'] },
          ),
        ],
        ['webhook.dead', fc.constant('acme'), fc.record({ messageId: of(MESSAGE, 3), vendor: fc.constant('acme') })],
        [
          'webhook.settled',
          fc.constant('acme'),
          fc.record({ messageId: of(MESSAGE, 3), state: fc.constant('APPLIED') }),
        ],
      ] as [EventName, fc.Arbitrary<string>, fc.Arbitrary<Record<string, unknown>>][]
    ).map(([name, subject, data]) => fc.record({ name: fc.constant(name), subject, actor, data })),
  );

test('whatever happens, and in whatever batches it is heard, the queue is what a fresh reading gives', async () => {
  await using database = await createDatabase();
  const sql = connect({ url: database.url, statementTimeoutMs: 10_000 }, { role: 'selfsame_decision', connections: 1 });
  const clock = testClock();
  await runSql(database.url, `update decision.review_rule set four_eyes = true where kind in ('MATCH', 'CONFLICT')`);
  const read = async (batches: readonly LogEvent[][]): Promise<unknown> => {
    await runSql(
      database.url,
      'truncate decision.review, decision.review_agreement, decision.review_note, decision.review_count',
    );
    for (const batch of batches) await sql.begin((tx) => applyToQueue(tx, batch, clock));
    const [row] = await runSql<{ queue: unknown }>(
      database.url,
      `select json_build_object(
        'reviews', (select json_agg(review order by id) from decision.review),
        'agreed', (select json_agg(a order by review_id, actor) from decision.review_agreement a),
        'counts', (select json_agg(c order by kind, state) from (
          select kind, state, sum(delta) as count from decision.review_count group by 1, 2 having sum(delta) <> 0
        ) c),
        'counted', (select json_agg(c order by kind, state) from (
          select kind, state, count(*) as count from decision.review group by 1, 2
        ) c)
      ) as queue`,
    );
    return row!.queue;
  };
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 8 })),
        async (happenings, sizes) => {
          const events = happenings.map((what, n): LogEvent => ({
            ...what,
            position: n + 1,
            id: id(EVENT, n + 1),
            source: 'person',
            type: eventType(what.name),
            sequence: n + 1,
            time: new Date(Date.UTC(2026, 0, 1) + n * 60_000),
            traceparent: null,
          }));
          const batches: LogEvent[][] = [];
          for (let from = 0; from < events.length;) {
            const size = sizes.next().value!;
            batches.push(events.slice(from, from + size));
            from += size;
          }
          const fresh = (await read([events])) as { counts: unknown; counted: unknown };
          expect(await read(batches)).toEqual(fresh);
          expect(await read(events.map((event) => [event]))).toEqual(fresh);
          expect(fresh.counts).toEqual(fresh.counted);
        },
      ),
      { numRuns: 15 },
    );
  } finally {
    await closeSql(sql);
  }
}, 60_000);
