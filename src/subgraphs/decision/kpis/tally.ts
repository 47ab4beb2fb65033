import type { LogEvent } from '../../../log/event.ts';
import { bucketOf } from './sketch.ts';

// What events add to the KPIs. Pure: the state that they meet is read before, and stored after.

/** A check that has not ended. */
export interface OpenCheck {
  kind: string;
  /** Who has it; null before it has begun. */
  vendor: string | null;
  /** Since when, in ms. */
  sinceMs: number;
}

/** What is known of the past, as far as some events need it. What an event changes is changed in place. */
export interface State {
  /** Since when people are known whom no verification has verified yet, in ms; null to forget one. */
  people: Map<string, number | null>;
  /** Verifications that have not ended; null to forget one. */
  verifications: Map<string, { requestedAtMs: number; checks: Map<string, OpenCheck> } | null>;
  /** By person and kind: what each vendor found last. */
  findings: Map<string, Map<string, string>>;
  /** What a check costs, by vendor. Others are not told apart. */
  vendors: Map<string, number>;
  /** How many verifications and claims decisions cite. */
  decisions: ReadonlyMap<string, { verifications: number; claims: number }>;
}

/** What is added to the KPIs of days. */
export interface Deltas {
  /** By day, name, vendor and label, parted by tabs. */
  counts: Map<string, number>;
  /** By day, name, vendor and bucket, parted by tabs. */
  times: Map<string, { count: number; seconds: number }>;
}

/** The vendor under whose name those are counted that nobody has registered. */
export const OTHER_VENDOR = 'other';

const ENDED: ReadonlySet<string> = new Set(['PASSED', 'FAILED', 'INCONCLUSIVE']);

/** What the events add, in their order. */
export function tally(events: readonly LogEvent[], state: State): Deltas {
  const deltas: Deltas = { counts: new Map(), times: new Map() };
  for (const event of events) new Tally(event, state, deltas).run();
  return deltas;
}

/** One event. */
class Tally {
  readonly #event: LogEvent;
  readonly #state: State;
  readonly #deltas: Deltas;

  constructor(event: LogEvent, state: State, deltas: Deltas) {
    this.#event = event;
    this.#state = state;
    this.#deltas = deltas;
  }

  run(): void {
    const { subject, data } = this.#event;
    // Some are told by parts that a hub may lack.
    const name: string = this.#event.name;
    const [family] = name.split('.');
    if (family === 'identity') this.#identity(name);
    else if (family === 'verification') this.#verification(name);
    else if (family === 'webhook') this.#webhook(name);
    else if (family === 'decision') this.#decision(name);
    else if (name === 'match.asked') this.#count('matches_asked', 1);
    else if (name === 'review.opened') this.#count('reviews_opened', 1, '', text(data['kind']));
    else if (name === 'review.closed') this.#count('reviews_closed', 1, '', text(data['kind']));
    else if (name === 'vendor.registered') this.#state.vendors.set(subject, Number(data['costPerCheck'] ?? 0));
    else if (name === 'system.registered' && data['kind'] === 'VERIFICATION') this.#state.vendors.set(subject, 0);
  }

