import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES, SYSTEM_KINDS, type Scope, type SystemKind } from '../../src/kernel/access.ts';
import { DESK_ROLES, type Role, effectiveScopes, roleScope, scopesToAsk } from '../../src/kernel/roles.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ROLE_NAMES } from '../support/roles.ts';
import { countRows } from '../support/rows.ts';
import { populate } from './population.ts';
import {
  type Reach,
  aliasOf,
  listMutations,
  listQueryFields,
  listSubscriptions,
  openRootFields,
  operationOf,
} from './schema.ts';

const everyScope = Object.keys(SCOPES);
let hub: TestHub;
let fields: Reach[];

beforeAll(async () => {
  hub = await createHub();
  fields = listQueryFields(await populate(hub));
});
afterAll(() => hub[Symbol.asyncDispose]());

/** What may be held by a kind of system, at the people's desk by its roles. */
function scopesOf(kind: SystemKind, roles: readonly Role[]): ReadonlySet<Scope> {
  return effectiveScopes(kind, [...everyScope, ...roles.map(roleScope)]);
}

/** As many as one operation may ask for at its root. */
const AT_ONCE = 20;

/** How a field is answered. */
interface Answered {
  reach: Reach;
  isRefused: boolean;
  /** What the field at the root is. */
  value: unknown;
}

/** Asks for many fields in few operations; in smaller ones where many at once are too costly, or one takes the others with it. */
async function askFor(client: Client, reaches: readonly Reach[], atOnce = AT_ONCE): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (let from = 0; from < reaches.length; from += atOnce) {
    const some = reaches.slice(from, from + atOnce);
    const { data, errors = [] } = await client.query(operationOf(some));
    if (!data && some.length > 1) {
      answered.push(...(await askFor(client, some, Math.ceil(some.length / 2))));
      continue;
    }
    const strange = errors.filter(({ extensions }) => extensions?.code !== 'FORBIDDEN');
    if (strange.length > 0) throw new Error(JSON.stringify(strange));
    const refused = new Set(errors.map(({ path }) => path?.[0]));
    answered.push(
      ...some.map((reach, place) => ({
        reach,
        isRefused: data ? refused.has(aliasOf(place)) : errors.length > 0,
        value: data?.[aliasOf(place)] ?? null,
      })),
    );
  }
  return answered;
}

test('no field at a root is open to everybody', () => {
  expect(openRootFields()).toEqual([]);
});

test('every field of the graph is reached by this test', () => {
  expect(fields.length).toBeGreaterThan(120);
});

/** Asks in the name of a system, or of a role of people. */
function asker(name: string, held: ReadonlySet<Scope>) {
  const mayRead = (reach: Reach, token: readonly string[]): boolean =>
    reach.needed.every((scope) => token.includes(scope) && held.has(scope as Scope));
  return {
    /** The fields and mutations that answer another way than the scopes of the token say. */
    async findWrong(reaches: readonly Reach[], token: readonly string[]): Promise<string[]> {
      const answered = await askFor(await hub.as(name, token), reaches);
      const wrong = answered.filter(({ reach, isRefused, value }) => {
        if (isRefused !== mayRead(reach, token)) return false;
        // What one may not know of is not there, such as a review of a decision for who reads no decisions.
        const isBelow = !/^(?:Query|Mutation)\./.test(reach.coordinate);
        return isRefused || !isBelow || value !== null;
      });
      return wrong.map(({ reach }) => `${reach.coordinate} with ${token.join(' ')}`);
    },
    /** The subscriptions that do. */
    async findWrongStreams(reaches: readonly Reach[], token: readonly string[]): Promise<string[]> {
      const client = await hub.as(name, token);
      const wrong: string[] = [];
      for (const reach of reaches) {
        const stream = client.subscribe(operationOf([reach]));
        const first = await stream.next().catch((error: unknown) => ({ value: { errors: error } }));
        await stream.return?.();
        const isRefused = first.value?.errors !== undefined;
        if (isRefused === mayRead(reach, token)) wrong.push(`${reach.coordinate} with ${token.join(' ')}`);
      }
      return wrong;
    },
  };
}

const without = (token: readonly string[], scope: string): string[] => token.filter((other) => other !== scope);

describe.each(SYSTEM_KINDS)('%s', { timeout: 60_000 }, (kind) => {
  // At the people's desk the token holds roles that go together; each role by itself is asked for below.
  const token = scopesToAsk(kind).includes('role:steward') ? [...everyScope, ...DESK_ROLES.map(roleScope)] : everyScope;
  const { findWrong, findWrongStreams } = asker(kind.toLowerCase(), scopesOf(kind, DESK_ROLES));

  test('reads every field that its kind and its token allow, and no other', async () => {
    expect(await findWrong(fields, token)).toEqual([]);
  });

  test.each(everyScope)('reads nothing that needs %s with a token that lacks it', async (scope) => {
    const needing = fields.filter(({ needed }) => needed.includes(scope));
    expect(await findWrong(needing, without(token, scope))).toEqual([]);
  });

  test('reads nothing at all with a token without scopes', async () => {
    expect(await findWrong(fields, [])).toEqual([]);
  });

  test('may call the mutations that its kind and its token allow, and no other', async () => {
    const before = await countRows(hub.database.url);
    expect(await findWrong(listMutations(), token)).toEqual([]);
    for (const [needed, reaches] of Map.groupBy(listMutations(), (reach) => reach.needed.join(' '))) {
      const lacking = token.filter((scope) => !needed.split(' ').includes(scope));
      expect(await findWrong(reaches, lacking)).toEqual([]);
    }
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('may subscribe to what its kind and its token allow, and nothing else', async () => {
    expect(await findWrongStreams(listSubscriptions(), token)).toEqual([]);
    for (const reach of listSubscriptions()) {
      for (const scope of reach.needed) expect(await findWrongStreams([reach], without(token, scope))).toEqual([]);
    }
  });
});

describe.each(ROLE_NAMES)('role:%s', { timeout: 60_000 }, (role) => {
  const token = [...everyScope, roleScope(role)];
  const { findWrong, findWrongStreams } = asker('steward', scopesOf('STEWARD', [role]));

  test('reads every field that the role allows, and no other', async () => {
    expect(await findWrong(fields, token)).toEqual([]);
  });

  test('may call the mutations that the role allows, and no other', async () => {
    const before = await countRows(hub.database.url);
    expect(await findWrong(listMutations(), token)).toEqual([]);
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('may subscribe to what the role allows, and nothing else', async () => {
    expect(await findWrongStreams(listSubscriptions(), token)).toEqual([]);
  });
});

test('the people’s desk reads nothing with a token without a role', async () => {
  const nobody = asker('steward', new Set());
  // A role that there is not keeps the test from adding one that fits.
  expect(await nobody.findWrong(fields, [...everyScope, 'role:guest'])).toEqual([]);
});
