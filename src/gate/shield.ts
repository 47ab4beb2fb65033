import { MapperKind, getDirective, mapSchema } from '@graphql-tools/utils';
import { type GraphQLResolveInfo, type GraphQLSchema, defaultFieldResolver, getNamedType, isObjectType } from 'graphql';
import type { Access } from './access.ts';
import { type ClassSet, classSet } from './classes.ts';
import type { DataClass } from '../kernel/data-classes.ts';

/** Whose data an object is, and of which classes where that depends on the object. */
export interface Subject {
  personIds: readonly string[];
  classes?: readonly DataClass[];
}

/** By type: whose data its objects are. Of a type that is not here nobody can say, and it counts as about nobody in particular. */
// eslint-disable-next-line typescript/no-explicit-any
export type Subjects = Readonly<Record<string, (source: any) => Subject>>;

interface Context {
  access: Access;
}

/**
 * Puts the gate into the resolvers themselves, as `@dataClass` says on the field or on the type that it returns. What
 * may not be read is not resolved: it is null, or left out of a list, and the answer says why in `extensions.withheld`.
 */
export function shield(schema: GraphQLSchema, subjects: Subjects): GraphQLSchema {
  const shielded = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const field = `${typeName}.${fieldName}`;
      const own = classesOn(schema, config);
      const target = getNamedType(config.type);
      const items = classesOn(schema, target);
      if (own === undefined && items === undefined) return config;
      const { resolve = defaultFieldResolver, ...rest } = config;
      const subjectOf = subjects[typeName];
      // What is marked by itself is not looked for before it may be seen, unless only the thing says whose it is.
      const before = own !== undefined && (subjectOf !== undefined || subjects[target.name] === undefined);
      const sift = siftOf(field, subjects[target.name], before ? items : (items ?? 0) | (own ?? 0));
      return {
        ...rest,
        resolve: (source, args, context: Context, info) => {
          const answer = (): unknown => sift(resolve(source, args, context, info), context);
          if (!before) return answer();
          const subject = subjectOf?.(source);
          const may = context.access.mayRead(field, own | classSet(subject?.classes ?? []), subject?.personIds ?? []);
          if (may === true) return answer();
          return may === false ? null : may.then((allowed) => (allowed ? answer() : null));
        },
      };
    },
  });
  for (const type of Object.values(shielded.getTypeMap())) {
    const marked = isObjectType(type) ? classesOn(schema, schema.getType(type.name)!) : undefined;
    if (marked === undefined || !isObjectType(type)) continue;
    const { apollo } = type.extensions as { apollo?: { subgraph?: { resolveReference?: ResolveReference } } };
    const reference = apollo?.subgraph?.resolveReference;
    if (!reference || !apollo?.subgraph) continue;
    const sift = siftOf(type.name, subjects[type.name], marked);
    apollo.subgraph.resolveReference = (source, context, info) => sift(reference(source, context, info), context);
  }
  return shielded;
}

type ResolveReference = (source: unknown, context: Context, info: GraphQLResolveInfo) => unknown;

function classesOn(schema: GraphQLSchema, node: Parameters<typeof getDirective>[1]): ClassSet | undefined {
  const [directive] = getDirective(schema, node, 'dataClass') ?? [];
  return directive && classSet(directive['is'] as DataClass[]);
}

/** Keeps of an answer what may be seen of it. */
function siftOf(
  field: string,
  subjectOf: Subjects[string] | undefined,
  classes: ClassSet | undefined,
): (answer: unknown, context: Context) => unknown {
  if (classes === undefined) return (answer) => answer;
  const one = (value: unknown, { access }: Context): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Error) return value;
    const subject = subjectOf?.(value);
    const may = access.mayRead(field, classes | classSet(subject?.classes ?? []), subject?.personIds ?? []);
    if (may === true) return value;
    return may === false ? null : may.then((allowed) => (allowed ? value : null));
  };
  const sift = (value: unknown, context: Context): unknown => {
    if (value instanceof Promise) return value.then((settled) => sift(settled, context));
    if (!Array.isArray(value)) return one(value, context);
    const items = value.map((item) =>
      item instanceof Promise ? item.then((each) => one(each, context)) : one(item, context),
    );
    const kept = (settled: unknown[]): unknown[] =>
      settled.filter((item, index) => item !== null || value[index] === null);
    return items.some((item) => item instanceof Promise) ? Promise.all(items).then(kept) : kept(items);
  };
  return sift;
}
