import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Whether clients were told of a removal in time. */
export type Notice =
  | { given: true }
  /** The day that the deprecation promised, which is still to come. */
  | { given: false; until: string };

/**
 * A deprecation announces a removal. A day in its reason (`Use name. Goes on 2027-01-31.`) is a promise: before that
 * day the removal counts as if nothing had been said. The last day named is the one that counts.
 */
export function noticeOf(reason: string, today: string): Notice {
  const until = reason
    .match(/\b\d{4}-\d{2}-\d{2}\b/g)
    ?.toSorted()
    .at(-1);
  return until === undefined || until <= today ? { given: true } : { given: false, until };
}

/** Why each deprecated element of a schema is deprecated, by its coordinate. */
export function deprecations(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (coordinate: string, { deprecationReason }: { deprecationReason?: string | null | undefined }): void => {
    if (deprecationReason !== undefined && deprecationReason !== null) found.set(coordinate, deprecationReason);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type)) for (const value of type.getValues()) add(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      add(`${type.name}.${field.name}`, field);
      for (const argument of field.args) add(`${type.name}.${field.name}(${argument.name}:)`, argument);
    }
  }
  return found;
}
