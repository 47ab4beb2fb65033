import {
  type FieldNode,
  GraphQLBoolean,
  GraphQLID,
  GraphQLString,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';

/** How to complete a value of one type. */
export type ValuePlan = { readonly nullable: boolean; readonly field: FieldPlan } & (
  | {
      readonly kind: 'leaf';
      readonly type: GraphQLLeafType;
      /** What `typeof` says of values that serialising leaves as they are. */
      readonly asIs: 'string' | 'boolean' | undefined;
    }
  | { readonly kind: 'list'; readonly item: ValuePlan }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; fields: readonly FieldPlan[] | undefined }
  | {
      readonly kind: 'abstract';
      readonly type: GraphQLAbstractType;
      readonly fields: Map<string, readonly FieldPlan[]>;
    }
);

/** One field of a selection, with everything that does not depend on the request. */
export class FieldPlan {
  readonly key: string;
  readonly name: string;
  /** Where the source has the value of a field without a resolver. */
  readonly property: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  readonly value: ValuePlan;

  constructor(
    key: string,
    property: string,
    definition: GraphQLField<unknown, unknown>,
    parentType: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ) {
    this.key = key;
    this.name = definition.name;
    this.property = property;
    this.parentType = parentType;
    this.definition = definition;
    this.nodes = nodes;
    this.resolve = definition.resolve;
    this.value = planValue(definition.type, this);
  }
}

/** What a plan is made of: one operation of a document, with the variables that decide `@skip` and `@include`. */
export interface Selected {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Names the property to read for a field without a resolver; the field's name when left away. */
  readonly propertyOf?: ((node: FieldNode) => string) | undefined;
}

/** The fields of an operation's root type. */
export function planRoot(selected: Selected, rootType: GraphQLObjectType): readonly FieldPlan[] {
  const { schema, fragments, conditions, operation } = selected;
  return planFields(selected, rootType, collectFields(schema, fragments, conditions, rootType, operation.selectionSet));
}

/** The fields selected of a composite value, planned when the type is first met. */
export function planSubfields(
  selected: Selected,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): readonly FieldPlan[] {
  const { schema, fragments, conditions } = selected;
  return planFields(selected, type, collectSubfields(schema, fragments, conditions, type, nodes));
}

function planFields(
  selected: Selected,
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): readonly FieldPlan[] {
  const fields: FieldPlan[] = [];
  for (const [key, nodes] of collected) {
    const definition = getFieldDef(selected.schema, parentType, nodes[0] as FieldNode);
    // Validation refuses unknown fields; an execution ignores them (GraphQL §6.3).
    if (definition == null) continue;
    fields.push(
      new FieldPlan(
        key,
        selected.propertyOf?.(nodes[0] as FieldNode) ?? definition.name,
        definition,
        parentType,
        nodes,
      ),
    );
  }
  return fields;
}

const AS_IS = new Map<GraphQLLeafType, 'string' | 'boolean'>([
  [GraphQLString, 'string'],
  [GraphQLID, 'string'],
  [GraphQLBoolean, 'boolean'],
]);

function planValue(type: GraphQLOutputType, field: FieldPlan): ValuePlan {
  const nullable = !isNonNullType(type);
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return { kind: 'list', nullable, field, item: planValue(inner.ofType, field) };
  if (isLeafType(inner)) return { kind: 'leaf', nullable, field, type: inner, asIs: AS_IS.get(inner) };
  if (isAbstractType(inner)) return { kind: 'abstract', nullable, field, type: inner, fields: new Map() };
  return { kind: 'object', nullable, field, type: inner as GraphQLObjectType, fields: undefined };
}
