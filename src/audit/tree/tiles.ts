import { EMPTY_ROOT, HASH_BYTES, hashNode, rootOfFull } from './hash.ts';
import { type Span, type Subtree, subtreesOf } from './shape.ts';

/** Hashes in a full tile; a tile stands for a subtree of height 8 (C2SP tlog-tiles, "Merkle Tree"). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Which tile: of level 0 are those of the leaves; above, each hash stands for a full tile of the level below. */
export interface TilePlace {
  level: number;
  number: number;
}

/** Tiles that were read or are growing. Those of the right edge can hold more hashes than a tree in question has. */
export class Tiles {
  readonly #hashes = new Map<string, Buffer[]>();

  /** Takes a tile as it is stored: its hashes, one behind the other. */
  add(place: TilePlace, bytes: Buffer): void {
    const hashes = Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, at) =>
      bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
    );
    this.#hashes.set(keyOf(place), hashes);
  }

  /** The root over a span. Throws a RangeError when a tile of `tilesOf(span)` is missing or too short. */
  rootOf(span: Span): Buffer {
    const roots = subtreesOf(span).map((subtree) => this.#rootOf(subtree));
    return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => hashNode(left, right));
  }

  #rootOf(subtree: Subtree): Buffer {
    const { level, number } = tileOf(subtree);
    const count = 2 ** (subtree.height % TILE_HEIGHT);
    const from = (subtree.place * count) % TILE_WIDTH;
    const hashes = this.#hashes.get(keyOf({ level, number }))?.slice(from, from + count) ?? [];
    if (hashes.length < count) throw new RangeError(`tile ${level}/${number} holds too little`);
    return rootOfFull(hashes);
  }

  /**
   * Adds leaves behind the `size` that are there. The tiles of the right edge must have been added before.
   * @returns the tiles that changed
   */
  append(size: number, leaves: readonly Buffer[]): (TilePlace & { bytes: Buffer })[] {
    const changed = new Map<string, TilePlace>();
    const push = (level: number, index: number, hash: Buffer): void => {
      const place = { level, number: Math.floor(index / TILE_WIDTH) };
      const key = keyOf(place);
      // What stands behind the edge is of a pass that was given up.
      const hashes = (this.#hashes.get(key) ?? []).slice(0, index % TILE_WIDTH);
      hashes.push(hash);
      this.#hashes.set(key, hashes);
      changed.set(key, place);
      if (hashes.length === TILE_WIDTH) push(level + 1, place.number, rootOfFull(hashes));
    };
    for (const [place, leaf] of leaves.entries()) push(0, size + place, leaf);
    return [...changed.values()].map((place) => ({ ...place, bytes: Buffer.concat(this.#hashes.get(keyOf(place))!) }));
  }
}

/** The tile in which the hashes below a subtree's root lie. */
function tileOf({ height, place }: Subtree): TilePlace {
  const level = Math.floor(height / TILE_HEIGHT);
  return { level, number: Math.floor((place * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH) };
}

/** The tiles that it takes to compute the roots of spans, each once. */
export function tilesOf(spans: readonly Span[]): TilePlace[] {
  const places = spans.flatMap(subtreesOf).map(tileOf);
  return [...new Map(places.map((place) => [keyOf(place), place])).values()];
}

/** The tiles of the right edge of a tree: those that its root is made of, and that grow. */
export function edgeOf(size: number): TilePlace[] {
  return tilesOf([{ start: 0, end: size }]);
}

/** How many hashes of a level a tree has. */
export function countOf(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/**
 * The path of a tile or bundle with `width` hashes: `x001/x234/067`, and `x001/x234/067.p/12` where it is not full (C2SP
 * tlog-tiles, "Merkle Tree").
 */
export function pathOf(number: number, width: number): string {
  const groups: string[] = [];
  for (let rest = number; rest > 0 || groups.length === 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
  }
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Reads such a path; undefined when it is none. */
export function readPath(path: string): { number: number; width: number } | undefined {
  const [, groups, width] = /^((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  if (groups === undefined) return undefined;
  const place = { number: Number(groups.replaceAll(/[x/]/g, '')), width: width ? Number(width) : TILE_WIDTH };
  return pathOf(place.number, place.width) === path && place.width <= TILE_WIDTH ? place : undefined;
}

function keyOf({ level, number }: TilePlace): string {
  return `${level}/${number}`;
}
