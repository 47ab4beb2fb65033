import fc from 'fast-check';
import {
  type ExecutionResult,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  buildSchema,
  execute,
  parse,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { NOTHING } from '../../src/gate/access.ts';
import { MISSING } from '../../src/gateway/execution/failure.ts';
import { planOperation } from '../../src/gateway/execution/operation.ts';
import { CORPUS } from './corpus.ts';
import { anyQuery } from './random.ts';
import { answers, caller, fusedExecutor, plannedExecutor, toys } from './support.ts';

const SCHEMA = buildSchema(`
    interface Animal { name: String }
    type Dog implements Animal { name: String barks: Boolean! }
    type Cat implements Animal { name: String lives: Int! }
    enum Colour { RED GREEN }
    type Query {
      early: String! late: String! lateNull: String! colour: Colour colours: [Colour!] wrongColour: Colour wrongColours: [Colour!]
      method: String asyncMethod(a: Int = 3): Int promised: Int int: Int float: Float wrongInt: Int id: ID numberId: ID
      lateItems: [Int] rejectedItem: [Int] rejectedItemNonNull: [Int!] errors: [String] set: [Int] notAList: [Int] text: [String]
      animals: [Animal] wrongAnimal: Animal nested: [[Int!]!] deep: Deep! boom: Deep args(a: Int! b: [String!] = ["x"]): String
    }
    type Deep { a: Deep! b: Deep leaf: String! lateLeaf: String! ok: String list: [Deep!]! }
    type Mutation { first: Int second: Int fails: Int! third: Int }
`);

async function later<T>(value: T | Error): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  if (value instanceof Error) throw value;
  return value;
}

const order: string[] = [];
const step = (name: string) => async () => {
  order.push(`${name} begins`);
  await later(null);
  order.push(`${name} ends`);
  return 1;
};

const deep = (levels: number): unknown => ({
  a: () => (levels > 0 ? deep(levels - 1) : later(new Error('too deep'))),
  b: () => later(deep(levels - 1)),
  leaf: levels === 1 ? null : 'leaf',
  lateLeaf: () => later(levels === 1 ? new Error('late leaf') : 'late'),
  ok: 'ok',
  list: () => [deep(levels - 1), later(deep(levels - 1))],
});

const ROOT = {
  early: 'early',
  late: () => later('late'),
  lateNull: () => later(null),
  colour: 'RED',
  colours: ['RED', 'GREEN'],
  wrongColour: 'BLUE',
  wrongColours: ['RED', 'BLUE'],
  method() {
    return (this as { early: string }).early;
  },
  asyncMethod: ({ a }: { a: number }) => later(a),
  promised: later(4),
  int: 1,
  float: 1.5,
  wrongInt: 1.5,
  id: 'x',
  numberId: 5,
  lateItems: [1, later(2), null, later(null)],
  rejectedItem: [1, Promise.reject(new Error('item')), 3],
  rejectedItemNonNull: [1, Promise.reject(new Error('item')), 3],
  errors: ['a', new Error('b')],
  set: new Set([1, 2]),
  notAList: { length: 1 },
  text: 'text',
  animals: [
    { __typename: 'Dog', name: 'Rex', barks: true },
    { __typename: 'Cat', name: () => later('Tom'), lives: null },
    null,
  ],
  wrongAnimal: { __typename: 'Query' },
  nested: [[1], [], [2, 3]],
  deep: deep(3),
  boom: () => {
    throw new Error('boom');
  },
  args: (args: unknown) => JSON.stringify(args),
  first: step('first'),
  second: step('second'),
  fails: () => later(new Error('fails')),
  third: step('third'),
};
// They are looked at when a field asks for them, and must not end the process before.
for (const item of [...ROOT.rejectedItem, ...ROOT.rejectedItemNonNull])
  if (item instanceof Promise) item.catch(() => {});

