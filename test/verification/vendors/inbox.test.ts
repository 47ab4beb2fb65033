import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../support/clock.ts';
import { type Client, type TestHub, createHub } from '../../support/hub.ts';
import { ask, recorded } from '../../support/operations.ts';
import { runSql } from '../../support/rows.ts';
import { answer, begin, cancel, requested } from '../support.ts';
import {
  SECRET,
  addSecret,
  eventsOf,
  give,
  post,
  registerStandard,
  saying,
  settledMessages,
  signed,
} from './support.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let steward: Client;
let verifier: Client;
let personId: string;
let references = 0;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, steward, verifier] = await Promise.all([hub.as('crm'), hub.as('steward'), hub.as('verification')]);
  personId = await recorded(crm, { externalId: '1', name: { full: 'Ada Lovelace' } });
});
afterAll(() => hub[Symbol.asyncDispose]());

/** A vendor of its own with a check that it has. */
async function given(vendor: string, kinds = ['DOCUMENT']) {
  const exists = (await ask(steward, '{ vendors { id } }')).vendors.some((one: { id: string }) => one.id === vendor);
  if (!exists) await registerStandard(steward, vendor);
  const verification = await requested(crm, personId, kinds);
  const reference = `ref-${(references += 1)}`;
  await give(hub, verification.checks[0]!.id, vendor, reference);
  return { ...verification, reference, checkId: verification.checks[0]!.id };
}

const read = async (id: string) =>
  (
    await ask(
      crm,
      'query ($id: ID!) { verification(id: $id) { status checks { status vendor method score reasonCodes traceId completedAt } } }',
      { id },
    )
  ).verification;

describe('an answer of a vendor', () => {
  test('is taken in as the vendor said it, told with its name, and kept as it came', async () => {
    const { id, reference, checkId } = await given('acme');
    const sent = signed(saying(reference, clock.now(), { reasonCodes: ['DOC_OK'] }), clock.now());
    expect(await post(hub, 'acme', sent)).toEqual({ status: 200, text: '{"status":"ok"}' });
    const [message] = await settledMessages(steward, 'acme', 1);
    expect(message).toMatchObject({ state: 'APPLIED', reason: null, owner: 'steward', source: 'WEBHOOK', checkId });
    expect(Buffer.from(message.raw.body, 'base64').toString()).toBe(sent.body);
    expect(message.raw.headers).toMatchObject({ 'webhook-id': sent.id });
    expect(await read(id)).toEqual({
      status: 'VERIFIED',
      checks: [
        {
          status: 'PASSED',
          vendor: 'acme',
          method: 'document_ocr',
          score: 0.9,
          reasonCodes: ['DOC_OK'],
          traceId: reference,
          completedAt: clock.now().toISOString(),
        },
      ],
    });
    const told = (await eventsOf(hub, 'verification')).filter(({ data }) => data.verificationId === id);
    expect(told.at(-1)).toMatchObject({
      name: 'verification.completed',
      actor: 'vendor:acme',
      data: { vendor: 'acme' },
    });
  });

  test('is applied once, however often it is sent', async () => {
    const { reference } = await given('twice');
    const sent = signed(saying(reference, clock.now()), clock.now());
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(hub, 'twice', sent)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await settledMessages(steward, 'twice', 1)).toHaveLength(1);
  });

  test('under another name changes nothing either, and contradicting one comes late', async () => {
    const { id, reference } = await given('again');
    await post(hub, 'again', signed(saying(reference, clock.now()), clock.now()));
    await settledMessages(steward, 'again', 1);
    await post(hub, 'again', signed(saying(reference, clock.now()), clock.now()));
    await settledMessages(steward, 'again', 2);
    await post(hub, 'again', signed(saying(reference, clock.now(), { status: 'FAILED' }), clock.now()));
    const states = (await settledMessages(steward, 'again', 3)).map(({ state, reason }) => [state, reason]);
    expect(states).toEqual([
      ['LATE', 'CHECK_ENDED'],
      ['APPLIED', 'REPEATED'],
      ['APPLIED', null],
    ]);
    expect((await read(id)).status).toBe('VERIFIED');
    const settled = (await eventsOf(hub, 'webhook')).filter(({ data }) => data.vendor === 'again');
    expect(settled).toMatchObject([{ name: 'webhook.settled', data: { state: 'LATE', reason: 'CHECK_ENDED' } }]);
  });

  test('that it has begun comes late behind its result', async () => {
    const { id, reference } = await given('disorder');
    await post(hub, 'disorder', signed(saying(reference, clock.now()), clock.now()));
    await settledMessages(steward, 'disorder', 1);
    await post(hub, 'disorder', signed(saying(reference, clock.now(), { status: 'IN_PROGRESS' }), clock.now()));
    expect((await settledMessages(steward, 'disorder', 2))[0]).toMatchObject({ state: 'LATE' });
    expect((await read(id)).checks[0].status).toBe('PASSED');
  });

  test('about a verification that was called off comes late', async () => {
    const { id, reference } = await given('calledoff');
    await cancel(crm, id);
    await post(hub, 'calledoff', signed(saying(reference, clock.now()), clock.now()));
    expect((await settledMessages(steward, 'calledoff', 1))[0]).toMatchObject({
      state: 'LATE',
      reason: expect.stringMatching(/^VERIFICATION_CANCELLED$|^SUPERSEDED$/),
    });
    expect((await read(id)).status).toBe('CANCELLED');
  });

  test('about what another vendor has is about nothing known, is told, and changes nothing', async () => {
    const { id, reference } = await given('owner');
    await registerStandard(steward, 'stranger');
    await post(hub, 'stranger', signed(saying(reference, clock.now()), clock.now()));
    expect((await settledMessages(steward, 'stranger', 1))[0]).toMatchObject({ state: 'UNKNOWN', checkId: null });
    expect((await read(id)).status).toBe('PENDING');
    const settled = (await eventsOf(hub, 'webhook')).filter(({ data }) => data.vendor === 'stranger');
    expect(settled).toMatchObject([{ name: 'webhook.settled', data: { state: 'UNKNOWN' } }]);
  });

  test('cannot be given by a system while the vendor has the check', async () => {
    const { checkId } = await given('holder');
    expect((await answer(verifier, checkId)).__typename).toBe('NotFound');
    expect((await begin(verifier, checkId)).__typename).toBe('NotFound');
    const free = await requested(crm, personId);
    expect((await answer(verifier, free.checks[0]!.id, { vendor: 'holder' })).problems).toMatchObject([
      { path: 'vendor' },
    ]);
  });

  test('about nothing that is checked is kept as such', async () => {
    await registerStandard(steward, 'chatty');
    await post(hub, 'chatty', signed({ type: 'account.updated' }, clock.now()));
    expect((await settledMessages(steward, 'chatty', 1))[0]).toMatchObject({ state: 'OTHER' });
  });
});

