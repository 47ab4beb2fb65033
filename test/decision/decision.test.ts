import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/kernel/vault.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import {
  DECISION,
  type Desk,
  decide,
  decided,
  newSubject,
  openDesk,
  requestVerification,
  twoSubjects,
} from './operations.ts';

const SHOWN = /* GraphQL */ `
  id person { id } subject outcome reasons { code text } policy { name version } matchedRules inputs inputsDigest
  verifications { id } claims { id } decidedBy decidedAt recordedAt supersedes { id } supersededBy { id }
`;

const clock = testClock();
let hub: TestHub;
let desk: Desk;

beforeAll(async () => {
  hub = await createHub({ clock });
  desk = await openDesk(hub);
});
afterAll(() => hub[Symbol.asyncDispose]());

async function show(id: string): Promise<any> {
  return (await ask(desk.engine, `query ($id: ID!) { decision(id: $id) { ${SHOWN} } }`, { id })).decision;
}

describe('a decision', () => {
  test('shows all that it was recorded with', async () => {
    const { personId, claimIds, verificationId } = await newSubject(desk);
    const inputs = { score: 0.93, applicant: { name: 'Ada Lovelace', ids: ['X1', null] } };
    const id = await decided(desk.engine, {
      personId,
      outcome: 'STEP_UP',
      reasons: [{ code: 'NEW_DEVICE' }, { code: 'score:low', text: ' The score is\n low. ' }],
      matchedRules: ['device age < 1 day', 'score < 0.95'],
      inputs,
      verificationIds: [verificationId, verificationId.toUpperCase()],
      claimIds,
      decidedAt: '2026-03-01T10:00:00+01:00',
    });
    const decision = await show(id);
    expect(decision).toEqual({
      id,
      person: { id: personId },
      subject: 'onboarding',
      outcome: 'STEP_UP',
      reasons: [
        { code: 'NEW_DEVICE', text: null },
        { code: 'score:low', text: 'The score is low.' },
      ],
      policy: { name: 'onboarding', version: '3.2.0' },
      matchedRules: ['device age < 1 day', 'score < 0.95'],
      inputs,
      inputsDigest: expect.stringMatching(/^[0-9a-f]{32}$/),
      verifications: [{ id: verificationId }],
      claims: claimIds.map((claimId) => ({ id: claimId })),
      decidedBy: 'decision',
      decidedAt: '2026-03-01T09:00:00.000Z',
      recordedAt: '2026-03-01T12:00:00.000Z',
      supersedes: null,
      supersededBy: null,
    });
  });

  test('leads to its evidence and to its person through the graph', async () => {
    const { personId, claimIds, verificationId } = await newSubject(desk);
    await decided(desk.engine, { personId, verificationIds: [verificationId], claimIds: [claimIds[0]] });
    const { person } = await ask(
      desk.crm,
      `query ($id: ID!) { person(id: $id) { decisions {
        person { name { full } } verifications { status checks { kind } } claims { field system { id } }
      } } }`,
      { id: personId },
    );
    expect(person.decisions).toEqual([
      {
        person: { name: { full: 'Ada Lovelace' } },
        verifications: [{ status: 'PENDING', checks: [{ kind: 'DOCUMENT' }] }],
        claims: [{ field: expect.any(String), system: { id: 'crm' } }],
      },
    ]);
  });

  test('shows null in place of a claim that was forgotten, or that the reader may not see', async () => {
    const onboarding = await hub.as('onboarding');
    const externalId = 'cited';
    const name = { full: 'Ada Lovelace' };
    const passport = { type: 'PASSPORT', value: 'CITED1' };
    const personId = await recorded(onboarding, { externalId, name, identifiers: [passport] });
    const { person } = await ask(onboarding, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', {
      id: personId,
    });
    const claimIds = person.lineage.map((claim: { id: string }) => claim.id);
    const id = await decided(desk.engine, { personId, claimIds });
    const cited = async (client: Client): Promise<string[]> => {
      const { decision } = await ask(client, 'query ($id: ID!) { decision(id: $id) { claims { field } } }', { id });
      return decision.claims.map((claim: { field: string } | null) => claim?.field ?? 'nothing').toSorted();
    };
    expect(await cited(onboarding)).toEqual(['IDENTIFIERS', 'NAME']);
    expect(await cited(desk.engine)).toEqual(['NAME', 'nothing']);
    await ask(onboarding, 'mutation { forgetRecord(input: { externalId: "cited" }) { __typename } }');
    expect(await cited(onboarding)).toEqual(['nothing', 'nothing']);
  });

  test('lies sealed, with a digest that tells equal inputs and cannot be guessed', async () => {
    const { personId, verificationId } = await newSubject(desk);
    const cited = { personId, verificationIds: [verificationId] };
    const secret = { birthDate: '1815-12-10', name: 'Ada the secret' };
    const one = await decided(desk.engine, {
      ...cited,
      inputs: secret,
      reasons: [{ code: 'A', text: 'Ada is known.' }],
    });
    const same = await decided(desk.engine, { ...cited, inputs: { name: 'Ada the secret', birthDate: '1815-12-10' } });
    const other = await decided(desk.engine, { ...cited, inputs: { ...secret, birthDate: '1815-12-11' } });
    const [a, b, c] = await Promise.all([one, same, other].map(async (id) => (await show(id)).inputsDigest));
    expect(a).toBe(b);
    expect(a).not.toBe(c);
    expect(createHash('sha256').update(canonicalJson(secret)).digest('hex')).not.toContain(a);
    const stored = JSON.stringify([
      await runSql(
        hub.database.url,
        "select encode(sealed, 'escape') a, encode(sealed_inputs, 'escape') b, decision::text from decision.decision",
      ),
      await runSql(hub.database.url, 'select event::text from log.event'),
      await runSql(hub.database.url, 'select idempotency::text from decision.idempotency'),
    ]);
    for (const word of ['Ada the secret', '1815-12-10', 'Ada is known']) expect(stored).not.toContain(word);
  });

  test('is still there when its key was destroyed, without what identified', async () => {
    const { personId, verificationId } = await newSubject(desk);
    const reasons = [{ code: 'OK', text: 'Ada is known.' }];
    const id = await decided(desk.engine, { personId, verificationIds: [verificationId], reasons });
    await runSql(hub.database.url, `delete from decision.key where id = '${id}'`);
    expect(await show(id)).toMatchObject({ outcome: 'APPROVE', inputs: null, reasons: [{ code: 'OK', text: null }] });
  });

  test('cannot be changed or deleted by the role that records it', async () => {
    const attempt = (statement: string): Promise<unknown> =>
      runSql(hub.database.url, `begin; set local role selfsame_decision; ${statement}; commit`);
    await expect(attempt("update decision.decision set outcome = 'REJECT'")).rejects.toThrow('permission denied');
    await expect(attempt('delete from decision.decision')).rejects.toThrow('permission denied');
  });
});

