import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { answer, begin, cancel, requested, statusOf } from './support.ts';

const clock = testClock();
const KINDS = ['DOCUMENT', 'ADDRESS', 'SANCTIONS', 'BIOMETRIC', 'DEVICE', 'EMAIL', 'PHONE', 'DATA_SOURCE'];
const NOBODY = '0190a1b2-0000-7000-8000-00000000dead';
let hub: TestHub;
let crm: Client;
let vendor: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, vendor] = await Promise.all([hub.as('crm'), hub.as('verification')]);
  personId = await recorded(crm, { externalId: '1', name: { full: 'Ada Lovelace' } });
});
afterAll(() => hub[Symbol.asyncDispose]());

const claimsOf = async (id: string): Promise<string[]> =>
  (await ask(crm, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id })).person.lineage.map(
    (claim: { id: string }) => claim.id,
  );

/** Every row of the log that tells of a verification, in the order of commits. */
const eventsOf = (verificationId: string) =>
  runSql<{ type: string; data: Record<string, unknown>; actor: string; subject: string }>(
    hub.database.url,
    `select type, data, actor, subject from log.event where data->>'verificationId' = '${verificationId}' order by id`,
  );

describe('a result', () => {
  test('is kept with all that backs it', async () => {
    const { id, checks } = await requested(crm, personId, ['DOCUMENT']);
    const [claimId] = await claimsOf(personId);
    const normalised = { verification: { trust_framework: 'eidas' }, claims: { given_name: 'Ada' } };
    await begin(vendor, checks[0]!.id, { vendor: 'onfido', observedAt: '2026-03-01T11:58:00Z' });
    const outcome = await answer(vendor, checks[0]!.id, {
      vendor: 'onfido',
      score: 0.97,
      reasonCodes: ['DOC_OK'],
      traceId: 'wf-42',
      observedAt: '2026-03-01T11:59:00Z',
      validUntil: '2027-03-01T00:00:00Z',
      evidence: [
        {
          digest: 'AB'.repeat(32),
          mediaType: 'Image/JPEG',
          uri: 's3://evidence/ada.jpg',
          retainUntil: '2030-01-01T00:00:00Z',
        },
        { digest: 'cd'.repeat(32), mediaType: 'image/png' },
      ],
      normalised,
      confirmedClaimIds: [claimId!.toUpperCase()],
    });
    expect(outcome).toMatchObject({
      __typename: 'CheckResultRecorded',
      outcome: 'APPLIED',
      verificationId: id,
      checkId: checks[0]!.id,
    });
    const { verification } = await ask(
      crm,
      `query ($id: ID!) { verification(id: $id) { status completedAt expiresAt checks { verificationId kind status vendor method score reasonCodes traceId startedAt
        completedAt validUntil evidence { digest mediaType uri retainUntil } normalised confirmedClaimIds } } }`,
      { id },
    );
    expect(verification).toEqual({
      status: 'VERIFIED',
      completedAt: '2026-03-01T12:00:00.000Z',
      expiresAt: '2027-03-01T00:00:00.000Z',
      checks: [
        {
          verificationId: id,
          kind: 'DOCUMENT',
          status: 'PASSED',
          vendor: 'onfido',
          method: 'document_ocr',
          score: 0.97,
          reasonCodes: ['DOC_OK'],
          traceId: 'wf-42',
          startedAt: '2026-03-01T11:58:00.000Z',
          completedAt: '2026-03-01T11:59:00.000Z',
          validUntil: '2027-03-01T00:00:00.000Z',
          evidence: [
            {
              digest: 'ab'.repeat(32),
              mediaType: 'image/jpeg',
              uri: 's3://evidence/ada.jpg',
              retainUntil: '2030-01-01T00:00:00.000Z',
            },
            { digest: 'cd'.repeat(32), mediaType: 'image/png', uri: null, retainUntil: null },
          ],
          normalised,
          confirmedClaimIds: [claimId],
        },
      ],
    });
  });

  test('is told without a value of the person or the vendor', async () => {
    const { id, checks } = await requested(crm, personId, ['DOCUMENT', 'ADDRESS']);
    await begin(vendor, checks[0]!.id, { traceId: 'secret-trace' });
    await answer(vendor, checks[0]!.id, { traceId: 'secret-trace' });
    await answer(vendor, checks[1]!.id, { status: 'INCONCLUSIVE', traceId: 'secret-trace' });
    const at = (check: number, status: string, outcome: string) => {
      return {
        verificationId: id,
        status,
        checkId: checks[check]!.id,
        kind: checks[check]!.kind,
        vendor: 'verification',
        outcome,
      };
    };
    expect(await eventsOf(id)).toEqual([
      {
        type: 'dev.selfsame.verification.requested.v1',
        subject: personId,
        actor: 'crm',
        data: {
          verificationId: id,
          status: 'PENDING',
          checks: checks.map((check) => ({ checkId: check.id, kind: check.kind })),
        },
      },
      {
        type: 'dev.selfsame.verification.started.v1',
        subject: personId,
        actor: 'verification',
        data: at(0, 'IN_PROGRESS', 'IN_PROGRESS'),
      },
      {
        type: 'dev.selfsame.verification.progressed.v1',
        subject: personId,
        actor: 'verification',
        data: at(0, 'IN_PROGRESS', 'PASSED'),
      },
      {
        type: 'dev.selfsame.verification.completed.v1',
        subject: personId,
        actor: 'verification',
        data: at(1, 'INCONCLUSIVE', 'INCONCLUSIVE'),
      },
    ]);
  });

  test('that is told again, or comes late, changes nothing', async () => {
    const { id, checks } = await requested(crm, personId);
    const checkId = checks[0]!.id;
    await answer(vendor, checkId, { score: 0.9 });
    const before = await countRows(hub.database.url);
    expect((await answer(vendor, checkId, { score: 0.9, observedAt: '2026-03-01T11:00:00Z' })).outcome).toBe(
      'REPEATED',
    );
    expect((await answer(vendor, checkId, { score: 0.8 })).outcome).toBe('LATE');
    expect((await answer(vendor, checkId, { status: 'FAILED' })).outcome).toBe('LATE');
    expect((await begin(vendor, checkId)).outcome).toBe('LATE');
    expect(await countRows(hub.database.url)).toEqual(before);
    const { verification } = await ask(
      crm,
      'query ($id: ID!) { verification(id: $id) { status checks { status score } } }',
      { id },
    );
    expect(verification).toEqual({ status: 'VERIFIED', checks: [{ status: 'PASSED', score: 0.9 }] });
  });

  test('of a second vendor can take over a check that the first one began', async () => {
    const { checks } = await requested(crm, personId);
    const checkId = checks[0]!.id;
    const begun = [
      await begin(vendor, checkId, { vendor: 'first' }),
      await begin(vendor, checkId, { vendor: 'first' }),
    ];
    const taken = [
      await begin(vendor, checkId, { vendor: 'second' }),
      await answer(vendor, checkId, { vendor: 'second' }),
    ];
    expect([...begun, ...taken].map(({ outcome }) => outcome)).toEqual(['APPLIED', 'REPEATED', 'APPLIED', 'APPLIED']);
  });

  test('with a key gives the first answer again', async () => {
    const { checks } = await requested(crm, personId);
    const key = { idempotencyKey: 'k-1' };
    const outcomes = [await answer(vendor, checks[0]!.id, key), await answer(vendor, checks[0]!.id, key)];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['APPLIED', 'APPLIED']);
    expect(await answer(vendor, checks[0]!.id, { ...key, score: 0.1 })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
  });

  test('is applied exactly once when eight vendors answer one check at once', async () => {
    const { id, checks } = await requested(crm, personId, KINDS);
    const applied = await Promise.all(
      checks.map(async (check) => {
        const evidence = (index: number) => [{ digest: `${index}`.repeat(64), mediaType: 'image/png' }];
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            answer(vendor, check.id, { score: index / 10, evidence: evidence(index) }),
          ),
        );
        expect(outcomes.filter(({ outcome }) => outcome === 'LATE')).toHaveLength(7);
        const winner = outcomes.findIndex(({ outcome }) => outcome === 'APPLIED');
        return { status: 'PASSED', score: winner / 10, evidence: [{ digest: `${winner}`.repeat(64) }] };
      }),
    );
    const { verification } = await ask(
      crm,
      'query ($id: ID!) { verification(id: $id) { status checks { status score evidence { digest } } } }',
      { id },
    );
    expect(verification).toEqual({ status: 'VERIFIED', checks: applied });
    expect(await eventsOf(id)).toHaveLength(1 + checks.length);
  });

  test('of each check completes the verification once when all come at once', async () => {
    const { id, checks } = await requested(crm, personId, KINDS);
    await Promise.all(checks.map((check) => answer(vendor, check.id)));
    expect(await statusOf(crm, id)).toBe('VERIFIED');
    const types = (await eventsOf(id)).map(({ type }) => type.split('.')[3]);
    expect(types).toEqual(['requested', 'started', ...Array.from({ length: 6 }, () => 'progressed'), 'completed']);
  });
});

