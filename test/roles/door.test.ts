import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXCLUSIVE } from '../../src/kernel/roles.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { record } from '../support/operations.ts';
import { ROLE_NAMES } from '../support/roles.ts';

let hub: TestHub;
let personId: string;

beforeAll(async () => {
  hub = await createHub();
  const { person } = await record(await hub.as('crm'), { externalId: '1', name: { full: 'Ada Lovelace' } });
  personId = person.id;
});
afterAll(() => hub[Symbol.asyncDispose]());

const PERSON = 'query ($id: ID!) { person(id: $id) { id name { full } } }';

describe('a token', () => {
  test.each(EXCLUSIVE)('with $roles is refused, and told which ones', async ({ roles: [one, other] }) => {
    const client = await hub.as('steward', ['system:read', `role:${one}`, `role:${other}`]);
    const { status, errors } = await client.query('{ systems { id } }');
    expect(status).toBe(401);
    expect(errors).toMatchObject([
      {
        message: `The access token holds roles that exclude each other: ${one}, ${other}.`,
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
    await expect(
      client.subscribe('subscription { personChanged(after: "earliest") { cursor } }').next(),
    ).rejects.toMatchObject({ code: 4403 });
  });

  test('of another kind of system is refused with such roles as well', async () => {
    const client = await hub.as('crm', ['system:read', 'role:auditor', 'role:steward']);
    expect(await client.query('{ systems { id } }')).toMatchObject({ status: 401 });
  });

  test('of the desk without a role, or with one that there is not, may do nothing', async () => {
    for (const role of ['role:', 'role:guest', 'role:Steward', 'role:constructor']) {
      const client = await hub.as('steward', ['system:read', role]);
      const { data, errors } = await client.query('{ systems { id } }');
      expect([data.systems, errors?.[0]?.extensions?.code]).toEqual([null, 'FORBIDDEN']);
    }
  });

  test('of the desk does what its roles hold, and no other scope that it names', async () => {
    const may = async (name: string): Promise<boolean> => {
      const { data } = await (await hub.as(name)).query(PERSON, { id: personId });
      return data.person?.name?.full === 'Ada Lovelace';
    };
    const readers = await Promise.all(ROLE_NAMES.map(may));
    expect(ROLE_NAMES.filter((_role, place) => readers[place])).toEqual(['steward', 'reviewer', 'privacy_officer']);
    const greedy = await hub.as('administrator', ['person:read', 'system:read', 'role:developer']);
    const { data } = await greedy.query(`query ($id: ID!) { systems { id } ${PERSON.slice(PERSON.indexOf('{') + 1)}`, {
      id: personId,
    });
    expect([data.systems.length > 0, data.person]).toEqual([true, null]);
  });
});