describe('evidence', () => {
  test('that was acknowledged a moment ago is found', async () => {
    const { personId } = await newSubject(desk);
    for (let round = 0; round < 5; round++) {
      const verificationIds = [await requestVerification(desk.crm, personId)];
      expect(await decide(desk.engine, { personId, verificationIds })).toMatchObject({
        __typename: 'DecisionRecorded',
      });
    }
  });

  test('under any id of the person counts, and what was decided under each is shown for the one', async () => {
    const { subjects, join } = await twoSubjects(desk);
    const earlier = [];
    for (const { personId, verificationId } of subjects) {
      earlier.push(await decided(desk.engine, { personId, verificationIds: [verificationId] }));
      clock.advance(1_000);
    }
    const personId = await join();
    const [one, other] = subjects;
    const id = await decided(desk.engine, {
      personId: subjects.find((subject) => subject.personId !== personId)!.personId,
      verificationIds: [one.verificationId, other.verificationId],
      claimIds: [...one.claimIds, ...other.claimIds],
      supersedes: earlier[0],
    });
    const { person } = await ask(desk.crm, 'query ($id: ID!) { person(id: $id) { decisions { id person { id } } } }', {
      id: personId,
    });
    expect(person.decisions).toEqual(
      [id, earlier[1], earlier[0]].map((each) => ({ id: each, person: { id: personId } })),
    );
    const first = await ask(desk.crm, 'query ($id: ID!) { person(id: $id) { decisions(first: 2) { id } } }', {
      id: personId,
    });
    expect(first.person.decisions).toEqual([{ id }, { id: earlier[1] }]);
  });
});

describe('a list of decisions', () => {
  test('is the newest first by when it was decided, and as long as was asked for', async () => {
    const { personId, verificationId } = await newSubject(desk);
    for (const day of ['02', '03', '01']) {
      await decided(desk.engine, {
        personId,
        verificationIds: [verificationId],
        decidedAt: `2026-02-${day}T00:00:00Z`,
      });
    }
    const query = 'query ($id: ID!, $first: Int) { person(id: $id) { decisions(first: $first) { decidedAt } } }';
    const days = async (first?: number): Promise<string[]> =>
      (await ask(desk.crm, query, { id: personId, first })).person.decisions.map(({ decidedAt }: any) =>
        decidedAt.slice(8, 10),
      );
    expect(await days()).toEqual(['03', '02', '01']);
    expect(await days(2)).toEqual(['03', '02']);
    for (const first of [0, 201]) {
      const { data, errors } = await desk.crm.query(query, { id: personId, first });
      expect(data.person.decisions).toBeNull();
      expect(errors).toMatchObject([{ message: 'first: expected 1 to 200.', extensions: { code: 'BAD_REQUEST' } }]);
    }
  });

  test('is empty for a person about whom nothing was decided', async () => {
    const { personId } = await newSubject(desk);
    const { person } = await ask(desk.crm, 'query ($id: ID!) { person(id: $id) { decisions { id } } }', {
      id: personId,
    });
    expect(person.decisions).toEqual([]);
  });
});

test('the event carries ids, the subject, the outcome and the policy, and nothing of the person', async () => {
  const { personId, verificationId } = await newSubject(desk);
  const earlier = await decided(desk.engine, { personId, verificationIds: [verificationId] });
  const later = await decided(desk.engine, {
    personId,
    verificationIds: [verificationId],
    outcome: 'BLOCK',
    supersedes: earlier,
  });
  const rows = await runSql<{ data: unknown; actor: string }>(
    hub.database.url,
    `select data, actor from log.event where subject = '${personId}' and type = 'dev.selfsame.decision.made.v1' order by sequence`,
  );
  const policy = DECISION.policy;
  expect(rows).toEqual([
    {
      data: { decisionId: earlier, subject: 'onboarding', outcome: 'APPROVE', engine: 'EXTERNAL', policy },
      actor: 'decision',
    },
    {
      data: {
        decisionId: later,
        subject: 'onboarding',
        outcome: 'BLOCK',
        engine: 'EXTERNAL',
        policy,
        supersedes: earlier,
      },
      actor: 'decision',
    },
  ]);
});
