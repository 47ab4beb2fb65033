import { EMPTY_ROOT, hashNode } from './hash.ts';

/** A tree that only grows, of which nothing is kept but what its root needs: one hash for each bit of its size. */
export class Frontier {
  readonly #peaks: { height: number; hash: Buffer }[];

  constructor(peaks: readonly { height: number; hash: Buffer }[] = []) {
    this.#peaks = [...peaks];
  }

  /** Adds a subtree of `2 ** height` leaves. The size so far must be a multiple of that. */
  push(hash: Buffer, height = 0): void {
    let peak = { height, hash };
    while (this.#peaks.at(-1)?.height === peak.height) {
      peak = { height: peak.height + 1, hash: hashNode(this.#peaks.pop()!.hash, peak.hash) };
    }
    this.#peaks.push(peak);
  }

  /** The root of all that was added. */
  root(): Buffer {
    return this.#peaks.length === 0
      ? EMPTY_ROOT
      : this.#peaks.map(({ hash }) => hash).reduceRight((right, left) => hashNode(left, right));
  }

  /** The same, to go on by itself. */
  clone(): Frontier {
    return new Frontier(this.#peaks);
  }
}
