import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '../../src/kernel/access.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { toCursor } from '../../src/log/cursor.ts';
import { EVENTS, type EventName, type LogEvent } from '../../src/log/event.ts';
import { type SubscriptionOptions, ofPerson, ofTypes, subscribe } from '../../src/log/subscription.ts';
import type { Log } from '../../src/log/tail.ts';
import { testClock } from '../support/clock.ts';
import { testActor } from './support/actor.ts';
import { type TestLog, createLog, range } from './support/log.ts';

const NAMES = Object.keys(EVENTS) as EventName[];
const COUNT = 300;

let shared: TestLog;
let all: readonly LogEvent[];
beforeAll(async () => {
  shared = await createLog();
  for (const number of range(0, COUNT - 1)) {
    await shared.write({ name: NAMES[number % NAMES.length]!, subject: `person ${number % 7}` });
  }
  await shared.log.flush();
  all = await shared.log.read(0);
});
afterAll(() => shared[Symbol.asyncDispose]());

type Heard = LogEvent & { cursor: string };
const open = (
  options: Partial<SubscriptionOptions<Heard>> & { log?: Log; clock?: Clock } = {},
): Promise<AsyncIterableIterator<Heard>> =>
  subscribe({
    log: shared.log,
    clock: systemClock,
    actor: testActor(),
    after: undefined,
    accept: () => true,
    map: (event, cursor) => ({ ...event, cursor }),
    ...options,
  });

async function take(stream: AsyncIterator<Heard>, count: number): Promise<Heard[]> {
  const heard: Heard[] = [];
  while (heard.length < count) heard.push((await stream.next()).value as Heard);
  return heard;
}

test('a subscriber that leaves and comes back behind its cursor, wherever that is, hears all, once, in order', async () => {
  const accept = fc.constantFrom<(event: LogEvent) => boolean>(
    () => true,
    ofTypes(['identity.updated', 'decision.made']),
    ofPerson(['person 3']),
  );
  await fc.assert(
    fc.asyncProperty(accept, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async (filter, visits) => {
      const wanted = all.filter(filter).map(({ position }) => position);
      const heard: Heard[] = [];
      for (const length of [...visits, COUNT]) {
        const stream = await open({ after: heard.at(-1)?.cursor ?? 'earliest', accept: filter });
        heard.push(...(await take(stream, Math.min(length, wanted.length - heard.length))));
        await stream.return!();
      }
      expect(heard.map(({ position }) => position)).toEqual(wanted);
    }),
    { numRuns: 30 },
  );
});

test('one that begins now hears what comes then', async () => {
  const stream = await open();
  const next = stream.next();
  await shared.write({ subject: 'new' });
  expect(await next).toMatchObject({ done: false, value: { subject: 'new' } });
  await stream.return!();
});

test('one that stalls for long goes on without loss', async () => {
  const stalling = await createLog();
  const stream = await open({ log: stalling.log, after: 'earliest' });
  await stalling.write();
  const [first] = await take(stream, 1);
  for (let batch = 0; batch < 15; batch++) {
    await stalling.sql`select log.append(gen_random_uuid(), 'dev.selfsame.identity.updated.v1', 's', now(), '{}', 'crm', null) from generate_series(1, 1000)`;
    await stalling.log.flush();
  }
  const rest = await take(stream, 15_000);
  expect([first!, ...rest].map(({ position }) => position)).toEqual(range(1, 15_001));
  await stalling[Symbol.asyncDispose]();
});