describe('a message that is not believed', () => {
  const accepted = (vendor: string) =>
    runSql(hub.database.url, `select from verification.vendor_message where vendor = '${vendor}'`);

  test('forged, stale, early, truncated or re-encoded: is refused, told, and nothing of it is kept', async () => {
    const { id, reference } = await given('target');
    const now = clock.now();
    const later = (ms: number) => new Date(now.getTime() + ms);
    const good = signed(saying(reference, now), now);
    const bad = {
      forged: signed(saying(reference, now), now, { secret: `whsec_${Buffer.from('a guess').toString('base64')}` }),
      stale: signed(saying(reference, now), later(-301_000)),
      early: signed(saying(reference, now), later(301_000)),
      truncated: { ...good, body: good.body.slice(0, -1) },
      'written anew': { ...good, body: JSON.stringify(JSON.parse(good.body), null, 2) },
      'under another name': { ...good, id: 'msg_other' },
      unsigned: { ...good, signature: '' },
    };
    const answers = await Promise.all(Object.values(bad).map((sent) => post(hub, 'target', sent)));
    expect(answers.map(({ status }) => status)).toEqual(Object.keys(bad).map(() => 401));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"message":"The message was not accepted."}']));
    expect(await accepted('target')).toEqual([]);
    expect((await read(id)).status).toBe('PENDING');
    await expect
      .poll(
        async () => {
          const told = (await eventsOf(hub, 'webhook')).filter(
            ({ name, data }) => name === 'webhook.refused' && data.vendor === 'target',
          );
          return told.reduce((sum, { data }) => sum + data.count, 0);
        },
        { timeout: 5_000 },
      )
      .toBe(7);
    // Told at once the first time, and then once a second at most.
    const events = (await eventsOf(hub, 'webhook')).filter(
      ({ name, data }) => name === 'webhook.refused' && data.vendor === 'target',
    );
    expect(events.length).toBeLessThanOrEqual(2);
  });

  test('of a vendor that there is not looks as a forged one does', async () => {
    await registerStandard(steward, 'known');
    const forged = signed({}, clock.now(), { secret: 'whsec_AAAA' });
    const [unknown, known] = await Promise.all([post(hub, 'nobody', forged), post(hub, 'known', forged)]);
    expect([unknown.status, known.status]).toEqual([404, 401]);
    expect(unknown.text).toBe(known.text);
    for (const name of ['', '..%2fgraphql', 'a'.repeat(100), 'ACME']) {
      expect((await post(hub, name, forged)).status).toBe(404);
    }
  });

  test('is refused when it is too large, before it is judged', async () => {
    await registerStandard(steward, 'large');
    const { status } = await post(hub, 'large', signed('x'.repeat(1_048_577), clock.now()));
    expect(status).toBe(413);
    expect(await accepted('large')).toEqual([]);
    expect((await fetch(`${hub.url}/webhooks/large`)).status).toBe(405);
  });

  test('holds no longer once its secret is removed, and no message is lost while one is exchanged for another', async () => {
    const { reference } = await given('rotating');
    const fresh = `whsec_${Buffer.from('another secret').toString('base64')}`;
    const send = (secret: string) =>
      post(hub, 'rotating', signed(saying(reference, clock.now()), clock.now(), { secret }));
    expect((await send(fresh)).status).toBe(401);
    await addSecret(steward, 'rotating', fresh);
    expect([(await send(fresh)).status, (await send(SECRET)).status]).toEqual([200, 200]);
    const { vendors } = await ask(steward, '{ vendors { id secrets { id } } }');
    const [old] = vendors.find((one: { id: string }) => one.id === 'rotating').secrets;
    await ask(
      steward,
      'mutation ($input: RemoveVendorSecretInput!) { removeVendorSecret(input: $input) { __typename } }',
      { input: { vendor: 'rotating', secretId: old.id } },
    );
    expect([(await send(fresh)).status, (await send(SECRET)).status]).toEqual([200, 401]);
    await settledMessages(steward, 'rotating', 3);
  });
});

