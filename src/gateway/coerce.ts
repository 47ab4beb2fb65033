import {
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  coerceInputValue,
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { fault } from '../kernel/faults.ts';
import { withoutValues } from './errors.ts';

/** More problems with the variables than this are not listed. */
const MAX_PROBLEMS = 20;

/** A variable that an operation declares. */
export interface DeclaredVariable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly node: VariableDefinitionNode;
}

/** The variables of a valid operation, with their types looked up. */
export function declaredVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): DeclaredVariable[] {
  return (operation.variableDefinitions ?? []).flatMap((node) => {
    const type = typeFromAST(schema, node.type as NamedTypeNode);
    return isInputType(type) ? [{ name: node.variable.name.value, type, node }] : [];
  });
}

/**
 * Coerces the values of an operation's variables (GraphQL §6.1.2). The same as graphql-js `getVariableValues`, but what it
 * says of wrong ones names the place and what was expected, and never the value.
 */
export function coerceVariables(
  declared: readonly DeclaredVariable[],
  inputs: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown> } | { errors: GraphQLError[] } {
  const values: Record<string, unknown> = {};
  const errors: GraphQLError[] = [];
  for (const { name, type, node } of declared) {
    const wrong = (path: readonly (string | number)[], why: string): void => {
      if (errors.length >= MAX_PROBLEMS) return;
      const place = path.length > 0 ? ` at "${[name, ...path].join('.')}"` : '';
      const message = `Variable "$${name}" got an invalid value${place}: ${why}`;
      errors.push(
        new GraphQLError(message, { nodes: node, originalError: fault({ code: 'BAD_REQUEST', public: message }) }),
      );
    };
    if (!Object.hasOwn(inputs, name)) {
      if (node.defaultValue) values[name] = valueFromAST(node.defaultValue, type);
      else if (isNonNullType(type)) wrong([], `A value of the type "${String(type)}" is required.`);
      continue;
    }
    if (inputs[name] === null && isNonNullType(type)) {
      wrong([], `Expected a value of the type "${String(type)}", not null.`);
      continue;
    }
    values[name] = coerceInputValue(inputs[name], type, (path, _value, error) =>
      wrong(path, withoutValues(error.message)),
    );
  }
  return errors.length > 0 ? { errors } : { values };
}
