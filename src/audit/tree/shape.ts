/** A part of the tree without ragged end: `2 ** height` leaves from `place * 2 ** height` on. */
export interface Subtree {
  height: number;
  place: number;
}

/** Leaves from `start` to before `end`, one node of a proof. */
export interface Span {
  start: number;
  end: number;
}

/** The largest power of two below `count`, which is at least 2: where RFC 6962 §2.1 splits a list of leaves. */
export function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The nodes of the proof that leaf `index` is in the tree of `size` leaves, from the leaf upwards (RFC 6962 §2.1.1). */
export function inclusionSpans(index: number, size: number, start = 0): Span[] {
  if (size === 1) return [];
  const split = splitOf(size);
  const [left, right] = [
    { start, end: start + split },
    { start: start + split, end: start + size },
  ];
  return index < split
    ? [...inclusionSpans(index, split, start), right]
    : [...inclusionSpans(index - split, size - split, start + split), left];
}

/**
 * The nodes of the proof that the tree of `older` leaves is the beginning of that of `size` (RFC 6962 §2.1.2). None where
 * either is all of the other, or nothing.
 */
export function consistencySpans(older: number, size: number): Span[] {
  return older === 0 || older === size ? [] : subproof(older, { start: 0, end: size }, true);
}

function subproof(older: number, { start, end }: Span, isWhole: boolean): Span[] {
  const size = end - start;
  if (older === size) return isWhole ? [] : [{ start, end }];
  const middle = start + splitOf(size);
  return older <= middle - start
    ? [...subproof(older, { start, end: middle }, isWhole), { start: middle, end }]
    : [...subproof(older - (middle - start), { start: middle, end }, false), { start, end: middle }];
}

/** The subtrees that a span of a tree is made of, from the left. Each is smaller than the one before. */
export function subtreesOf({ start, end }: Span): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = start;
  while (at < end) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= end) height += 1;
    subtrees.push({ height, place: at / 2 ** height });
    at += 2 ** height;
  }
  return subtrees;
}