const plain = ({ data, errors }: ExecutionResult): unknown =>
  JSON.parse(
    JSON.stringify({
      data,
      errors: errors
        ?.map(({ message, path, locations }) => ({
          message: message.replace(/ Colour.serialize.*| an Int.*|Enum .*/, ''),
          path,
          locations,
        }))
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    }),
  );

describe('answers as graphql-js does', () => {
  test.each([
    '{ early late colour colours int float id numberId }',
    '{ early lateNull }',
    '{ method asyncMethod promised other: asyncMethod(a: 9) }',
    '{ lateItems rejectedItem errors set nested text }',
    '{ early rejectedItemNonNull }',
    '{ early notAList }',
    '{ animals { __typename name ... on Dog { barks } } }',
    '{ animals { name ... on Cat { lives } } }',
    '{ deep { ok a { ok a { leaf } } } early }',
    '{ deep { b { b { leaf ok } ok } ok } }',
    '{ deep { b { b { lateLeaf } list { list { ok } ok } } } }',
    '{ deep { list { list { list { ok } } } } }',
    '{ boom { ok } early }',
    '{ args(a: 1) more: args(a: 2, b: "y") }',
    'mutation { first second third }',
  ])('%s', async (text) => {
    const document = parse(text);
    expect(validate(SCHEMA, document)).toEqual([]);
    const ours = await planOperation(SCHEMA, document).run({}, undefined, ROOT);
    const theirs = await execute({ schema: SCHEMA, document, rootValue: ROOT });
    expect(plain(ours)).toEqual(plain(theirs));
  });

  test.each(['{ wrongColour }', '{ wrongColours }', '{ wrongInt early }', '{ wrongAnimal { name } early }'])(
    '%s, in other words',
    async (text) => {
      const document = parse(text);
      const ours = await planOperation(SCHEMA, document).run({}, undefined, ROOT);
      const theirs = await execute({ schema: SCHEMA, document, rootValue: ROOT });
      expect(JSON.stringify(ours.data)).toEqual(JSON.stringify(theirs.data));
      expect(ours.errors?.map(({ path }) => path)).toEqual(theirs.errors?.map(({ path }) => path));
    },
  );

  const toy = toys();
  const fused = fusedExecutor(toy);

  test('on every query of the corpus', async () => {
    for (const { query, variables, operationName } of CORPUS) {
      const document = parse(query);
      const planned = planOperation(fused.schema, document, operationName);
      const coerced = planned.coerce(variables);
      if (planned.operation.operation === 'subscription' || 'errors' in coerced) continue;
      const ours = await planned.run(coerced.values, contexts(), undefined);
      const theirs = await execute({
        schema: fused.schema,
        document,
        contextValue: contexts(),
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      });
      expect(JSON.stringify(ours.data)).toEqual(JSON.stringify(theirs.data));
    }
  });

  test('on any query, and so does a plan', async () => {
    const planned = await plannedExecutor(toys());
    await fc.assert(
      fc.asyncProperty(anyQuery(fused.schema, 4), async (query) => {
        const document = parse(query);
        fc.pre(validate(fused.schema, document).length === 0);
        const theirs = await execute({ schema: fused.schema, document, contextValue: contexts() });
        const ours = await fused.execute({ document, context: caller() });
        expect(JSON.stringify((ours as ExecutionResult).data)).toEqual(JSON.stringify(theirs.data));
        const [plan] = await answers(planned, { name: '', query });
        const [fuse] = await answers(fused, { name: '', query });
        expect(seen(plan)).toEqual(seen(fuse));
      }),
      { numRuns: 150 },
    );
  });

  /** The contexts that `fuse` makes for an execution, as its resolvers expect them. */
  function contexts() {
    const made = toy.subgraphs.map((subgraph) => subgraph.context({ ...caller(), access: NOTHING }));
    return { of: (index: number) => made[index] };
  }
});

