import { type DocumentNode, buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIST_SIZE, MUTATION_COST, QUERY_COST, costOf } from '../../src/gateway/cost.ts';
import { createErrorMask } from '../../src/gateway/errors.ts';
import { CLIENT_LIMITS, type Limits } from '../../src/gateway/limits.ts';
import { Lru } from '../../src/gateway/lru.ts';
import { createOperations } from '../../src/gateway/operations.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { toys, verify } from './support.ts';

const schema = buildSchema(toys().publicSdl);

/** Somebody whose operations are executed nowhere, and the documents that would have been. */
async function sessionWithin(limits: Partial<Limits>, data: Record<string, unknown> | null = null) {
  const executed: DocumentNode[] = [];
  const operations = await createOperations({
    executor: {
      schema,
      execute({ document }) {
        executed.push(document);
        return { data };
      },
      close: async () => {},
    },
    verify,
    limits: { ...CLIENT_LIMITS, ...limits },
    introspection: true,
    mask: createErrorMask(silentLogger),
    clock: systemClock,
  });
  return { session: await operations.enter('Bearer good', undefined), executed };
}

const kinds = ['query', 'mutation', 'subscription'] as const;

async function refusal(query: string, limits: Partial<Limits> = {}, variables = {}): Promise<string | undefined> {
  const { session, executed } = await sessionWithin(limits);
  const { errors } = await session.run({ query, variables }, { kinds });
  expect(executed).toHaveLength(errors ? 0 : 1);
  return errors?.[0]?.message;
}

describe('refuses an operation, with the limit and what was found', () => {
  test.each<[string, string, Partial<Limits>, string]>([
    [
      'too deep',
      '{ person(id: "x") { self { self { id } } } }',
      { maxDepth: 3 },
      'The operation has 4 levels deep; at most 3 are allowed.',
    ],
    [
      'too deep through fragments',
      '{ person(id: "x") { ...A } } fragment A on Person { self { ...B } } fragment B on Person { self { id } }',
      { maxDepth: 3 },
      'The operation has 4 levels deep; at most 3 are allowed.',
    ],
    [
      'too many fields',
      '{ person(id: "x") { id status version } }',
      { maxFields: 3 },
      'The operation has 4 fields; at most 3 are allowed.',
    ],
    [
      'too many aliases',
      '{ a: person(id: "x") { id } b: person(id: "y") { id } }',
      { maxAliases: 1 },
      'The operation has 2 aliases; at most 1 are allowed.',
    ],
    [
      'too many directives',
      '{ person(id: "x") @skip(if: false) { id @include(if: true) } }',
      { maxDirectives: 1 },
      'The operation has 2 directives; at most 1 are allowed.',
    ],
    [
      'too many root fields',
      '{ a: bug b: bug c: bug }',
      { maxRootFields: 2 },
      'The operation has 3 root fields; at most 2 are allowed.',
    ],
    [
      'too many tokens',
      '{ a: bug b: bug c: bug }',
      { maxTokens: 5 },
      'The document has more than 5 tokens; no more are allowed.',
    ],
    [
      'too costly',
      '{ people(first: 50) { nodes { verifications(first: 50) { id } } } }',
      { maxCost: 100 },
      'The operation has 2551 points of cost; at most 100 are allowed.',
    ],
  ])('%s', async (_name, query, limits, message) => {
    expect(await refusal(query, limits)).toBe(message);
  });

  test('that is long, though it may say little', async () => {
    expect(await refusal(`{ ${'x'.repeat(60_000)} }`)).toBe(
      'The document has 60004 characters; at most 50000 are allowed.',
    );
    expect(await refusal(`{ person(id: "x") { ${'status '.repeat(980)} } }`)).toBe(
      'The document selects the same fields too often.',
    );
    expect(
      await refusal(
        '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
      ),
    ).toBe('Maximum introspection depth exceeded');
  });

  test('whose fragments double each other thirty times, in no time', async () => {
    const fragments = Array.from(
      { length: 30 },
      (_, n) => `fragment F${n} on Person { a: self { ...F${n + 1} } b: self { ...F${n + 1} } }`,
    );
    const query = `{ person(id: "x") { ...F0 } } ${fragments.join(' ')} fragment F30 on Person { id }`;
    const begun = performance.now();
    expect(await refusal(query)).toMatch(/^The operation has \d+ levels deep/);
    expect(await refusal(query, { maxDepth: 100 })).toMatch(/^The operation has \d+ fields; at most 1000 are allowed/);
    expect(performance.now() - begun).toBeLessThan(200);
  });

  test('whose fragments go in a circle, in no time', async () => {
    expect(await refusal('{ person(id: "x") { ...A } } fragment A on Person { self { ...A } }')).toMatch(
      /Cannot spread fragment "A" within itself/,
    );
  });
});