  #identity(name: string): void {
    const { subject, time, data } = this.#event;
    if (name === 'identity.created') this.#state.people.set(subject, time.getTime());
    if (name === 'identity.deleted') this.#state.people.set(subject, null);
    if (name !== 'identity.created' && name !== 'identity.updated') return;
    const outcome = text(data['outcome']);
    if (outcome === 'CREATED' || outcome === 'JOINED') this.#count('records', 1, '', outcome);
    const claims = Array.isArray(data['claimIds']) ? data['claimIds'].length : 0;
    this.#count('values', claims);
    if (data['recordId'] && data['system']) this.#count('values_with_lineage', claims);
  }

  #verification(name: string): void {
    const { subject, time, data } = this.#event;
    const id = text(data['verificationId']);
    const { verifications, people } = this.#state;
    if (name === 'verification.requested') {
      const checks = (data['checks'] as { checkId: string; kind: string }[]).map(
        ({ checkId, kind }) => [checkId, { kind, vendor: null, sinceMs: time.getTime() }] as const,
      );
      verifications.set(id, { requestedAtMs: time.getTime(), checks: new Map(checks) });
      this.#count('verifications_requested', 1);
      return;
    }
    if (name === 'verification.cancelled') this.#count('verifications', 1, '', 'CANCELLED');
    if (name === 'verification.expired') this.#count('verifications', 1, '', 'EXPIRED');
    const open = verifications.get(id);
    if (name === 'verification.completed') {
      const status = text(data['status']);
      this.#count('verifications', 1, '', status);
      if (status === 'VERIFIED') {
        if (open) this.#time('request_to_verified', open.requestedAtMs);
        const knownMs = people.get(subject);
        if (knownMs != null) {
          this.#time('record_to_verified', knownMs);
          people.set(subject, null);
        }
      }
    }
    if (data['checkId'] !== undefined) this.#check(name, open ?? undefined);
    const isOver = name === 'verification.cancelled' || name === 'verification.expired';
    if (isOver || open?.checks.size === 0) verifications.set(id, null);
  }

  /** A check that moved. */
  #check(name: string, verification: { checks: Map<string, OpenCheck> } | undefined): void {
    const { time, data, actor } = this.#event;
    const id = text(data['checkId']);
    const open = verification?.checks.get(id);
    if (name === 'verification.rerouted') {
      this.#count('checks_rerouted', 1, this.#vendor(data['from']));
      if (open) Object.assign(open, { vendor: text(data['to']), sinceMs: time.getTime() });
      return;
    }
    if (data['outcome'] === undefined) return;
    const outcome = text(data['outcome']);
    const vendor = this.#vendor(data['vendor']);
    if (actor.startsWith('vendor:')) this.#count('webhooks_applied', 1, vendor);
    if (!ENDED.has(outcome)) {
      // What one vendor has begun stays its own, whatever it says on the way.
      if (open && open.vendor !== text(data['vendor'])) {
        Object.assign(open, { vendor: text(data['vendor']), sinceMs: time.getTime() });
      }
      return;
    }
    this.#count('checks', 1, vendor, outcome);
    this.#count('cost', this.#state.vendors.get(vendor) ?? 0, vendor);
    if (open) this.#time('check', open.sinceMs, vendor);
    verification?.checks.delete(id);
    if (outcome !== 'INCONCLUSIVE') this.#compare(vendor, outcome);
  }

  /** Whether other vendors found the same of the person. */
  #compare(vendor: string, outcome: string): void {
    const key = `${this.#event.subject} ${text(this.#event.data['kind'])}`;
    const findings = this.#state.findings.get(key) ?? new Map<string, string>();
    for (const [other, found] of findings) {
      if (other === vendor) continue;
      for (const one of [vendor, other]) {
        this.#count('compared', 1, one);
        if (found !== outcome) this.#count('disagreed', 1, one);
      }
    }
    this.#state.findings.set(key, findings.set(vendor, outcome));
  }

  #webhook(name: string): void {
    const { data } = this.#event;
    const vendor = this.#vendor(data['vendor']);
    if (name === 'webhook.dead') this.#count('webhooks_dead', 1, vendor);
    if (name === 'webhook.settled') this.#count('webhooks_settled', 1, vendor, text(data['state']));
    if (name === 'webhook.refused') this.#count('webhooks_refused', Number(data['count'] ?? 1), vendor);
  }

  #decision(name: string): void {
    const { data } = this.#event;
    if (name === 'decision.overridden') this.#count('decisions_overridden', 1);
    if (name !== 'decision.made') return;
    const outcome = text(data['outcome']);
    this.#count('decisions', 1, '', outcome);
    if (data['engine'] !== 'PERSON' && outcome !== 'REVIEW') this.#count('decisions_automatic', 1);
    const cited = this.#state.decisions.get(text(data['decisionId']));
    if (cited && cited.verifications > 0) this.#count('decisions_with_evidence', 1);
    if (cited && cited.verifications > 0 && cited.claims > 0) this.#count('decisions_with_complete_evidence', 1);
  }

  /** A vendor's name, if it is one that is told apart: anybody may write any name, and each would be counted for ever. */
  #vendor(name: unknown): string {
    return this.#state.vendors.has(text(name)) ? text(name) : OTHER_VENDOR;
  }

  #count(name: string, value: number, vendor = '', label = ''): void {
    if (value === 0) return;
    const key = [this.#day(), name, vendor, label].join('\t');
    this.#deltas.counts.set(key, (this.#deltas.counts.get(key) ?? 0) + value);
  }

  #time(name: string, sinceMs: number, vendor = ''): void {
    const seconds = Math.max(0, this.#event.time.getTime() - sinceMs) / 1000;
    const key = [this.#day(), name, vendor, bucketOf(seconds)].join('\t');
    const before = this.#deltas.times.get(key) ?? { count: 0, seconds: 0 };
    this.#deltas.times.set(key, { count: before.count + 1, seconds: before.seconds + seconds });
  }

  #day(): string {
    return this.#event.time.toISOString().slice(0, 10);
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
