import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
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
