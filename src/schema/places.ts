import { Kind, getLocation, visit } from 'graphql';
import type { ASTNode, DocumentNode, NameNode } from 'graphql';
import type { Place } from './files.ts';

/** The parsed SDL of one subgraph. `source` of its nodes carries the file's name. */
export interface ParsedSubgraph {
  name: string;
  file: string;
  document: DocumentNode;
}

/** A place, and the subgraph in whose SDL it is. */
export interface SubgraphPlace extends Place {
  subgraph: string;
}

/**
 * Where each element of the schema is defined, by its coordinate: `Person`, `Person.name`, `Query.person(id:)`,
 * `PersonStatus.ACTIVE`, `@owned`, `@owned(by:)`. An element has one place per subgraph that defines it.
 */
export type PlaceIndex = ReadonlyMap<string, readonly SubgraphPlace[]>;

/** Indexes the SDL of all subgraphs. */
export function indexPlaces(subgraphs: readonly ParsedSubgraph[]): PlaceIndex {
  const index = new Map<string, SubgraphPlace[]>();
  for (const subgraph of subgraphs) {
    const add = (coordinate: string, name: NameNode): void => {
      const places = index.get(coordinate) ?? [];
      places.push({ subgraph: subgraph.name, ...placeOfNode(name, subgraph.file) });
      index.set(coordinate, places);
    };
    visit(subgraph.document, { enter: (node) => addDefinition(node, add) });
  }
  return index;
}

/** Where a node of a parsed file begins. */
export function placeOfNode(node: ASTNode, file: string): Place {
  if (!node.loc) return { file, line: 1, column: 1 };
  return { file, ...getLocation(node.loc.source, node.loc.start) };
}

function addDefinition(node: ASTNode, add: (coordinate: string, name: NameNode) => void): void | false {
  switch (node.kind) {
    case Kind.DIRECTIVE_DEFINITION:
      add(`@${node.name.value}`, node.name);
      for (const argument of node.arguments ?? []) add(`@${node.name.value}(${argument.name.value}:)`, argument.name);
      return false;
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      add(node.name.value, node.name);
      for (const field of node.fields ?? []) {
        const coordinate = `${node.name.value}.${field.name.value}`;
        add(coordinate, field.name);
        for (const argument of field.arguments ?? []) add(`${coordinate}(${argument.name.value}:)`, argument.name);
      }
      return false;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      add(node.name.value, node.name);
      for (const field of node.fields ?? []) add(`${node.name.value}.${field.name.value}`, field.name);
      return false;
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      add(node.name.value, node.name);
      for (const value of node.values ?? []) add(`${node.name.value}.${value.name.value}`, value.name);
      return false;
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      add(node.name.value, node.name);
      return false;
    default:
      return undefined;
  }
}
