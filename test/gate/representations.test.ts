import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hub, startHub } from '../../src/main.ts';
import { type Client, type TestHub, createHub, createTestClient } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { watchLog } from '../support/watch.ts';

// Whoever has a token may ask a subgraph that is served apart, and say of anybody that they are somebody else too.

let hub: TestHub;
let apart: Hub[];
let crm: Client;
let decision: Client;

beforeAll(async () => {
  hub = await createHub();
  const { logger } = watchLog();
  apart = [];
  for (const only of ['verification', 'decision'] as const)
    apart.push(await startHub(hub.config, { only }, { logger }));
  [crm, decision] = await Promise.all([hub.as('crm'), hub.as('decision')]);
});
afterAll(async () => {
  for (const one of apart) await one.stop();
  await hub[Symbol.asyncDispose]();
});

test('a representation that gives somebody the ids of another shows nothing of the other', async () => {
  const [open, restricted] = [
    await recorded(crm, { externalId: 'open', name: { full: 'Open Door' } }),
    await recorded(crm, { externalId: 'restricted', name: { full: 'Closed Shop' } }),
  ];
  for (const id of [open, restricted]) {
    const { requestVerification } = await ask(
      decision,
      'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { id } } } }',
      { id },
    );
    await ask(
      decision,
      `mutation ($id: ID!, $of: [ID!]!) { recordDecision(input: { personId: $id, subject: "credit", outcome: APPROVE, verificationIds: $of,
        reasons: [{ code: "OK", text: "Fine." }], policy: { name: "p", version: "1" }, inputs: { a: 1 } }) { ... on DecisionRecorded { decisionId } } }`,
      { id, of: [requestVerification.verification.id] },
    );
  }
  await runSql(
    hub.database.url,
    `insert into consent.restriction (person_id, since, case_id) values ('${restricted}', now(), gen_random_uuid())`,
  );
  const fields = ['verifications', 'decisions'];
  for (const [index, { url }] of apart.entries()) {
    const field = fields[index]!;
    const answer = await createTestClient(url, decision.token, []).query(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { ${field} { person { id } } } } }`,
      { of: [{ __typename: 'Person', id: open, mergedIds: [restricted] }] },
    );
    expect(answer.data._entities).toEqual([{ [field]: [{ person: { id: open } }] }]);
    expect((answer as any).extensions.withheld).toMatchObject([{ reason: 'RESTRICTED', personIds: [restricted] }]);
  }
});
