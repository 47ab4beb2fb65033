import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES, SCOPES_OF_KIND, SYSTEM_KINDS, type Scope } from '../../src/kernel/access.ts';
import { type Answer, type TestHub, createHub } from '../support/hub.ts';
import { countRows } from '../support/rows.ts';
import { populate } from './population.ts';
import { type Reach, listMutations, listQueryFields, listSubscriptions, openRootFields } from './schema.ts';

const everyScope = Object.keys(SCOPES);
let hub: TestHub;
let fields: Reach[];

beforeAll(async () => {
  hub = await createHub();
  fields = listQueryFields(await populate(hub));
});
afterAll(() => hub[Symbol.asyncDispose]());

/** What the scopes of a token say about a field, for a kind of system. */
function mayRead(reach: Reach, kind: (typeof SYSTEM_KINDS)[number], token: readonly string[]): boolean {
  return reach.needed.every((scope) => token.includes(scope) && SCOPES_OF_KIND[kind].has(scope as Scope));
}

function isForbidden(answer: Answer): boolean {
  const codes = answer.errors?.map((error) => error.extensions?.code) ?? [];
  if (codes.some((code) => code !== 'FORBIDDEN')) throw new Error(JSON.stringify(answer.errors));
  return codes.length > 0;
}

test('no field at a root is open to everybody', () => {
  expect(openRootFields()).toEqual([]);
});

test('every field of the graph is reached by this test', () => {
  expect(fields.length).toBeGreaterThan(120);
});

describe.each(SYSTEM_KINDS)('%s', (kind) => {
  const findWrong = async (reaches: readonly Reach[], token: readonly string[]): Promise<string[]> => {
    const client = await hub.as(kind.toLowerCase(), token);
    const wrong: string[] = [];
    for (const reach of reaches) {
      const answer = await client.query(reach.operation);
      if (isForbidden(answer) === mayRead(reach, kind, token))
        wrong.push(`${reach.coordinate} with ${token.join(' ')}`);
    }
    return wrong;
  };

  test('reads every field that its kind and its token allow, and no other', async () => {
    expect(await findWrong(fields, everyScope)).toEqual([]);
  });

  test.each(everyScope)('reads nothing that needs %s with a token that lacks it', async (scope) => {
    const token = everyScope.filter((other) => other !== scope);
    const needing = fields.filter(({ needed }) => needed.includes(scope));
    expect(await findWrong(needing, token)).toEqual([]);
  });

  test('reads nothing at all with a token without scopes', async () => {
    expect(await findWrong(fields, [])).toEqual([]);
  });

  test('may call the mutations that its kind and its token allow, and no other', async () => {
    const before = await countRows(hub.database.url);
    expect(await findWrong(listMutations(), everyScope)).toEqual([]);
    for (const reach of listMutations()) {
      const token = everyScope.filter((scope) => !reach.needed.includes(scope));
      expect(await findWrong([reach], token)).toEqual([]);
    }
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('may subscribe to what its kind and its token allow, and nothing else', async () => {
    for (const reach of listSubscriptions()) {
      for (const token of [
        everyScope,
        ...reach.needed.map((needed) => everyScope.filter((scope) => scope !== needed)),
      ]) {
        const client = await hub.as(kind.toLowerCase(), token);
        const stream = client.subscribe(reach.operation);
        const first = await stream.next().catch((error: unknown) => ({ value: { errors: error } }));
        await stream.return?.();
        expect([reach.coordinate, token.length, first.value?.errors === undefined]).toEqual([
          reach.coordinate,
          token.length,
          mayRead(reach, kind, token),
        ]);
      }
    }
  });
});
