import { HASH_BYTES, rootOfFull } from '../tree/hash.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import type { LogSource } from './source.ts';

/** Compares the hashes above the leaves with those that are stored, level by level as they fill. */
export class Climb {
  readonly #source: LogSource;
  /** By level, from 1: the hashes of the tile that fills, which of them it is, and the tile as it is stored. */
  readonly #levels: { hashes: Buffer[]; number: number; stored: Buffer | undefined }[] = [];

  constructor(source: LogSource) {
    this.#source = source;
  }

  /**
   * Takes the root of the next full tile of leaves.
   * @returns the entries below the first stored hash that differs
   */
  async push(root: Buffer): Promise<{ start: number; end: number } | undefined> {
    return this.#push(1, root);
  }

  async #push(level: number, hash: Buffer): Promise<{ start: number; end: number } | undefined> {
    const filling = (this.#levels[level - 1] ??= { hashes: [], number: 0, stored: undefined });
    filling.stored ??= await this.#source.tile({ level, number: filling.number });
    const place = filling.hashes.length;
    filling.hashes.push(hash);
    const isStored = hash.equals(filling.stored.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES));
    const width = TILE_WIDTH ** level;
    const start = (filling.number * TILE_WIDTH + place) * width;
    const differs = isStored ? undefined : { start, end: start + width };
    if (filling.hashes.length < TILE_WIDTH) return differs;
    this.#levels[level - 1] = { hashes: [], number: filling.number + 1, stored: undefined };
    const above = await this.#push(level + 1, rootOfFull(filling.hashes));
    return differs ?? above;
  }
}
