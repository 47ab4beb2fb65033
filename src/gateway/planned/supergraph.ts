import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

/** What this executor itself must know of a composed supergraph (Join specification v0.3 and later). */
export interface Supergraph {
  /** The supergraph for the planner: with a root field for each entity, by which a plan can begin in the middle. */
  readonly sdl: string;
  /** For each entity and each subgraph (by its name), the fields of the keys by which the subgraph finds it. */
  readonly keys: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Reads a composed supergraph. */
export function readSupergraph(supergraphSdl: string): Supergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = graphNames(document);
  const keys = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const entries: FieldDefinitionNode[] = [];
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const byGraph = new Map<string, string[]>();
    for (const directive of node.directives ?? []) {
      const graph = argumentOf(directive, 'graph');
      const key = argumentOf(directive, 'key');
      if (directive.name.value !== 'join__type' || graph === undefined || key === undefined) continue;
      if (argumentOf(directive, 'resolvable') === 'false') continue;
      byGraph.set(graph, [...(byGraph.get(graph) ?? []), ...fieldsOf(key)]);
    }
    if (byGraph.size === 0) continue;
    keys.set(node.name.value, new Map([...byGraph].map(([graph, fields]) => [names.get(graph) ?? graph, fields])));
    entries.push(entryField(node.name.value, homeOf(node, [...byGraph.keys()])));
  }
  const extended = visit(document, {
    ObjectTypeDefinition: (node) =>
      node.name.value === 'Query' ? { ...node, fields: [...(node.fields ?? []), ...entries] } : undefined,
  });
  return { sdl: print(extended), keys };
}

/** The root field by which the planner is told to begin at entities of a type. No client can ask for it. */
export function entryName(type: string): string {
  return `_at_${type}`;
}

function entryField(type: string, graph: string): FieldDefinitionNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  return {
    kind: Kind.FIELD_DEFINITION,
    name: name(entryName(type)),
    type: { kind: Kind.LIST_TYPE, type: { kind: Kind.NAMED_TYPE, name: name(type) } },
    directives: [
      {
        kind: Kind.DIRECTIVE,
        name: name('join__field'),
        arguments: [{ kind: Kind.ARGUMENT, name: name('graph'), value: { kind: Kind.ENUM, value: graph } }],
      },
    ],
  };
}

/** The subgraph that knows most of an entity: beginning there saves a step. */
function homeOf(node: ObjectTypeDefinitionNode, graphs: readonly string[]): string {
  const known = (graph: string): number =>
    (node.fields ?? []).filter(({ directives = [] }) =>
      directives.some(
        (directive) => argumentOf(directive, 'graph') === graph && argumentOf(directive, 'external') !== 'true',
      ),
    ).length;
  return graphs.toSorted((a, b) => known(b) - known(a))[0]!;
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
