import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub, createTestClient } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

let hub: TestHub;
let steward: Client;

beforeAll(async () => {
  hub = await createHub();
  steward = await hub.as('steward');
});
afterAll(() => hub[Symbol.asyncDispose]());

const REGISTER = `mutation ($input: RegisterSystemInput!) { registerSystem(input: $input) {
  __typename ... on InvalidInput { problems { path } } ... on SystemRegistered { system { kind } }
} }`;

async function registerAtOnce(inputs: readonly object[]): Promise<any[]> {
  const answers = await Promise.all(inputs.map((input) => ask(steward, REGISTER, { input: { name: 'A', ...input } })));
  return answers.map(({ registerSystem }) => registerSystem);
}

const registered = ({ __typename }: any): boolean => __typename === 'SystemRegistered';

test('a system that is registered at the same moment as two kinds has one, and no event tells of the other', async () => {
  const kinds = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? 'PARTNER' : 'SUPPORT'));
  const outcomes = await registerAtOnce(kinds.map((kind) => ({ id: 'two-kinds', kind })));
  const [kind] = outcomes.filter(registered).map(({ system }) => system.kind);
  expect(outcomes.map(registered)).toEqual(kinds.map((wanted) => wanted === kind));
  const told = await runSql(
    hub.database.url,
    `select data->>'kind' as kind from log.event where subject = 'two-kinds'`,
  );
  expect(told).toEqual([{ kind }]);
});

test('of systems that want one client at the same moment one gets it, and the others are told', async () => {
  const ids = Array.from({ length: 8 }, (_, n) => `same-client-${n}`);
  const outcomes = await registerAtOnce(ids.map((id) => ({ id, kind: 'PARTNER', clientId: 'wanted' })));
  expect(outcomes.filter(registered)).toHaveLength(1);
  for (const outcome of outcomes.filter((one) => !registered(one))) {
    expect(outcome).toEqual({ __typename: 'InvalidInput', problems: [{ path: 'clientId' }] });
  }
});

test.each(['selfsame', 'journeys', 'rights'])('no system passes for the hub itself: not as %s', async (name) => {
  const [byId, byClient] = await registerAtOnce([
    { id: name, kind: 'PARTNER' },
    { id: `not-${name}`, kind: 'PARTNER', clientId: name },
  ]);
  expect(byId).toEqual({ __typename: 'InvalidInput', problems: [{ path: 'id' }, { path: 'clientId' }] });
  expect(byClient).toEqual({ __typename: 'InvalidInput', problems: [{ path: 'clientId' }] });
});

test('no client passes for a person behind another one, in events nor in the audit log', async () => {
  const clientId = 'steward/ada';
  await registerAtOnce([{ id: 'sly', kind: 'PARTNER', clientId }]);
  const token = await hub.issuer.mint({
    clientId,
    audience: hub.config.audience,
    scopes: ['person:write'],
    ttlSeconds: 60,
  });
  const sly = createTestClient(hub.url, token, []);
  await ask(sly, 'mutation { recordPerson(input: { externalId: "s-1", name: { full: "Sly" } }) { __typename } }');
  const [event] = await runSql(hub.database.url, `select actor from log.event where type like '%identity.created%'`);
  expect(event).toEqual({ actor: 'steward%2Fada' });
  const auditor = await hub.as('auditor');
  const entries = async (filter: string): Promise<any[]> =>
    (await ask(auditor, `{ auditEntries(filter: { ${filter}, kind: ACT }) { entries { client actor event } } }`))
      .auditEntries.entries;
  const told = { client: clientId, actor: 'steward%2Fada', event: 'identity.created' };
  expect(await entries('actor: "steward%2Fada"')).toContainEqual(told);
  expect(await entries('client: "steward/ada"')).toContainEqual(told);
  expect(await entries('actor: "steward/ada"')).toEqual([]);
});
