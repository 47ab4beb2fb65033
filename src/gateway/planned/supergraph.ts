import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';

/** What this executor itself must know of a composed supergraph (Join specification v0.3 and later). */
export interface Supergraph {
  /** The supergraph for the planner: with one subgraph more, in which a plan can begin at any entity. */
  readonly sdl: string;
  /** For each entity and each subgraph (by its name), the fields of the keys by which the subgraph finds it. */
  readonly keys: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** The subgraph that is none. It has a root field for each entity, and knows of an entity its keys. */
export const ENTRY = '_entry';

/** The root field by which the planner is told to begin at entities of a type. No client can ask for it. */
export function entryName(type: string): string {
  return `_at_${type}`;
}

/** Reads a composed supergraph. */
export function readSupergraph(supergraphSdl: string): Supergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = graphNames(document);
  const keys = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const byGraph = new Map<string, string[]>();
    for (const { graph, key } of keysOf(node)) {
      const name = names.get(graph) ?? graph;
      byGraph.set(name, [...(byGraph.get(name) ?? []), ...fieldsOf(key)]);
    }
    if (byGraph.size > 0) keys.set(node.name.value, byGraph);
  }
  const sdl = document.definitions.map((node) => print(withEntry(node, [...keys.keys()]))).join('\n');
  return { sdl, keys };
}

/** The definition as it is with the entry beside the other subgraphs. */
function withEntry(node: DefinitionNode, entities: readonly string[]): DefinitionNode {
  if (node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph') {
    const [entry] = parse(`enum join__Graph { _ENTRY @join__graph(name: "${ENTRY}", url: "") }`).definitions;
    return { ...node, values: [...(node.values ?? []), ...((entry as EnumTypeDefinitionNode).values ?? [])] };
  }
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  if (node.name.value === 'Query') {
    const fields = entities.map((type) => `${entryName(type)}: [${type}] @join__field(graph: _ENTRY)`);
    const more = objectType(`type Query @join__type(graph: _ENTRY) { ${fields.join(' ')} }`);
    return {
      ...node,
      directives: [...(node.directives ?? []), ...(more.directives ?? [])],
      fields: [...(node.fields ?? []), ...(more.fields ?? [])],
    };
  }
  return entities.includes(node.name.value) ? withKeysAtEntry(node) : node;
}

/** A field that does not say where it is known is known wherever its type is; so the others must say it now. */
function withKeysAtEntry(node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  const keys = [...new Set(keysOf(node).map(({ key }) => key))];
  const known = new Set(keys.flatMap(fieldsOf));
  const graphs = (node.directives ?? []).flatMap((directive) => argumentOf(directive, 'graph') ?? []);
  const atEntry = directives(keys.map((key) => `@join__type(graph: _ENTRY, key: "${key}", resolvable: false)`));
  return {
    ...node,
    directives: [...(node.directives ?? []), ...atEntry],
    fields: (node.fields ?? []).map((field) => {
      const says = field.directives?.some(({ name }) => name.value === 'join__field');
      const isKey = known.has(field.name.value);
      if (says !== isKey) return field;
      const where = isKey ? ['_ENTRY'] : [...new Set(graphs)];
      const more = directives(where.map((graph) => `@join__field(graph: ${graph})`));
      return { ...field, directives: [...(field.directives ?? []), ...more] };
    }),
  };
}

function objectType(text: string): ObjectTypeDefinitionNode {
  return parse(text, { noLocation: true }).definitions[0] as ObjectTypeDefinitionNode;
}

function directives(texts: readonly string[]): readonly ConstDirectiveNode[] {
  return objectType(`type T ${texts.join(' ')}`).directives ?? [];
}

/** The keys by which subgraphs find an entity. */
function keysOf({ directives: all = [] }: ObjectTypeDefinitionNode): { graph: string; key: string }[] {
  return all.flatMap((directive) => {
    const graph = argumentOf(directive, 'graph');
    const key = argumentOf(directive, 'key');
    if (directive.name.value !== 'join__type' || graph === undefined || key === undefined) return [];
    return argumentOf(directive, 'resolvable') === 'false' ? [] : [{ graph, key }];
  });
}

function graphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const value of node.values ?? []) {
      names.set(value.name.value, argumentOf(value.directives?.[0], 'name') ?? value.name.value);
    }
  }
  return names;
}

function argumentOf(directive: ConstDirectiveNode | undefined, name: string): string | undefined {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return String(value.value);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

/** The fields of a key that stand alone; a nested one (`organisation { id }`) identifies nothing by its first name. */
function fieldsOf(key: string): string[] {
  const [operation] = parse(`{ ${key} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD && !node.selectionSet ? [node.name.value] : [],
  );
}
