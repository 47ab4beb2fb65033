import type { Problems } from '../../../kernel/input/problems.ts';
import type { PolicyDocument, Table } from './document.ts';

/** A decision table, and where in the document it stands. */
export interface PlacedTable {
  table: Table;
  path: string;
}

/** The tables of a model in the order in which they run: from the input along the edges to the output, each node once. */
export function listTables(problems: Problems, path: string, { nodes, edges }: PolicyDocument['model']): PlacedTable[] {
  const next = new Map(edges.map(({ sourceId, targetId }) => [sourceId, targetId]));
  const placed = new Map(nodes.map((node, index) => [node.id, { node, index }]));
  const tables: PlacedTable[] = [];
  const seen = new Set<string>();
  const starts = nodes.filter(({ type }) => type === 'inputNode');
  let at = starts.length === 1 ? placed.get(starts[0]!.id) : undefined;
  let end: string | undefined;
  while (at && !seen.has(at.node.id)) {
    const { node, index } = at;
    seen.add(node.id);
    end = node.type;
    if (node.type === 'decisionTableNode') {
      tables.push({ table: node.content, path: `${path}.nodes.${index}.content` });
    }
    at = placed.get(next.get(node.id) ?? '');
  }
  const isRow =
    end === 'outputNode' &&
    seen.size === nodes.length &&
    edges.length === nodes.length - 1 &&
    placed.size === nodes.length;
  if (!isRow || tables.length === 0) {
    problems.add(path, 'Expected one way through all nodes: the inputNode, one or more tables, the outputNode.');
    return [];
  }
  for (const { table, path: where } of tables.slice(0, -1)) {
    if (table.passThrough !== true)
      problems.add(`${where}.passThrough`, 'Expected true: the next table reads the inputs too.');
  }
  return tables;
}
