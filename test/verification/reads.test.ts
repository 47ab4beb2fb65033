import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES_OF_KIND, type Scope } from '../../src/kernel/access.ts';
import { actorOf } from '../../src/kernel/actor.ts';
import { closePools, openPools } from '../../src/kernel/db.ts';
import type { Services } from '../../src/subgraphs/verification/context.ts';
import { NOTHING } from '../../src/gate/access.ts';
import { createLoaders } from '../../src/subgraphs/verification/loaders.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { answer, cancel, requested, settle } from './support.ts';

const clock = testClock();
const NOBODY = '0190a1b2-0000-7000-8000-00000000dead';
let hub: TestHub;
let crm: Client;
let hr: Client;
let vendor: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, hr, vendor] = await Promise.all([hub.as('crm'), hub.as('hr'), hub.as('verification')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

const OF_PERSON =
  'query ($id: ID!, $first: Int) { person(id: $id) { id verifications(first: $first) { id person { id } checks { kind } } } }';

describe("a person's verifications", () => {
  test('are the newest first, as many as were asked for, those of merged ids among them', async () => {
    const older = await recorded(crm, { externalId: 'p1', emails: [{ value: 'p1@example.com' }] });
    clock.advance(1000);
    const newer = await recorded(hr, { externalId: 'p2', emails: [{ value: 'p2@example.com' }] });
    const ids: string[] = [];
    for (const personId of [older, newer, older, newer, newer]) {
      clock.advance(1000);
      ids.unshift((await requested(crm, personId)).id);
    }
    await recorded(hr, { externalId: 'p2', emails: [{ value: 'p2@example.com' }, { value: 'p1@example.com' }] });
    await settle(crm);
    const list = async (id: string, first: number | null) => (await ask(crm, OF_PERSON, { id, first })).person;
    for (const id of [older, newer]) {
      const person = await list(id, null);
      expect(person.verifications).toEqual(
        ids.map((verificationId) => ({ id: verificationId, person: { id: older }, checks: [{ kind: 'DOCUMENT' }] })),
      );
      expect((await list(id, 3)).verifications.map((one: { id: string }) => one.id)).toEqual(ids.slice(0, 3));
    }
    const alone = await ask(crm, 'query ($id: ID!) { verification(id: $id) { person { id } } }', { id: ids[0] });
    expect(alone.verification.person.id).toBe(older);
  });

  test.each([0, -1, 201])('are at most 200, and at least one: %i is refused', async (first) => {
    const id = await recorded(crm, { externalId: 'p3', gender: 'MALE' });
    const { data, errors } = await crm.query(OF_PERSON, { id, first });
    expect(data.person).toEqual({ id, verifications: null });
    expect(errors).toMatchObject([{ message: 'first: expected 1 to 200.', extensions: { code: 'BAD_REQUEST' } }]);
  });

  test('of many people are read by one statement, their checks included', async () => {
    const people = await Promise.all(
      Array.from({ length: 5 }, async (_, index) => {
        const personId = await recorded(crm, { externalId: `many-${index}`, gender: 'FEMALE' });
        for (let count = 0; count < index; count++) await requested(crm, personId, ['EMAIL', 'PHONE']);
        return personId;
      }),
    );
    await using counted = countStatements(hub.database.url);
    const lists = await Promise.all(
      people.map((id, index) =>
        counted.loaders.verificationsOf.load({ ids: [id, NOBODY], first: index < 4 ? 50 : 2, after: null }),
      ),
    );
    expect(lists.map((list) => list.length)).toEqual([0, 1, 2, 3, 2]);
    expect(lists.flat().every(({ checks }) => checks.map(({ kind }) => kind).join() === 'EMAIL,PHONE')).toBe(true);
    const flat = lists.flat();
    await Promise.all(flat.map(({ id }) => counted.loaders.verification.load(id)));
    expect(counted.statements()).toBe(2);
  });
});

describe('a claim', () => {
  test('names the checks that passed and confirmed it', async () => {
    const personId = await recorded(crm, { externalId: 'c1', name: { full: 'Ada' }, gender: 'FEMALE' });
    const lineage = 'query ($id: ID!) { person(id: $id) { lineage { id field confirmedBy { id status vendor } } } }';
    const before = (await ask(crm, lineage, { id: personId })).person.lineage;
    expect(before.map((claim: { confirmedBy: unknown }) => claim.confirmedBy)).toEqual([[], []]);
    const name = before.find((claim: { field: string }) => claim.field === 'NAME').id;
    const { checks } = await requested(crm, personId, ['DOCUMENT', 'DATA_SOURCE']);
    await answer(vendor, checks[0]!.id, {
      confirmedClaimIds: [name],
      vendor: 'onfido',
      observedAt: '2026-03-01T10:00:00Z',
    });
    await answer(vendor, checks[1]!.id, { confirmedClaimIds: [name], observedAt: '2026-03-01T11:00:00Z' });
    const after = (await ask(crm, lineage, { id: personId })).person.lineage;
    expect(
      Object.fromEntries(
        after.map((claim: { field: string; confirmedBy: unknown }) => [claim.field, claim.confirmedBy]),
      ),
    ).toEqual({
      GENDER: [],
      NAME: [
        { id: checks[1]!.id, status: 'PASSED', vendor: 'verification' },
        { id: checks[0]!.id, status: 'PASSED', vendor: 'onfido' },
      ],
    });
  });
});

describe('what identifies', () => {
  const ALL =
    'query ($id: ID!) { verification(id: $id) { status cancelReason checks { status traceId normalised evidence { digest uri } } } }';
  const secret = {
    traceId: 'trace-of-ada',
    uri: 's3://evidence/ada-lovelace.png',
    name: 'Ada Lovelace',
    reason: 'Ada withdrew.',
  };

  /** A verification with one check that passed and one that was called off with it. */
  async function verified(externalId: string): Promise<{ id: string; checks: { id: string }[] }> {
    const personId = await recorded(crm, { externalId, gender: 'FEMALE' });
    const verification = await requested(crm, personId, ['DOCUMENT', 'SANCTIONS']);
    await answer(vendor, verification.checks[0]!.id, {
      traceId: secret.traceId,
      normalised: { verification: { trust_framework: 'eidas' }, claims: { given_name: secret.name } },
      evidence: [{ digest: 'ab'.repeat(32), mediaType: 'image/png', uri: secret.uri }],
    });
    await cancel(crm, verification.id, { reason: secret.reason });
    return verification;
  }

  test('lies sealed in the database', async () => {
    const { id } = await verified('sealed');
    const shown = JSON.stringify((await ask(crm, ALL, { id })).verification);
    const tables = ['verification', 'check_result', 'evidence', 'idempotency'];
    const stored = await Promise.all(
      tables.map((name) => runSql(hub.database.url, `select * from verification.${name}`)),
    );
    const text = [
      JSON.stringify(stored),
      JSON.stringify(await runSql(hub.database.url, 'select data from log.event')),
    ].join();
    for (const value of Object.values(secret)) {
      expect(shown).toContain(value);
      expect(text).not.toContain(value);
      expect(text).not.toContain(JSON.stringify([...Buffer.from(value)]).slice(1, -1));
    }
  });

  test('is gone when the key of the verification is destroyed; what is counted stays', async () => {
    const { id, checks } = await verified('erased');
    await runSql(hub.database.url, `delete from verification.key where id = '${id}'`);
    expect((await ask(crm, ALL, { id })).verification).toEqual({
      status: 'CANCELLED',
      cancelReason: null,
      checks: [
        { status: 'PASSED', traceId: null, normalised: null, evidence: [{ digest: 'ab'.repeat(32), uri: null }] },
        { status: 'PENDING', traceId: null, normalised: null, evidence: [] },
      ],
    });
    expect(await answer(vendor, checks[1]!.id)).toEqual({ __typename: 'NotFound', id: checks[1]!.id });
    expect(await cancel(crm, id)).toEqual({ __typename: 'NotFound', id });
  });

  test('in an answer is kept from systems that only count', async () => {
    const { id } = await verified('analytics');
    const { data, errors } = await (await hub.as('analytics')).query(ALL, { id });
    expect(data.verification.checks[0]).toMatchObject({ status: 'PASSED', normalised: null });
    expect(errors).toMatchObject([
      { path: ['verification', 'checks', 0, 'normalised'], extensions: { code: 'FORBIDDEN' } },
      { path: ['verification', 'checks', 1, 'normalised'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});

test('an id that leads to nothing answers null, whatever it looks like', async () => {
  for (const id of [NOBODY, 'verification', '']) {
    expect(await ask(crm, 'query ($id: ID!) { verification(id: $id) { id } }', { id })).toEqual({ verification: null });
  }
});

test('an id in capitals leads to the same verification', async () => {
  const { id } = await requested(crm, await recorded(crm, { externalId: 'capitals', gender: 'MALE' }));
  const { verification } = await ask(crm, 'query ($id: ID!) { verification(id: $id) { id } }', {
    id: id.toUpperCase(),
  });
  expect(verification.id).toBe(id);
});

test('nothing is read for an actor without the scope, whoever asks', async () => {
  await using counted = countStatements(hub.database.url, ['person:read', 'events:read', 'verification:request']);
  const { verificationsOf, ...byId } = counted.loaders;
  const reads = [
    verificationsOf.load({ ids: [NOBODY], first: 1, after: null }),
    ...Object.values(byId).map((loader) => loader.load(NOBODY)),
  ];
  for (const read of await Promise.allSettled(reads)) expect(read).toMatchObject({ reason: { code: 'FORBIDDEN' } });
  expect(counted.statements()).toBe(0);
});

/** Loaders on a database, and how many statements they have sent. */
function countStatements(url: string, scopes: Iterable<Scope> = SCOPES_OF_KIND.CRM) {
  const pools = openPools(
    { url, readConnections: 2, writeConnections: 1, statementTimeoutMs: 5000 },
    'selfsame_verification',
  );
  let count = 0;
  // A statement is sent when it is awaited. A fragment of one is a call too, but nobody awaits it.
  const watch = (query: object): object =>
    new Proxy(query, {
      get(target, name) {
        if (name === 'then') count += 1;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  const read = new Proxy(pools.read, {
    apply: (sql, self, args) => watch(Reflect.apply(sql, self, args)),
  });
  const system = { id: 'crm', kind: 'CRM', trust: 50, purposes: [] } as const;
  const credentials = { clientId: 'crm', subject: 'crm', expiresAt: new Date(8.64e15), machine: true };
  const actor = actorOf({ ...credentials, scopes: [...scopes] }, system);
  const services: Partial<Services> = { pools: { ...pools, read }, clock };
  return {
    loaders: createLoaders(services as Services, { actor, access: NOTHING }),
    statements: () => count,
    [Symbol.asyncDispose]: () => closePools(pools),
  };
}
