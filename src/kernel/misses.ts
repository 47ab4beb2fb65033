/** How long a miss is believed. Until then, nobody can make the hub look again by asking again. */
const BELIEVED_MS = 1_000;
/** Whoever asks for more names than this at once pushes out what was asked first. */
const MAX_MISSES = 1_000;

/** What was looked for and not found a moment ago. */
export class Misses {
  readonly #untilMs = new Map<string, number>();

  add(name: string): void {
    this.#untilMs.delete(name);
    this.#untilMs.set(name, performance.now() + BELIEVED_MS);
    if (this.#untilMs.size > MAX_MISSES) this.#untilMs.delete(this.#untilMs.keys().next().value!);
  }

  has(name: string): boolean {
    return (this.#untilMs.get(name) ?? 0) > performance.now();
  }
}
