import type { Merge } from '../../../resolution/cluster.ts';

/**
 * The merges whose links lead from one node to another, in their order; none where no links do. Those of one group are a
 * tree, so that there is one way.
 */
export function chainBetween(merges: readonly Merge[], from: string, to: string): Merge[] {
  const at = new Map<string, Merge[]>();
  for (const merge of merges) {
    for (const node of [merge.a, merge.b]) at.set(node, [...(at.get(node) ?? []), merge]);
  }
  const cameBy = new Map<string, { merge: Merge; before: string }>();
  const queue = [from];
  for (let node = queue.shift(); node !== undefined && node !== to; node = queue.shift()) {
    for (const merge of at.get(node) ?? []) {
      const next = merge.a === node ? merge.b : merge.a;
      if (next === from || cameBy.has(next)) continue;
      cameBy.set(next, { merge, before: node });
      queue.push(next);
    }
  }
  const chain: Merge[] = [];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.before)) chain.unshift(step.merge);
  return chain;
}
