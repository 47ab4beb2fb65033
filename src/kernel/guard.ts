import { MapperKind, getDirective, mapSchema } from '@graphql-tools/utils';
import { type GraphQLSchema, defaultFieldResolver, getNamedType } from 'graphql';
import { type Actor, notAllowed } from './actor.ts';
import type { Scope } from './access.ts';

/**
 * Puts the check of scopes into the resolvers themselves, as `@requiresScopes` says on the field, on the type that it
 * returns, or on the type that it belongs to, which may be reached by a union or as an entity. So it holds however the
 * schema is reached: over HTTP, in-process, as one fused schema, or by a plan. A list in the directive is an OR of ANDs.
 */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, _name, typeName) => {
      const places = [config, getNamedType(config.type), schema.getType(typeName)!];
      const all = places.map((place) => scopesOf(schema, place)).filter((alternatives) => alternatives !== undefined);
      if (all.length === 0) return config;
      const { resolve = defaultFieldResolver, subscribe } = config;
      return {
        ...config,
        resolve: (source, args, context, info) => {
          allow(all, context);
          return resolve(source, args, context, info);
        },
        ...(subscribe
          ? {
              subscribe: (source, args, context, info) => {
                allow(all, context);
                return subscribe(source, args, context, info);
              },
            }
          : {}),
      };
    },
  });
}

function scopesOf(schema: GraphQLSchema, node: Parameters<typeof getDirective>[1]): Scope[][] | undefined {
  const [directive] =
    getDirective(schema, node, 'requiresScopes') ?? getDirective(schema, node, 'federation__requiresScopes') ?? [];
  return directive?.scopes;
}

function allow(all: Scope[][][], context: { actor: Actor }): void {
  const { scopes } = context.actor;
  for (const alternatives of all) {
    if (!alternatives.some((needed) => needed.every((scope) => scopes.has(scope)))) throw notAllowed();
  }
}
