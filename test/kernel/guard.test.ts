import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DirectiveNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
  graphql,
  isObjectType,
  parse,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { SCOPES, type Scope } from '../../src/kernel/access.ts';
import { guard } from '../../src/kernel/guard.ts';
import { readSdl } from '../../src/kernel/sdl.ts';
import { testActor } from '../log/support/actor.ts';

const everyScope = Object.keys(SCOPES) as Scope[];
const forbidden = expect.objectContaining({ code: 'FORBIDDEN', public: 'Not allowed.' });
const as = (scopes: readonly Scope[]) => ({ actor: testActor({ scopes }) });

/** A field of an SDL, and what it, its type and the type that it answers say of scopes: each an OR of ANDs, all to be met. */
interface Field {
  type: string;
  field: string;
  needed: Scope[][][];
}

/** Every field of every object type, read from the text alone. */
function fieldsOf(sdl: string): Field[] {
  const document = parse(sdl);
  const ofTypes = new Map<string, Scope[][]>();
  const needs = (directives: readonly DirectiveNode[] = []): Scope[][] | undefined => {
    const argument = directives.find(({ name }) => name.value === 'requiresScopes')?.arguments?.[0];
    return argument && (valueFromASTUntyped(argument.value) as Scope[][]);
  };
  visit(document, {
    ObjectTypeDefinition({ name, directives }) {
      const needed = needs(directives);
      if (needed) ofTypes.set(name.value, needed);
    },
  });
  const fields: Field[] = [];
  const list = ({ name, fields: own = [] }: ObjectTypeDefinitionNode | ObjectTypeExtensionNode): void => {
    for (const field of own) {
      const places = [needs(field.directives), ofTypes.get(name.value), ofTypes.get(namedType(field.type))];
      fields.push({
        type: name.value,
        field: field.name.value,
        needed: places.filter((needed) => needed !== undefined),
      });
    }
  };
  visit(document, { ObjectTypeDefinition: list, ObjectTypeExtension: list });
  return fields;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** The guarded schema; every field of it answers `answered`, every subscription begins. */
function open(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl) }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = () => 'answered';
      if (type.name === 'Subscription') field.subscribe = () => 'begun';
    }
  }
  return guard(schema);
}

function call(
  schema: GraphQLSchema,
  { type, field }: Field,
  scopes: readonly Scope[],
  how: 'resolve' | 'subscribe' = 'resolve',
): unknown {
  const definition = (schema.getType(type) as GraphQLObjectType).getFields()[field]!;
  return definition[how]!({}, {}, as(scopes), undefined as never);
}

describe.each(['person', 'verification', 'decision', 'consent'])('the schema of %s', async (name) => {
  const sdl = await readSdl(name);
  const schema = open(sdl);
  const fields = fieldsOf(sdl);
  const guarded = fields.filter(({ needed }) => needed.length > 0);

  test('names scopes that there are', () => {
    expect(guarded.length).toBeGreaterThan(2);
    expect(guarded.flatMap(({ needed }) => needed.flat(2)).filter((scope) => !everyScope.includes(scope))).toEqual([]);
  });

  test.each(guarded.map((field) => [`${field.type}.${field.field}`, field] as const))(
    '%s answers with its scopes, and refuses without',
    (_path, field) => {
      for (const how of field.type === 'Subscription' ? (['resolve', 'subscribe'] as const) : (['resolve'] as const)) {
        const enough = field.needed.flatMap(([first = []]) => first);
        expect(call(schema, field, enough, how)).toBe(how === 'resolve' ? 'answered' : 'begun');
        for (const alternatives of field.needed) {
          const common = alternatives.reduce((one, other) => one.filter((scope) => other.includes(scope)));
          for (const missing of common) {
            expect(() =>
              call(
                schema,
                field,
                everyScope.filter((scope) => scope !== missing),
                how,
              ),
            ).toThrow(forbidden);
          }
        }
        expect(() => call(schema, field, [], how)).toThrow(forbidden);
      }
    },
  );

  test('asks nothing of fields that name no scope', () => {
    for (const field of fields.filter(({ needed }) => needed.length === 0))
      expect(call(schema, field, [])).toBe('answered');
  });
});

describe('scopes', () => {
  const sdl = /* GraphQL */ `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requiresScopes"])
    type Query {
      either: String @requiresScopes(scopes: [["person:read", "system:read"], ["decision:read"]])
      secret: Secret
      both: Secret @requiresScopes(scopes: [["person:read"]])
      any: Any
      list: [Secret!]
    }
    union Any = Secret | Open
    type Secret @key(fields: "id") @requiresScopes(scopes: [["consent:read"]]) {
      id: ID
      more: String
    }
    type Open {
      id: ID
    }
  `;
  const secret = { __typename: 'Secret', id: '1', more: 'more' };
  const schema = guard(
    buildSubgraphSchema([
      {
        typeDefs: parse(sdl),
        resolvers: {
          Query: {
            either: () => 'either',
            secret: () => secret,
            both: () => secret,
            any: () => secret,
            list: () => [secret],
          },
          Secret: { __resolveReference: () => secret },
        },
      },
    ]),
  );
  const ask = async (source: string, scopes: readonly Scope[]): Promise<unknown> => {
    const { data, errors } = await graphql({ schema, source, contextValue: as(scopes) });
    return errors
      ? errors.map(({ path, originalError }) => [path, (originalError as unknown as { code: string }).code])
      : JSON.parse(JSON.stringify(data));
  };

  test('in one list are all needed, and one list of several is enough', async () => {
    expect(await ask('{ either }', ['person:read', 'system:read'])).toEqual({ either: 'either' });
    expect(await ask('{ either }', ['decision:read'])).toEqual({ either: 'either' });
    for (const scopes of [['person:read'], ['system:read'], []] as Scope[][])
      expect(await ask('{ either }', scopes)).toEqual([[['either'], 'FORBIDDEN']]);
  });

  test('on a type are needed wherever it is reached: by a field, a list, a union, or as an entity', async () => {
    const entity = '{ _entities(representations: [{ __typename: "Secret", id: "1" }]) { ... on Secret { more } } }';
    for (const [source, path] of [
      ['{ secret { more } }', ['secret']],
      ['{ list { more } }', ['list']],
      ['{ any { ... on Secret { more } } }', ['any', 'more']],
      [entity, ['_entities', 0, 'more']],
    ] as const) {
      expect(
        await ask(
          source,
          everyScope.filter((scope) => scope !== 'consent:read'),
        ),
      ).toEqual([[path, 'FORBIDDEN']]);
      expect(JSON.stringify(await ask(source, ['consent:read']))).toContain('"more":"more"');
    }
  });

  test('on a field and on its type are both needed', async () => {
    expect(await ask('{ both { id } }', ['person:read'])).toEqual([[['both'], 'FORBIDDEN']]);
    expect(await ask('{ both { id } }', ['consent:read'])).toEqual([[['both'], 'FORBIDDEN']]);
    expect(await ask('{ both { id } }', ['person:read', 'consent:read'])).toEqual({ both: { id: '1' } });
  });
});
