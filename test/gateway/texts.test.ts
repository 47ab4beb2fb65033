import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '../permissions/schema.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';

// Whatever text a client sends in whatever place, it is told what is wrong, or that nothing is there; and never that the hub is broken.

let hub: TestHub;
let clients: Client[];

beforeAll(async () => {
  hub = await createHub();
  const systems = ['privacy_officer', 'steward/ada', 'administrator', 'onboarding', 'decision', 'verification'];
  clients = await Promise.all(systems.map((system) => hub.as(system)));
});
afterAll(() => hub[Symbol.asyncDispose]());

const FINE: Readonly<Record<string, unknown>> = { Int: 1, Float: 0.5, Boolean: true, JSON: { a: 'b' } };
const PLAIN = 'marketing';

/** A value of a type, with `texts` in the order in which they come. */
function value(type: GraphQLInputType, texts: () => string, depth = 0): unknown {
  if (isNonNullType(type)) return value(type.ofType, texts, depth);
  if (isListType(type)) return [value(type.ofType, texts, depth + 1)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return FINE[getNamedType(type).name] ?? texts();
  const fields = Object.values(type.getFields()).filter((field) => depth < 5 || isNonNullType(field.type));
  return Object.fromEntries(fields.map((field) => [field.name, value(field.type, texts, depth + 1)]));
}

/** The arguments of a field with a bad text in one place, for each place that there is. */
function* places(field: GraphQLField<unknown, unknown>, bad: string): Generator<Record<string, unknown>> {
  for (let place = 0, count = 1; place < count; place += 1) {
    let at = -1;
    const texts = (): string => ((at += 1) === place ? bad : PLAIN);
    yield Object.fromEntries(field.args.map((argument) => [argument.name, value(argument.type, texts)]));
    count = at + 1;
  }
}

function operation(kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const given = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const selection = isCompositeType(getNamedType(type)) ? '{ __typename }' : '';
  return `${kind} ${given && `(${given})`} { it: ${name}${passed && `(${passed})`} ${selection} }`;
}

/** Whoever may call the field: of the others the first who is asked learns that it may not. */
async function clientFor(text: string, variables: Record<string, unknown>): Promise<Client | undefined> {
  for (const client of clients) {
    const { errors } = await client.query(text, variables);
    if (!errors?.some(({ extensions }) => extensions?.code === 'FORBIDDEN')) return client;
  }
  return undefined;
}

test.each([
  ['the character NUL', 'a\u0000b'],
  ['half a character', 'a\ud800b'],
])(
  '%s breaks no field, wherever it stands',
  async (_what, bad) => {
    const broken: string[] = [];
    let asked = 0;
    for (const [kind, type] of [
      ['query', api.getQueryType()!],
      ['mutation', api.getMutationType()!],
    ] as const) {
      for (const field of Object.values(type.getFields())) {
        const text = operation(kind, field);
        const all = [...places(field, bad)];
        const client = await clientFor(text, all[0]!);
        if (!client) continue;
        asked += all.length;
        const answers = await Promise.all(all.map((variables) => client.query(text, variables)));
        for (const [place, { errors }] of answers.entries())
          if (errors?.some(({ extensions }) => extensions?.code === 'INTERNAL'))
            broken.push(`${field.name} ${JSON.stringify(all[place])}`);
      }
    }
    expect(broken).toEqual([]);
    expect(asked).toBeGreaterThan(300);
  },
  60_000,
);
