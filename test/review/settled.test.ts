import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { clients, resolve, reviews, take, twin } from './support.ts';

test('a list behind ten thousand answered questions reads none of them', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, eva] = [await take(crm, twin('1', 'Ada')), await take(crm, twin('2', 'Eva'))];
  await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'DIFFERENT' });
  // What was answered is marked, and so no part of what the list walks. The copies would all come first.
  expect(await runSql(hub.database.url, 'select settled from person.match where a <> b')).toEqual([{ settled: true }]);
  await runSql(
    hub.database.url,
    `insert into person.match (a, b, shared, decision, weight, vector, model_id, settled)
     select n, n + 1, shared, decision, 99, vector, model_id, settled
     from person.match cross join generate_series(1, 10000) n where a <> b`,
  );
  await take(crm, twin('3', 'Lea'));
  const rowsRead = async (): Promise<number> => {
    const [row] = await runSql<{ read: number }>(
      hub.database.url,
      `select (idx_tup_fetch + seq_tup_read)::int as read from pg_stat_user_tables where relname = 'match'`,
    );
    return row!.read;
  };
  const before = await rowsRead();
  let lists = 0;
  // A server counts for itself what it read, and tells others of it now and then.
  await expect
    .poll(
      async () => {
        lists += 1;
        expect(await reviews(steward)).toHaveLength(2);
        return rowsRead();
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(before);
  expect((await rowsRead()) - before).toBeLessThan(50 * lists);
});

test('what was answered is asked again when the answer is taken back, or goes with a record', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const [ada, eva] = [await take(crm, twin('1', 'Ada')), await take(crm, twin('2', 'Eva'))];
  const pair = { recordA: ada.recordId, recordB: eva.recordId };
  await resolve(steward, { ...pair, verdict: 'DIFFERENT' });
  expect(await reviews(steward)).toEqual([]);
  await resolve(steward, { ...pair, verdict: 'UNSURE', replace: true });
  expect(await reviews(steward, ', status: UNSURE')).toHaveLength(1);
  await resolve(steward, { ...pair, verdict: 'DIFFERENT' });
  expect(await reviews(steward, ', status: UNSURE')).toEqual([]);
  // Another record of the same words as Eva's keeps the profile; what was said was said of the one that goes.
  await take(crm, twin('3', 'Eva'));
  await ask(crm, 'mutation { forgetRecord(input: { externalId: "2" }) { __typename } }');
  expect((await reviews(steward)).map(({ recordA, recordB }) => [recordA.externalId, recordB.externalId])).toEqual([
    ['1', '3'],
  ]);
});
