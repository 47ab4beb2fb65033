import { getNamedType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';

/** The names of the types that an operation can reach, without going through the elements that `skip` names. */
export function reachableTypes(
  schema: GraphQLSchema,
  skip: (coordinate: string) => boolean = () => false,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending: (GraphQLNamedType | null | undefined)[] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];
  while (pending.length > 0) {
    const type = pending.pop();
    if (!type || reached.has(type.name)) continue;
    reached.add(type.name);
    pending.push(...neighbours(schema, type, skip));
  }
  return reached;
}

function neighbours(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  skip: (coordinate: string) => boolean,
): GraphQLNamedType[] {
  if (isUnionType(type)) return [...type.getTypes()];
  if (isInputObjectType(type)) {
    return Object.values(type.getFields())
      .filter(({ name }) => !skip(`${type.name}.${name}`))
      .map((field) => getNamedType(field.type));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const implementations = isInterfaceType(type) ? [...schema.getPossibleTypes(type)] : [];
  const fields = Object.values(type.getFields())
    .filter(({ name }) => !skip(`${type.name}.${name}`))
    .flatMap((field) => [
      getNamedType(field.type),
      ...field.args
        .filter(({ name }) => !skip(`${type.name}.${field.name}(${name}:)`))
        .map((argument) => getNamedType(argument.type)),
    ]);
  return [...type.getInterfaces(), ...implementations, ...fields];
}