describe('a cursor', () => {
  test.each(['', 'now', 'x'.repeat(1_000_000), toCursor('00000000', 1)])(
    'that is none of this log is refused at once',
    async (after) => {
      await expect(open({ after })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    },
  );

  test('of a hub that is ahead of this one is good', async () => {
    const { logId } = shared.log.head();
    const last = await shared.log.flush();
    let position = last - 5;
    const behind: Log = {
      ...shared.log,
      head: () => ({ position, oldest: 1, logId }),
      flush: async () => (position = last),
    };
    const stream = await open({ log: behind, after: toCursor(logId, last - 1) });
    expect(await take(stream, 1)).toMatchObject([{ position: last }]);
    await expect(open({ log: behind, after: toCursor(logId, last + 1) })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });
});

describe('a token that expires', () => {
  test('ends a stream that waits', async () => {
    const stream = await open({ actor: testActor({ expiresAt: new Date(Date.now() + 100) }) });
    const start = performance.now();
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('ends a stream that is busy', async () => {
    const clock = testClock('2026-03-01T12:00:00Z');
    const actor = testActor({ expiresAt: new Date('2026-03-01T12:00:10Z') });
    const stream = await open({ after: 'earliest', clock, actor });
    expect(await take(stream, 5)).toHaveLength(5);
    clock.advance(10_000);
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('before it begins, ends it at its first event', async () => {
    const stream = await open({ after: 'earliest', actor: testActor({ expiresAt: new Date(0) }) });
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('only after the longest time that a timer can be set for lets the stream and the process live', async () => {
    const stream = await open({ actor: testActor({ expiresAt: new Date(Date.now() + 40 * 24 * 3_600_000) }) });
    const next = stream.next();
    await sleep(50);
    await shared.write({ subject: 'long life' });
    expect(await next).toMatchObject({ value: { subject: 'long life' } });
    await stream.return!();
  });

  test('by a clock that stands still neither ends the stream nor burns the process', async () => {
    const clock = testClock('2026-03-01T12:00:00Z');
    const stream = await open({ clock, actor: testActor({ expiresAt: new Date('2026-03-01T12:00:00.020Z') }) });
    const next = stream.next();
    await sleep(100);
    clock.advance(100);
    await expect(next).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('rights', () => {
  test.each(NAMES)('of each event are judged: %s needs its scope and events:read', async (name) => {
    const needed: Scope[] = ['events:read', EVENTS[name]];
    const expected = all.filter((event) => EVENTS[event.name] === EVENTS[name]);
    const stream = await open({ after: 'earliest', actor: testActor({ scopes: needed }) });
    expect((await take(stream, expected.length)).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const scopes of [[EVENTS[name]], ['events:read']] as Scope[][]) {
      const refused = await open({ after: 'earliest', actor: testActor({ scopes }) });
      const next = refused.next();
      await sleep(5);
      await refused.return!();
      expect(await next).toMatchObject({ done: true });
    }
    await stream.return!();
  });

  test('hide an event from a subscriber, not from its filter', async () => {
    const shown: number[] = [];
    const stream = await open({
      after: 'earliest',
      actor: testActor({ scopes: ['events:read', 'decision:read'] }),
      accept: (event) => shown.push(event.position) > 0,
    });
    await take(stream, 3);
    expect(shown).toEqual(range(1, shown.length));
    await stream.return!();
  });
});

describe('an iterator', () => {
  test('that is left while it waits ends at once, and so does every call to it', async () => {
    const stream = await open();
    const waiting = [stream.next(), stream.next(), stream.next()];
    await sleep(5);
    const start = performance.now();
    expect(await stream.return!()).toEqual({ done: true, value: undefined });
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => ({ done: true, value: undefined })));
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(performance.now() - start).toBeLessThan(200);
  });

  test('answers calls that come at once one after the other', async () => {
    const stream = await open({ after: 'earliest' });
    const heard = await Promise.all(range(1, 250).map(() => stream.next()));
    expect(heard.map(({ value }) => value.position)).toEqual(range(1, 250));
    await stream.return!();
  });

  test('whose consumer throws is ended', async () => {
    const stream = await open({ after: 'earliest' });
    await expect(stream.throw!(new Error('enough'))).rejects.toThrow('enough');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('whose payload cannot be made says so and ends', async () => {
    const stream = await open({
      after: 'earliest',
      map: () => {
        throw new Error('no payload');
      },
    });
    await expect(stream.next()).rejects.toThrow('no payload');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});

describe('a filter by person', () => {
  const said = (name: EventName, subject: string, data: object = {}): LogEvent => ({ name, subject, data }) as LogEvent;
  const merge = (from: string, into: string): LogEvent[] => [
    said('identity.merged', from, { into }),
    said('identity.merged', into, { merged: [from] }),
  ];

  test('follows the person from any of its ids into whoever it is merged into, and whoever is merged into it', () => {
    const person = fc.integer({ min: 1, max: 6 }).map(String);
    const step = fc.oneof(
      person.map((id) => ({ id })),
      fc.tuple(person, person).map(([from, into]) => ({ from, into })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, survivorFirst) => {
        const concerns = ofPerson(['1']);
        const same = new Set(['1']);
        for (const one of steps) {
          if ('id' in one) {
            expect(concerns(said('identity.updated', one.id))).toBe(same.has(one.id));
            continue;
          }
          if (one.from === one.into) continue;
          if (same.has(one.from) || same.has(one.into)) same.add(one.from).add(one.into);
          const told = merge(one.from, one.into);
          for (const event of survivorFirst ? told.toReversed() : told)
            expect(concerns(event)).toBe(same.has(one.from));
        }
      }),
    );
  });
});

describe('a filter by type', () => {
  test('takes names, which stand for every version, and full types', () => {
    const event = { type: 'dev.selfsame.decision.made.v1', name: 'decision.made' } as LogEvent;
    expect(ofTypes(['decision.made'])(event)).toBe(true);
    expect(ofTypes(['dev.selfsame.decision.made.v1'])(event)).toBe(true);
    expect(ofTypes(['dev.selfsame.decision.made.v2'])(event)).toBe(false);
    expect(ofTypes(['consent.granted'])(event)).toBe(false);
  });

  test.each(['decision', 'dev.selfsame.person.created.v1', 'toString', ''])(
    'refuses a type that there is not: %s',
    (type) => {
      expect(() => ofTypes(['decision.made', type])).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
    },
  );
});