test('lets the unified query, and the introspection of tools, through', async () => {
  expect(
    await refusal(`{ people(first: 20) { nodes { id name { full } emails { value } lineage { id confirmedBy { id } }
      verifications(first: 5) { id checks { id } } decisions { id claims { id field } verifications { id status } } consents { id } } } }`),
  ).toBeUndefined();
  expect(
    await refusal(
      '{ __schema { types { fields { args { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } }',
    ),
  ).toBeUndefined();
});

describe('cost', () => {
  const cost = (query: string, variables = {}) => costOf(schema, parse(query), undefined, variables);

  test('counts objects, and those in lists as often as the list says', () => {
    expect(cost('{ bug outage }')).toEqual({ cost: 0, varies: false });
    expect(cost('{ person(id: "x") { id name { full } } }')).toEqual({ cost: 2, varies: false });
    expect(cost('{ person(id: "x") { verifications(first: 7) { id person { id } } } }').cost).toBe(1 + 7 * 2);
    expect(cost('{ person(id: "x") { friends { id } } }').cost).toBe(1 + DEFAULT_LIST_SIZE);
  });

  test('takes the default of an argument, and for a connection the size asked for around it', () => {
    expect(cost('{ person(id: "x") { verifications { id } } }').cost).toBe(1 + 10);
    expect(cost('{ people(first: 30) { nodes { self { id } } total } }').cost).toBe(1 + 30 * 2);
    expect(cost('{ people { nodes { id } } }').cost).toBe(1 + 20);
  });

  test('goes by the variables, and says that it does', async () => {
    const query = 'query ($n: Int = 3) { person(id: "x") { verifications(first: $n) { id } } }';
    expect(cost(query)).toEqual({ cost: 4, varies: true });
    expect(cost(query, { n: 100 })).toEqual({ cost: 101, varies: true });
    expect(cost(query, { n: -5 }).cost).toBe(1);
    expect(cost(query, { n: 'x' }).cost).toBe(1 + DEFAULT_LIST_SIZE);
    expect(await refusal(query, { maxCost: 50 }, { n: 10 })).toBeUndefined();
    expect(await refusal(query, { maxCost: 50 }, { n: 100 })).toBe(
      'The operation has 101 points of cost; at most 50 are allowed.',
    );
  });

  test('counts fragments and mutations', () => {
    expect(
      cost(
        '{ person(id: "x") { ...F } find(text: "x") { ... on Person { ...F } } } fragment F on Person { self { id } }',
      ).cost,
    ).toBe(2 + DEFAULT_LIST_SIZE * 2);
    expect(cost('mutation { requestVerification(personId: "x") { __typename } }').cost).toBe(MUTATION_COST + 1);
  });

  test('a query that compares records costs what it looks at, and not only what it brings', () => {
    const graph = buildSchema('type Query { search(first: Int = 20): [Hit!], constructor: Hit } type Hit { id: ID! }');
    const query = parse('{ search(first: 3) { id } other: search { id } constructor { id } }');
    expect(costOf(graph, query, undefined, {}).cost).toBe(2 * QUERY_COST['search']! + 3 + 20 + 1);
  });
});

describe('an answer', () => {
  const text = 'x'.repeat(1_000);
  const answered = async (data: Record<string, unknown>, maxAnswer: number) => {
    const { session } = await sessionWithin({ maxAnswer }, data);
    return session.run({ query: '{ __typename }' }, { kinds });
  };

  test('that is too long is refused before it is written, however few texts it repeats', async () => {
    const data = { list: Array.from({ length: 100 }, () => ({ a: text, b: [text] })) };
    const { errors } = await answered(data, 200_000);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('more than 200000 characters'), extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
    expect(await answered(data, 201_000)).toEqual({ data });
  });

  test('counts its names too', async () => {
    const data = { ['n'.repeat(50)]: null };
    expect((await answered(data, 49)).errors).toHaveLength(1);
    expect(await answered(data, 50)).toEqual({ data });
  });
});

test('a document is parsed and validated once', async () => {
  const { session, executed } = await sessionWithin({});
  for (let run = 0; run < 2; run += 1) {
    await session.run({ query: '{ person(id: "x") { id } }' }, { kinds });
  }
  expect(executed).toHaveLength(2);
  expect(executed[1]).toBe(executed[0]);
});

test('what was used longest ago is dropped first, by number and by weight', () => {
  const lru = new Lru<number>(3, 100);
  for (const [index, key] of ['a', 'b', 'c'].entries()) lru.set(key, index, 10);
  lru.get('a');
  lru.set('d', 3, 10);
  expect(['a', 'b', 'c', 'd'].map((key) => lru.get(key))).toEqual([0, undefined, 2, 3]);
  lru.set('e', 4, 85);
  expect(['a', 'c', 'd', 'e'].map((key) => lru.get(key))).toEqual([undefined, undefined, 3, 4]);
  lru.set('f', 5, 101);
  expect(lru.get('f')).toBeUndefined();
});
