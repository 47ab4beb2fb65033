import type { Applicant } from './applicants.ts';
import type { Paint, Stage } from './stage.ts';
import { type SeenJourney, documentVendor } from './watch.ts';

/** Outcomes in the order in which they are counted, and how they are painted. */
const PAINTS: Readonly<Record<string, Paint>> = {
  APPROVE: 'green',
  REQUEST_INFORMATION: 'yellow',
  REVIEW: 'yellow',
  STEP_UP: 'yellow',
  REJECT: 'red',
  BLOCK: 'red',
};

/** What is known of all applicants, as the subscription tells it. */
export class Board {
  readonly #stage: Stage;
  readonly #total: number;
  readonly #applicants = new Map<string, Applicant>();
  readonly #journeys = new Map<string, SeenJourney>();
  readonly #decided = new Map<string, string>();
  readonly #waiting = new Set<{ met(): boolean; resolve(): void }>();

  constructor(stage: Stage, total: number) {
    this.#stage = stage;
    this.#total = total;
  }

  /** Somebody has applied. */
  add(personId: string, applicant: Applicant): void {
    this.#applicants.set(personId, applicant);
  }

  /** A journey has moved. Told once more of what is known, nothing happens. */
  see(journey: SeenJourney): void {
    this.#journeys.set(journey.id, journey);
    const [decision] = journey.decisions;
    if (decision && !this.#decided.has(journey.id)) {
      this.#decided.set(journey.id, decision.outcome);
      this.#stage.say(this.#line(journey, decision));
      this.#stage.progress(this.decided, this.#total, this.tally());
    }
    for (const one of this.#waiting) if (one.met()) one.resolve();
  }

  get decided(): number {
    return this.#decided.size;
  }

  /** Those that have begun, and are not decided. */
  get underWay(): number {
    return this.#journeys.size - this.#decided.size;
  }

  get journeys(): readonly SeenJourney[] {
    return [...this.#journeys.values()];
  }

  /** How often which outcome: `APPROVE 40, REJECT 3`. */
  tally(): string {
    const outcomes = [...this.#decided.values()];
    return Object.keys(PAINTS)
      .map((outcome) => ({ outcome, count: outcomes.filter((one) => one === outcome).length }))
      .filter(({ count }) => count > 0)
      .map(({ outcome, count }) => `${outcome} ${count}`)
      .join(', ');
  }

  /** Resolves as soon as `found` answers something, with it. */
  async until<Found>(found: (board: this) => Found | undefined, signal: AbortSignal): Promise<Found> {
    const first = found(this);
    if (first !== undefined) return first;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { met: () => found(this) !== undefined, resolve };
    const abort = (): void => reject(signal.reason as Error);
    this.#waiting.add(waiting);
    signal.addEventListener('abort', abort);
    try {
      signal.throwIfAborted();
      await promise;
    } finally {
      this.#waiting.delete(waiting);
      signal.removeEventListener('abort', abort);
    }
    return found(this)!;
  }

  #line(journey: SeenJourney, { outcome, reasons }: SeenJourney['decisions'][number]): string {
    const { externalId = '', given = '', family = '' } = this.#applicants.get(journey.person.id) ?? {};
    const { vendor = '', insteadOf } = documentVendor(journey) ?? {};
    const { paint } = this.#stage;
    const by = (insteadOf ? `${vendor}, not ${insteadOf}` : vendor).padEnd(20);
    return [
      ` `,
      externalId,
      `${given} ${family}`.slice(0, 30).padEnd(30),
      insteadOf ? paint('cyan', by) : by,
      paint(PAINTS[outcome] ?? 'bold', outcome.padEnd(19)),
      paint('dim', reasons.map(({ code }) => code).join(' ')),
    ].join(' ');
  }
}