describe('a refusal', () => {
  test('meets a result for what was called off, or whose deadline is over', async () => {
    const off = await requested(crm, personId);
    await cancel(crm, off.id);
    expect(await answer(vendor, off.checks[0]!.id)).toEqual({
      __typename: 'IllegalTransition',
      from: 'CANCELLED',
      to: 'PASSED',
      message: expect.stringContaining('no answer any more'),
    });
    const over = await requested(crm, personId, ['EMAIL'], { deadline: '2026-03-01T12:30:00Z' });
    clock.advance(1_800_000);
    expect(await answer(vendor, over.checks[0]!.id)).toMatchObject({
      __typename: 'IllegalTransition',
      from: 'EXPIRED',
    });
    expect(await begin(vendor, over.checks[0]!.id)).toMatchObject({
      __typename: 'IllegalTransition',
      to: 'IN_PROGRESS',
    });
    clock.advance(-1_800_000);
  });

  test('meets a check that there is none of, whatever the id looks like', async () => {
    for (const id of [NOBODY, 'check', '']) expect(await answer(vendor, id)).toEqual({ __typename: 'NotFound', id });
  });

  test('meets claims of another person and claims that there are none of alike, by their path', async () => {
    const other = await recorded(crm, { externalId: 'other', gender: 'MALE' });
    const [[own], [foreign]] = [await claimsOf(personId), await claimsOf(other)];
    const { checks } = await requested(crm, personId);
    const before = await countRows(hub.database.url);
    const outcome = await answer(vendor, checks[0]!.id, { confirmedClaimIds: [own, foreign, NOBODY, own] });
    const message = 'Expected the id of a claim about this person.';
    expect(outcome.problems).toEqual([
      { path: 'confirmedClaimIds.1', message },
      { path: 'confirmedClaimIds.2', message },
    ]);
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('meets a bare result, and stores nothing', async () => {
    const { id, checks } = await requested(crm, personId);
    const before = await countRows(hub.database.url);
    const outcome = await answer(vendor, checks[0]!.id, {
      method: null,
      traceId: null,
      score: 1.5,
      idempotencyKey: '',
    });
    expect(outcome.problems.map(({ path }) => path)).toEqual(['method', 'traceId', 'score', 'idempotencyKey']);
    expect(await countRows(hub.database.url)).toEqual(before);
    expect(await statusOf(crm, id)).toBe('PENDING');
  });

  test.each(['crm', 'hr', 'steward', 'decision', 'analytics'])('meets %s, which is no vendor', async (system) => {
    const client = await hub.as(system);
    const { errors } = await client.query(
      `mutation { recordCheckResult(input: { checkId: "${NOBODY}", status: PASSED, method: "m", traceId: "t" }) { __typename } }`,
    );
    expect(errors).toMatchObject([{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }]);
  });
});

test('a vendor answers for itself, never for another registered one', async () => {
  const steward = await hub.as('steward');
  await ask(
    steward,
    'mutation { registerSystem(input: { id: "other-vendor", kind: VERIFICATION, name: "Other" }) { __typename } }',
  );
  const other = await hub.as('other-vendor', ['verification:result', 'verification:read']);
  const { id, checks } = await requested(crm, personId, ['DOCUMENT', 'EMAIL'], {
    checks: [{ kind: 'DOCUMENT', vendor: 'verification' }, { kind: 'EMAIL' }],
  });
  const [asked, open] = checks.map((check) => check.id) as [string, string];
  const before = await countRows(hub.database.url);
  expect(await answer(other, asked)).toEqual({ __typename: 'NotFound', id: asked });
  expect((await answer(other, open, { vendor: 'verification' })).problems).toMatchObject([{ path: 'vendor' }]);
  expect(await countRows(hub.database.url)).toEqual(before);
  expect((await answer(other, open)).outcome).toBe('APPLIED');
  // What one has answered, the other cannot answer again.
  expect(await answer(vendor, open)).toEqual({ __typename: 'NotFound', id: open });
  expect((await answer(vendor, asked, { status: 'FAILED' })).outcome).toBe('APPLIED');
  expect(await statusOf(crm, id)).toBe('REJECTED');
});
