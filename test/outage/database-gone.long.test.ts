import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { createHub } from '../support/hub.ts';
import { record, recorded } from '../support/operations.ts';
import { type Proxy, openProxy } from './proxy.ts';
import { expectAllHeard, heldBytes, missingRecords, startListeners, startWriter, timed, untilReady } from './watch.ts';

/** The ways in which a database goes, and comes back. */
const OUTAGES: readonly { name: string; begin(proxy: Proxy): Promise<void>; end(proxy: Proxy): Promise<void> }[] = [
  { name: 'refuses connections', begin: (proxy) => proxy.refuse(), end: (proxy) => proxy.heal() },
  { name: 'accepts connections and closes them', begin: (proxy) => proxy.hangUp(), end: (proxy) => proxy.heal() },
  { name: 'hangs, and goes on', begin: (proxy) => proxy.silence(), end: (proxy) => proxy.heal() },
  {
    name: 'hangs, and forgets every connection',
    begin: (proxy) => proxy.silence(),
    end: (proxy) => proxy.heal('forget'),
  },
];
const OUTAGE_MS = 1_500;
const FAST_MS = 5_000;
const BACK_MS = 2_000;
const AT_ONCE = 60;

const QUERIES = [
  '{ people(first: 5) { edges { node { id verifications { id } decisions { id } consents { id } } } } }',
  '{ personByRecord(system: "crm", externalId: "first") { emails { value } } }',
  'mutation { recordPerson(input: { externalId: "x", emails: [{ value: "x@example.com" }] }) { __typename } }',
  'mutation { grantConsent(input: { personId: "01a1f875-0ea0-7248-8c81-67e55ac29a66", purpose: "p", noticeVersion: "1", language: "en", method: "form" }) { __typename } }',
];

describe.each(OUTAGES)('when Postgres $name', ({ begin, end }) => {
  test('requests fail fast and clearly, and all is well soon after', { timeout: 60_000 }, async () => {
    await using database = await createDatabase();
    await using proxy = await openProxy(database.url);
    await using hub = await createHub({ env: { DATABASE_URL: proxy.url } });
    const crm = await hub.as('crm');
    await recorded(crm, { externalId: 'first', emails: [{ value: 'first@example.com' }] });
    await using listeners = await startListeners([hub.url], hub.config.dataDir);
    const writers = ['a', 'b', 'c'].map((name) => startWriter(crm, name));
    await sleep(300);

    await begin(proxy);
    const ask = (times: number) =>
      Array.from({ length: times }, (_, index) => timed(crm.query(QUERIES[index % QUERIES.length]!)));
    const asked = ask(AT_ONCE);
    await sleep(OUTAGE_MS);
    asked.push(...ask(20));
    const health = await Promise.all(['live', 'ready'].map((name) => fetch(`${hub.url}/health/${name}`)));
    expect(health.map(({ status }) => status)).toEqual([200, 503]);
    const answers = await Promise.all(asked);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(FAST_MS);
    const words = answers.map(
      ({ answer }) => answer.errors?.map(({ message, extensions }) => `${extensions?.code}: ${message}`)[0],
    );
    expect(
      [...new Set(words)].filter((word) => !word?.match(/^UNAVAILABLE: The (database|hub) .*\. Try again/)),
    ).toEqual([]);

    await end(proxy);
    const back = performance.now();
    await untilReady(hub.url);
    while (!(await record(crm, { externalId: 'after', emails: [] }).catch(() => undefined))) await sleep(20);
    while ((await crm.query(QUERIES[0]!)).errors) await sleep(20);
    expect(performance.now() - back).toBeLessThan(BACK_MS);

    const acknowledged = (await Promise.all(writers.map((writer) => writer.stop()))).flat();
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(await missingRecords(hub.url, crm.token, acknowledged)).toEqual([]);
    await expectAllHeard(listeners.all, database.url);
  });
});

test('an outage costs no memory, however many ask meanwhile', { timeout: 60_000 }, async () => {
  await using database = await createDatabase();
  await using proxy = await openProxy(database.url);
  await using hub = await createHub({ env: { DATABASE_URL: proxy.url } });
  const crm = await hub.as('crm');
  await using _listeners = await startListeners([hub.url], hub.config.dataDir);
  const ask = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count += QUERIES.length)
      await Promise.all(QUERIES.map((query) => crm.query(query)));
  };
  await ask(AT_ONCE);
  await proxy.refuse();
  await ask(3 * AT_ONCE);
  const before = heldBytes();
  await ask(8 * AT_ONCE);
  expect(heldBytes() - before).toBeLessThan(2 ** 19);
  await proxy.heal();
  await untilReady(hub.url);
});