/** The data, and the nulls that errors explain. Which of several failures takes a list away first is a matter of time. */
function seen(answer: unknown): unknown {
  const { data, errors = [] } = answer as { data: unknown; errors?: { code: string; path: (string | number)[] }[] };
  const nulls = errors.map(({ code, path }) => {
    const at: (string | number)[] = [];
    let value = data;
    for (const key of path) {
      if (value === null) break;
      at.push(key);
      value = (value as Record<string | number, unknown>)[key];
    }
    return `${code} ${at.join('.')}`;
  });
  return { data, nulls: [...new Set(nulls)].toSorted() };
}

describe('a missing reference', () => {
  const answer = (text: string, root: object) => planOperation(SCHEMA, parse(text)).run({}, undefined, root);

  test('is null where it stands, without an error', async () => {
    expect(await answer('{ early boom { ok } }', { early: 'x', boom: MISSING })).toEqual({
      data: { early: 'x', boom: null },
    });
    const animals = [{ __typename: 'Dog', name: 'Rex' }, MISSING, later(MISSING)];
    expect(await answer('{ animals { name } }', { animals })).toEqual({
      data: { animals: [{ name: 'Rex' }, null, null] },
    });
  });

  test('makes the nearest place null that may be, up to all of the answer', async () => {
    const root = { early: 'x', boom: () => ({ ok: 'y', a: later(MISSING) }), deep: MISSING };
    expect(await answer('{ early boom { ok a { ok } } }', root)).toEqual({ data: { early: 'x', boom: null } });
    expect(await answer('{ early deep { ok } }', root)).toEqual({ data: null });
  });

  test('leaves the errors of other places, and takes those along that are told of nothing any more', async () => {
    const root = {
      deep: { ok: () => later(new Error('ok')), b: { ok: () => later(new Error('b')), a: later(MISSING) } },
    };
    const { data, errors } = await answer('{ deep { ok b { ok a { ok } } } }', root);
    expect(data).toEqual({ deep: { ok: null, b: null } });
    expect(errors?.map(({ path }) => path)).toEqual([['deep', 'ok']]);
  });
});

test('runs the root fields of a mutation one after the other, and none after null has gone all the way up', async () => {
  order.length = 0;
  const result = await planOperation(SCHEMA, parse('mutation { first second }')).run({}, undefined, ROOT);
  expect(JSON.stringify(result)).toBe('{"data":{"first":1,"second":1}}');
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  order.length = 0;
  const failed = await planOperation(SCHEMA, parse('mutation { fails third }')).run({}, undefined, ROOT);
  expect(failed.data).toBeNull();
  expect(order).toEqual([]);
});

test('answers at once, without a promise, where nothing is promised', () => {
  const result = planOperation(SCHEMA, parse('{ early }')).run({}, undefined, ROOT);
  expect(result).toEqual({ data: { early: 'early' } });
});

test('keeps no more than a few combinations of conditions planned', async () => {
  const names = Array.from({ length: 6 }, (_, n) => `v${n}`);
  const text = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { early ${names.map((name) => `${name}: int @include(if: $${name})`).join(' ')} }`;
  const planned = planOperation(SCHEMA, parse(text));
  for (let combination = 0; combination < 64; combination += 1) {
    const values = Object.fromEntries(names.map((name, bit) => [name, (combination & (1 << bit)) !== 0]));
    const { data } = await planned.run(values, undefined, ROOT);
    expect(Object.keys(data ?? {})).toEqual(['early', ...names.filter((name) => values[name])]);
  }
});

test('runs no text of a document as code', async () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        echo: { type: GraphQLString, args: { text: { type: GraphQLString } }, resolve: (_root, { text }) => text },
      },
    }),
  });
  const text = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,globalThis.ran=true';
  expect(await planOperation(schema, parse(`{ echo(text: "${text}") }`)).run({}, undefined, undefined)).toEqual({
    data: { echo: text },
  });
  expect(globalThis).not.toHaveProperty('ran');
});
