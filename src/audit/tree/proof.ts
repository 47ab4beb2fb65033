import { EMPTY_ROOT, hashNode } from './hash.ts';

/** Whether `proof` shows that the leaf with this hash is the one at `index` of the tree of `size` with this root (RFC 9162 §2.1.3.2). */
export function isIncluded(
  { index, leaf }: { index: number; leaf: Buffer },
  { size, root }: { size: number; root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (index < 0 || index >= size) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const node of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = hashNode(node, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = hashNode(hash, node);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether `proof` shows that the older tree is the beginning of the newer one (RFC 9162 §2.1.4.2). */
export function isConsistent(
  older: { size: number; root: Buffer },
  newer: { size: number; root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // Where the older tree has no ragged end, its root is where both begin.
  const nodes = at === 0 ? [older.root, ...proof] : [...proof];
  const first = nodes.shift();
  if (!first) return false;
  let [oldRoot, newRoot] = [first, first];
  for (const node of nodes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldRoot = hashNode(node, oldRoot);
      newRoot = hashNode(node, newRoot);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else newRoot = hashNode(newRoot, node);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && oldRoot.equals(older.root) && newRoot.equals(newer.root);
}

/** Sizes can be above what bitwise operators take. */
function half(number: number): number {
  return Math.floor(number / 2);
}
