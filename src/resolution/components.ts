import type { Edge } from './evidence.ts';

/** Records that a change can concern, and what is between them. */
export interface Component {
  ids: string[];
  edges: Edge[];
}

/**
 * Takes records apart into those that edges connect, in whatever way: each part clusters on its own, so that a change of a record
 * or an edge concerns its part only. Edges are links, reviews, and what people said.
 */
export function componentsOf(ids: readonly string[], edges: readonly Edge[]): Component[] {
  const parents = new Map(ids.map((id) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parents.get(root) !== root) root = parents.get(root)!;
    for (let step = id; step !== root;) {
      const next = parents.get(step)!;
      parents.set(step, root);
      step = next;
    }
    return root;
  };
  for (const { a, b } of edges) parents.set(rootOf(a), rootOf(b));
  const components = new Map<string, Component>();
  for (const id of ids) {
    const root = rootOf(id);
    const known = components.get(root);
    if (known) known.ids.push(id);
    else components.set(root, { ids: [id], edges: [] });
  }
  for (const edge of edges) components.get(rootOf(edge.a))!.edges.push(edge);
  return [...components.values()];
}