describe('a message that cannot be dealt with', () => {
  const REPLAY = `mutation ($id: ID!, $key: String) { replayVendorMessage(input: { messageId: $id, idempotencyKey: $key }) {
    __typename ... on VendorMessageReplayed { message { state reason owner attempts } } ... on IllegalTransition { from } } }`;

  test.each([
    ['is no JSON', '{', 'UNREADABLE'],
    [
      'lacks what it needs',
      { type: 'check.updated', timestamp: '2026-03-01T12:00:00Z', data: {} },
      'UNREADABLE data.reference',
    ],
  ])('since it %s: is given up, told, and waits for somebody', async (_name, body, reason) => {
    const vendor = `broken-${reason.length}`;
    await registerStandard(steward, vendor, { owner: 'onboarding-team' });
    expect((await post(hub, vendor, signed(body, clock.now()))).status).toBe(200);
    const [message] = await settledMessages(steward, vendor, 1);
    expect(message).toMatchObject({ state: 'DEAD', reason, owner: 'onboarding-team', attempts: 1 });
    const told = (await eventsOf(hub, 'webhook')).filter(({ data }) => data.messageId === message.id);
    expect(told).toMatchObject([{ name: 'webhook.dead', data: { vendor, reason } }]);
  });

  test.each([
    ['names a moment in the future', { at: 3_600_000 }, 'INVALID observedAt'],
    ['holds what no text may hold', { method: 'a\u0000b' }, 'INVALID method'],
  ])('since it %s: changes nothing', async (_name, { at = 0, ...more }: { at?: number; method?: string }, reason) => {
    const { id, reference } = await given(`skewed-${reason.length}`);
    const when = new Date(clock.now().getTime() + at);
    await post(hub, `skewed-${reason.length}`, signed(saying(reference, when, more), clock.now()));
    expect((await settledMessages(steward, `skewed-${reason.length}`, 1))[0]).toMatchObject({ state: 'DEAD', reason });
    expect((await read(id)).status).toBe('PENDING');
  });

  test('can be replayed when what was wrong is mended, and who does so is told', async () => {
    await registerStandard(steward, 'replayed');
    await post(hub, 'replayed', signed(saying('ref-late', clock.now()), clock.now()));
    const [message] = await settledMessages(steward, 'replayed', 1);
    expect(message.state).toBe('UNKNOWN');
    const verification = await requested(crm, personId);
    await give(hub, verification.checks[0]!.id, 'replayed', 'ref-late');
    const replay = () => ask(steward, REPLAY, { id: message.id, key: 'r-1' });
    const first = (await replay()).replayVendorMessage;
    expect(first).toEqual({
      __typename: 'VendorMessageReplayed',
      message: { state: 'APPLIED', reason: null, owner: 'steward', attempts: 1 },
    });
    expect((await replay()).replayVendorMessage).toEqual(first);
    expect((await ask(steward, REPLAY, { id: message.id })).replayVendorMessage).toEqual({
      __typename: 'IllegalTransition',
      from: 'APPLIED',
    });
    expect((await ask(steward, REPLAY, { id: personId })).replayVendorMessage.__typename).toBe('NotFound');
    expect((await read(verification.id)).status).toBe('VERIFIED');
    const told = (await eventsOf(hub, 'webhook')).filter(({ data }) => data.messageId === message.id);
    expect(told.map(({ name, actor }) => [name, actor])).toEqual([
      ['webhook.settled', 'vendor:replayed'],
      ['webhook.replayed', 'steward'],
    ]);
  });

  test('that was given up closes by its event when a replay settles it', async () => {
    const { reference } = await given('mended');
    const when = new Date(clock.now().getTime() + 3_600_000);
    await post(hub, 'mended', signed(saying(reference, when), clock.now()));
    const [message] = await settledMessages(steward, 'mended', 1);
    clock.advance(3_600_000);
    await ask(steward, REPLAY, { id: message.id });
    const told = (await eventsOf(hub, 'webhook')).filter(({ data }) => data.messageId === message.id);
    expect(told.map(({ name, data }) => [name, data.state])).toEqual([
      ['webhook.dead', undefined],
      ['webhook.replayed', undefined],
      ['webhook.settled', 'APPLIED'],
    ]);
  });

  test('that a process left when it died is found and dealt with', async () => {
    const { id, reference } = await given('left');
    await post(hub, 'left', signed(saying(reference, clock.now()), clock.now()));
    await settledMessages(steward, 'left', 1);
    // As it stood before it was dealt with.
    await runSql(
      hub.database.url,
      `update verification.vendor_message set state = 'RECEIVED', due_at = '2026-03-01T00:00:00Z' where vendor = 'left'`,
    );
    expect(await settledMessages(steward, 'left', 1)).toMatchObject([{ state: 'APPLIED', reason: 'REPEATED' }]);
    expect((await read(id)).status).toBe('VERIFIED');
  });

  test('after a fault of ours is tried again ever more slowly, and then given up', async () => {
    const { reference } = await given('faulty');
    await runSql(
      hub.database.url,
      `alter table verification.check_attempt add constraint trouble check (state <> 'ENDED' or vendor <> 'faulty') not valid`,
    );
    await post(hub, 'faulty', signed(saying(reference, clock.now()), clock.now()));
    const tries = async () =>
      (
        await runSql<{ attempts: number }>(
          hub.database.url,
          `select attempts from verification.vendor_message where vendor = 'faulty'`,
        )
      )[0]!.attempts;
    for (let n = 1; n <= 8; n++) {
      await expect.poll(tries, { timeout: 5_000 }).toBe(n);
      clock.advance(300_000);
    }
    const [message] = await settledMessages(steward, 'faulty', 1);
    expect(message).toMatchObject({ state: 'DEAD', reason: 'FAILED INTERNAL', attempts: 8 });
  });
});

test('messages are listed the newest first, page by page, without loss or repeat', async () => {
  await registerStandard(steward, 'pages');
  const types = ['a', 'b', 'c', 'd', 'e'];
  for (const type of types) await post(hub, 'pages', signed({ type }, clock.now()));
  const all = (await settledMessages(steward, 'pages', 5)).map(({ id }) => id);
  const PAGE = `query ($after: String, $state: VendorMessageState) { vendorMessages(vendor: "pages", state: $state, first: 2, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { vendorMessages } = await ask(steward, PAGE, { after, state: found.length > 2 ? 'OTHER' : null });
    found.push(...vendorMessages.edges.map((edge: { node: { id: string } }) => edge.node.id));
    after = vendorMessages.pageInfo.hasNextPage ? vendorMessages.pageInfo.endCursor : null;
  } while (after !== null);
  expect(found).toEqual(all);
  const wrong = await steward.query('{ vendorMessages(after: "x") { edges { cursor } } }');
  expect(wrong.errors?.[0]?.extensions?.code).toBe('BAD_CURSOR');
});
