/** Work that nobody waits for, until all stops. What is run must not reject. */
export class Background {
  readonly #underWay = new Set<Promise<void>>();

  run(work: Promise<void>): void {
    const running = work.finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /** Resolves when all that is under way has ended, and what that has begun. */
  async stop(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}
