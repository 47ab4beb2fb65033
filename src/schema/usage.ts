import {
  TypeInfo,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Difference } from './change.ts';

/** The coordinates of a schema that documents use: types, fields, arguments, input fields, enum values, directives. */
export type Usage = ReadonlySet<string>;

/**
 * What `documents` use of `schema`. What a variable will hold is not known, so all that its type allows counts as used.
 */
export function usageOf(schema: GraphQLSchema, documents: readonly { document: DocumentNode }[]): Usage {
  const used = new Set<string>();
  const types = new TypeInfo(schema);
  for (const { document } of documents) {
    visit(
      document,
      visitWithTypeInfo(types, {
        Field(node) {
          const parent = types.getParentType();
          const field = types.getFieldDef();
          if (!parent || !field) return;
          // A field of an interface is one of each type behind it.
          const owners = isInterfaceType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
          for (const { name } of owners) {
            used.add(name).add(`${name}.${field.name}`);
            for (const argument of node.arguments ?? []) used.add(`${name}.${field.name}(${argument.name.value}:)`);
          }
          used.add(getNamedType(field.type).name);
        },
        NamedType(node) {
          used.add(node.name.value);
        },
        VariableDefinition(node) {
          const type = typeFromAST(schema, node.type);
          if (type) addInput(getNamedType(type), used);
        },
        Argument() {
          const argument = types.getArgument();
          if (argument) used.add(getNamedType(argument.type).name);
        },
        ObjectValue() {
          const type = types.getInputType();
          if (type) used.add(getNamedType(type).name);
        },
        ObjectField(node) {
          const parent = types.getParentInputType();
          if (parent) used.add(`${getNamedType(parent).name}.${node.name.value}`);
        },
        EnumValue(node) {
          const type = types.getInputType();
          if (type) used.add(`${getNamedType(type).name}.${node.value}`);
        },
        Directive(node) {
          used.add(`@${node.name.value}`);
        },
      }),
    );
  }
  return used;
}

function addInput(type: GraphQLNamedType, used: Set<string>): void {
  if (isEnumType(type)) for (const { name } of type.getValues()) used.add(`${type.name}.${name}`);
  if (isInputObjectType(type) && !used.has(`${type.name}.*`)) {
    used.add(`${type.name}.*`);
    for (const field of Object.values(type.getFields())) {
      used.add(`${type.name}.${field.name}`);
      addInput(getNamedType(field.type), used);
    }
  }
  used.add(type.name);
}

/**
 * Whether a breaking change touches what is used. A change of a type or of what must be given touches every use of the
 * field, even one that leaves the argument away; a change of a kind not listed is taken to touch everybody.
 */
export function touches(usage: Usage, { type, coordinate, details }: Difference): boolean {
  const [field = ''] = coordinate.split('(');
  const [parent = ''] = coordinate.split('.');
  switch (type) {
    case 'TYPE_REMOVED':
    case 'TYPE_KIND_CHANGED':
    case 'FIELD_REMOVED':
    case 'FIELD_TYPE_CHANGED':
    case 'FIELD_ARGUMENT_REMOVED':
    case 'INPUT_FIELD_REMOVED':
    case 'ENUM_VALUE_REMOVED':
    case 'DIRECTIVE_REMOVED':
    case 'DIRECTIVE_LOCATION_REMOVED':
    case 'SCOPES_ADDED':
      return usage.has(coordinate);
    case 'FIELD_ARGUMENT_ADDED':
    case 'FIELD_ARGUMENT_TYPE_CHANGED':
    case 'FIELD_ARGUMENT_DEFAULT_CHANGED':
      return usage.has(field);
    case 'INPUT_FIELD_ADDED':
    case 'INPUT_FIELD_TYPE_CHANGED':
    case 'INPUT_FIELD_DEFAULT_VALUE_CHANGED':
    case 'DIRECTIVE_USAGE_INPUT_OBJECT_ADDED':
      return usage.has(parent);
    case 'UNION_MEMBER_REMOVED':
      return usage.has((details as { removedUnionMemberTypeName: string }).removedUnionMemberTypeName);
    case 'OBJECT_TYPE_INTERFACE_REMOVED':
      return usage.has((details as { removedInterfaceName: string }).removedInterfaceName);
    default:
      return true;
  }
}
