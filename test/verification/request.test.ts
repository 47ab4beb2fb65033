import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { cancel, request, requested, settle } from './support.ts';

const clock = testClock();
const NOBODY = '0190a1b2-0000-7000-8000-00000000dead';
let hub: TestHub;
let crm: Client;
let hr: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, hr] = await Promise.all([hub.as('crm'), hub.as('hr')]);
  personId = await recorded(crm, { externalId: '1', emails: [{ value: 'ada@example.com' }] });
});
afterAll(() => hub[Symbol.asyncDispose]());

describe('a request', () => {
  test('stores its checks in their order, open and with nothing found', async () => {
    const checks = [{ kind: 'SANCTIONS' }, { kind: 'DOCUMENT', vendor: ' onfido ' }];
    const outcome = await request(crm, { personId, checks, deadline: '2026-03-02T00:00:00+01:00' });
    expect(outcome).toEqual({
      __typename: 'VerificationRequested',
      verificationId: outcome.verification.id,
      verification: {
        id: expect.any(String),
        status: 'PENDING',
        requestedBy: 'crm',
        expiresAt: '2026-03-01T23:00:00.000Z',
        checks: [
          { id: expect.any(String), kind: 'SANCTIONS', status: 'PENDING', vendor: null },
          { id: expect.any(String), kind: 'DOCUMENT', status: 'PENDING', vendor: 'onfido' },
        ],
      },
    });
  });

  test('finds a person that was recorded a moment ago', async () => {
    for (let index = 0; index < 5; index++) {
      const fresh = await recorded(crm, { externalId: `fresh-${index}`, gender: 'FEMALE' });
      expect((await request(crm, { personId: fresh, checks: [{ kind: 'EMAIL' }] })).__typename).toBe(
        'VerificationRequested',
      );
    }
  });

  test('by an id that was merged is kept under the id that leads to the person today', async () => {
    const older = await recorded(crm, { externalId: 'm1', emails: [{ value: 'm1@example.com' }] });
    clock.advance(1000);
    const newer = await recorded(hr, { externalId: 'm2', emails: [{ value: 'm2@example.com' }] });
    await recorded(hr, { externalId: 'm2', emails: [{ value: 'm2@example.com' }, { value: 'm1@example.com' }] });
    await settle(crm);
    const { id } = await requested(crm, newer);
    const { verification } = await ask(crm, 'query ($id: ID!) { verification(id: $id) { person { id } } }', { id });
    expect(verification.person.id).toBe(older);
    expect(
      await runSql(hub.database.url, `select person_id from verification.verification where id = '${id}'`),
    ).toEqual([{ person_id: older }]);
  });

  test('answers alike whether there is no such person, the id is none, or the person was forgotten', async () => {
    const gone = await recorded(crm, { externalId: 'gone', gender: 'MALE' });
    await ask(crm, 'mutation { forgetRecord(input: { externalId: "gone" }) { __typename } }');
    await settle(crm);
    const before = await countRows(hub.database.url);
    for (const id of [NOBODY, 'nobody', '', gone]) {
      expect(await request(crm, { personId: id, checks: [{ kind: 'EMAIL' }] })).toEqual({ __typename: 'NotFound', id });
    }
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('that is wrong comes back with every path, and nothing is stored', async () => {
    const before = await countRows(hub.database.url);
    const paths = async (input: Record<string, unknown>) =>
      (await request(crm, { personId, ...input })).problems.map(({ path }) => path);
    expect(await paths({ checks: [] })).toEqual(['checks']);
    expect(
      await paths({
        checks: [{ kind: 'EMAIL', vendor: 'a\u0001' }, { kind: 'EMAIL' }],
        deadline: 'soon',
        idempotencyKey: '',
      }),
    ).toEqual(['checks.0.vendor', 'checks.1.kind', 'deadline', 'idempotencyKey']);
    expect(await paths({ checks: [{ kind: 'EMAIL' }], deadline: '2026-03-01T12:00:00Z' })).toEqual(['deadline']);
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test.each(['verification', 'marketing', 'analytics'])('is refused to %s, whose kind may not ask', async (system) => {
    const client = await hub.as(system);
    const answers = [
      await client.query(
        `mutation { requestVerification(input: { personId: "${personId}", checks: [{ kind: EMAIL }] }) { __typename } }`,
      ),
      await client.query(
        `mutation { cancelVerification(input: { verificationId: "${NOBODY}", reason: "x" }) { __typename } }`,
      ),
    ];
    for (const { errors } of answers)
      expect(errors).toMatchObject([{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }]);
  });

  test('tells its id to a system that may ask and not read', async () => {
    const client = await hub.as('crm', ['verification:request']);
    const { data, errors } = await client.query(
      `mutation { requestVerification(input: { personId: "${personId}", checks: [{ kind: EMAIL }] }) { ... on VerificationRequested { verificationId verification { id } } } }`,
    );
    expect(data.requestVerification).toEqual({ verificationId: expect.any(String), verification: null });
    expect(errors).toMatchObject([
      { path: ['requestVerification', 'verification'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});

describe('an idempotency key', () => {
  const input = { checks: [{ kind: 'EMAIL' }], idempotencyKey: 'r-1', deadline: '2026-03-01T12:30:00Z' };

  test('gives the first answer again, also when the deadline is over by then', async () => {
    const local = await recorded(crm, { externalId: 'idem', gender: 'FEMALE' });
    const first = await request(crm, { personId: local, ...input });
    const rows = await countRows(hub.database.url);
    clock.advance(3_600_000);
    const again = await request(crm, { personId: local, ...input });
    clock.advance(-3_600_000);
    expect(again.verification.id).toBe(first.verification.id);
    expect(await countRows(hub.database.url)).toEqual(rows);
    expect(await request(crm, { personId, ...input })).toEqual({ __typename: 'IdempotencyConflict', inFlight: false });
  });

  test('of a refused request stays free', async () => {
    const key = { idempotencyKey: 'r-2' };
    expect((await request(crm, { personId: NOBODY, checks: [{ kind: 'EMAIL' }], ...key })).__typename).toBe('NotFound');
    expect((await request(crm, { personId, checks: [{ kind: 'EMAIL' }], ...key })).__typename).toBe(
      'VerificationRequested',
    );
  });
});

describe('calling off', () => {
  test('ends an open verification, keeps the reason and clears the deadline', async () => {
    const { id } = await requested(crm, personId, ['EMAIL'], { deadline: '2026-03-05T00:00:00Z' });
    // Somebody else's verification is not there for HR.
    expect(await cancel(hr, id)).toEqual({ __typename: 'NotFound', id });
    expect((await cancel(crm, id, { reason: ' The person  withdrew. ' })).verification).toEqual({
      id,
      status: 'CANCELLED',
      cancelReason: 'The person withdrew.',
      completedAt: clock.now().toISOString(),
      expiresAt: null,
    });
  });

  test('is refused for what has ended, and for what there is none of', async () => {
    const { id } = await requested(crm, personId);
    await cancel(crm, id);
    expect(await cancel(crm, id)).toEqual({
      __typename: 'IllegalTransition',
      from: 'CANCELLED',
      to: 'CANCELLED',
      message: expect.stringContaining('has ended'),
    });
    for (const missing of [NOBODY, 'nothing'])
      expect(await cancel(crm, missing)).toEqual({ __typename: 'NotFound', id: missing });
    expect((await cancel(crm, id, { reason: '\u0000' })).problems).toMatchObject([{ path: 'reason' }]);
  });

  test('is refused once the deadline is over', async () => {
    const { id } = await requested(crm, personId, ['EMAIL'], { deadline: '2026-03-01T13:00:00Z' });
    clock.advance(3_600_000);
    expect(await cancel(crm, id)).toMatchObject({ __typename: 'IllegalTransition', from: 'EXPIRED' });
    clock.advance(-3_600_000);
  });

  test('with a key gives the first answer again', async () => {
    const { id } = await requested(crm, personId);
    const key = { idempotencyKey: 'c-1' };
    expect([await cancel(crm, id, key), await cancel(crm, id, key)].map(({ __typename }) => __typename)).toEqual([
      'VerificationCancelled',
      'VerificationCancelled',
    ]);
    expect(await cancel(crm, id, { ...key, reason: 'Another.' })).toMatchObject({ __typename: 'IdempotencyConflict' });
  });
});
