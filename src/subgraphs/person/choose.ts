import type { System } from '../../kernel/actor.ts';
import { canonicalJson } from '../../kernel/vault.ts';
import { FIELD_NAMES, GATHERED, PERSON_FIELDS, type PersonField, isEmpty } from './fields.ts';
import type { PersonValues } from '../../resolution/values.ts';
import type { Ownership } from './ownership.ts';

/** What a record says today about one field. */
export interface Fact {
  claimId: string;
  /** Normalised; null where the source says that there is none. */
  value: unknown;
  /** ISO 8601, UTC. */
  assertedAt: string;
  /** ISO 8601, UTC. */
  recordedAt: string;
}

export type Facts = Partial<Record<PersonField, Fact>>;

/** One record, as far as the choice needs it. A steward's record overrides. */
export interface Source {
  recordId: string;
  system: Pick<System, 'id' | 'kind' | 'trust'>;
  facts: Facts;
}

export type ChoiceRule = 'ONLY' | 'OVERRIDE' | 'PRECEDENCE' | 'TRUST' | 'NEWEST' | 'GATHERED';

/** Which claims a person shows for a field, and why. */
export interface Choice {
  claimIds: string[];
  rule: ChoiceRule;
  /** Systems that come first but have no value. */
  passedOver: string[];
}

/** A person's values, and why each was chosen. */
export interface Chosen {
  values: PersonValues;
  choices: Partial<Record<PersonField, Choice>>;
}

/** A fact with the ranks by which it competes, the lower first; times the later first. */
export interface Candidate {
  fact: Fact;
  source: Source;
  override: boolean;
  precedence: number;
}

/**
 * The values of a person, from what its records say. A function of its arguments alone, whatever their order:
 * a steward's override, then precedence in `@owned`, then the system's trust, then the newest assertion.
 * An empty value from the first source falls through to the next. An override holds even when it is empty.
 */
export function choose(sources: readonly Source[], ownership: Ownership): Chosen {
  const values: Record<string, unknown> = {};
  const choices: Chosen['choices'] = {};
  for (const field of PERSON_FIELDS) {
    const candidates = candidatesFor(field, sources, ownership);
    const [first] = candidates;
    if (!first) continue;
    const outcome = first.override || !GATHERED.has(field) ? pick(candidates) : gather(field, candidates);
    if (!outcome) continue;
    if (!isEmpty(outcome.value)) values[FIELD_NAMES[field]] = outcome.value;
    choices[field] = outcome.choice;
  }
  return { values, choices };
}

/** What sources say of a field, in the order in which it would be chosen. */
export function candidatesFor(field: PersonField, sources: readonly Source[], ownership: Ownership): Candidate[] {
  const { owners } = ownership[field];
  const candidates: Candidate[] = [];
  for (const source of sources) {
    const fact = source.facts[field];
    if (!fact) continue;
    const override = source.system.kind === 'STEWARD';
    const precedence = owners.indexOf(source.system.kind);
    // A kind that lost the ownership of a field keeps its claims in the history, but is chosen no more.
    if (override || precedence >= 0) candidates.push({ fact, source, override, precedence });
  }
  return candidates.toSorted(compare);
}

function compare(a: Candidate, b: Candidate): number {
  return (
    Number(b.override) - Number(a.override) ||
    a.precedence - b.precedence ||
    b.source.system.trust - a.source.system.trust ||
    compareText(b.fact.assertedAt, a.fact.assertedAt) ||
    compareText(b.fact.recordedAt, a.fact.recordedAt) ||
    compareText(b.fact.claimId, a.fact.claimId)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One source's value: the first that is not empty, or the first override whatever it says. */
function pick(candidates: readonly Candidate[]): { value: unknown; choice: Choice } | undefined {
  const place = candidates.findIndex((candidate) => candidate.override || !isEmpty(candidate.fact.value));
  const winner = candidates[place];
  if (!winner) return undefined;
  const passedOver = candidates.slice(0, place).map((candidate) => candidate.source.system.id);
  const rivals = candidates.slice(place + 1).filter((candidate) => !isEmpty(candidate.fact.value));
  return {
    value: winner.fact.value,
    choice: { claimIds: [winner.fact.claimId], rule: ruleOf(winner, rivals[0]), passedOver },
  };
}

function ruleOf(winner: Candidate, next: Candidate | undefined): ChoiceRule {
  if (winner.override) return 'OVERRIDE';
  if (!next) return 'ONLY';
  if (winner.precedence !== next.precedence) return 'PRECEDENCE';
  if (winner.source.system.trust !== next.source.system.trust) return 'TRUST';
  return 'NEWEST';
}

/** The values of all sources without repeats, in the order of the sources. */
function gather(field: PersonField, candidates: readonly Candidate[]): { value: unknown; choice: Choice } | undefined {
  const full = candidates.filter((candidate) => !isEmpty(candidate.fact.value));
  if (full.length === 0) return undefined;
  const choice: Choice = {
    claimIds: full.map((candidate) => candidate.fact.claimId),
    rule: full.length === 1 ? 'ONLY' : 'GATHERED',
    passedOver: [],
  };
  if (field === 'EXTENSIONS') {
    // Each kind has its own name; within one, the first source wins.
    const gathered = full.toReversed().map((candidate) => candidate.fact.value as Record<string, unknown>);
    return { value: Object.assign({}, ...gathered), choice };
  }
  const items = new Map<string, unknown>();
  for (const candidate of full) {
    for (const item of candidate.fact.value as unknown[]) {
      const identity = identityOf(field, item);
      if (!items.has(identity)) items.set(identity, item);
    }
  }
  return { value: [...items.values()], choice };
}

/** By what two items are the same: e-mails, phones and addresses whatever they are used for; the others as a whole. */
function identityOf(field: PersonField, item: unknown): string {
  if (field !== 'EMAILS' && field !== 'PHONES' && field !== 'ADDRESSES') return canonicalJson(item);
  const { type: _, ...rest } = item as { type?: string };
  return canonicalJson(rest);
}
