import { type ClassSet, classSet } from './classes.ts';
import type { DataClass } from '../kernel/data-classes.ts';

/** GDPR Art. 6(1), in the order of its letters. */
export type LegalBasis =
  | 'CONSENT'
  | 'CONTRACT'
  | 'LEGAL_OBLIGATION'
  | 'VITAL_INTERESTS'
  | 'PUBLIC_TASK'
  | 'LEGITIMATE_INTERESTS';

/** A registered purpose, as far as reads depend on it. */
export interface Purpose {
  readonly id: string;
  readonly legalBasis: LegalBasis;
  readonly covers: ClassSet;
  /** Whether reads go on while a consent has to be given again, since its notice has changed. */
  readonly continues: boolean;
}

/** Where a person stands, for the purposes of one reader. */
export interface Standing {
  /** The person that the id leads to today. */
  readonly personId: string;
  /** Regions that hold records of the person. */
  readonly regions: readonly string[];
  /** GDPR Art. 18: the person has restricted what the data may be used for. */
  readonly restricted: boolean;
  /** By purpose: what the person last said about it, as of the read. Absent: nothing. */
  readonly consents: ReadonlyMap<string, ConsentState>;
  /** GDPR Art. 21: purposes that the person has objected to. */
  readonly objections: ReadonlySet<string>;
}

/** Where a consent stands. `OUTDATED`: the notice has changed since in a way that asks for a new consent. */
export type ConsentState = 'GRANTED' | 'WITHDRAWN' | 'REFUSED' | 'EXPIRED' | 'OUTDATED';

/** Why something may not be read. */
export type Withholding =
  | 'NO_PURPOSE'
  | 'NOT_COVERED'
  | 'CONSENT_MISSING'
  | 'CONSENT_WITHDRAWN'
  | 'CONSENT_REFUSED'
  | 'CONSENT_EXPIRED'
  | 'CONSENT_OUTDATED'
  | 'OBJECTED'
  | 'RESTRICTED'
  | 'RESIDENCY';

/** Bases that hold although the person has restricted the processing (GDPR Art. 18(2)), as far as they stand by themselves. */
const IN_SPITE_OF_RESTRICTION: ReadonlySet<LegalBasis> = new Set(['CONSENT', 'LEGAL_OBLIGATION', 'VITAL_INTERESTS']);
/** Bases that an objection ends (GDPR Art. 21(1)). */
const ENDED_BY_OBJECTION: ReadonlySet<LegalBasis> = new Set(['PUBLIC_TASK', 'LEGITIMATE_INTERESTS']);

/** Bases that what a person says can end, or that rest on it. */
const RESTS_ON_STATEMENTS: ReadonlySet<LegalBasis> = new Set(['CONSENT', 'LEGITIMATE_INTERESTS']);

/** What counts of where somebody stands, for these purposes: about which of them, and whether a restriction does. */
export function relevant(purposes: readonly Purpose[]): {
  consents: string[];
  objections: string[];
  restriction: boolean;
} {
  const idsOf = (bases: ReadonlySet<LegalBasis>): string[] =>
    purposes.filter(({ legalBasis }) => bases.has(legalBasis)).map(({ id }) => id);
  return {
    consents: idsOf(RESTS_ON_STATEMENTS),
    objections: idsOf(ENDED_BY_OBJECTION),
    restriction: purposes.some(({ legalBasis }) => !IN_SPITE_OF_RESTRICTION.has(legalBasis)),
  };
}

/** Why a purpose is no basis for reading of a person; undefined when it is one. */
export function obstacle(purpose: Purpose, standing: Standing): Withholding | undefined {
  const { legalBasis } = purpose;
  if (standing.restricted && !IN_SPITE_OF_RESTRICTION.has(legalBasis)) return 'RESTRICTED';
  if (ENDED_BY_OBJECTION.has(legalBasis) && standing.objections.has(purpose.id)) return 'OBJECTED';
  const state = standing.consents.get(purpose.id);
  // Who opts out of what rests on somebody's interest objects to it.
  if (legalBasis === 'LEGITIMATE_INTERESTS' && (state === 'WITHDRAWN' || state === 'REFUSED')) return 'OBJECTED';
  if (legalBasis !== 'CONSENT' || state === 'GRANTED') return undefined;
  if (state === 'OUTDATED' && purpose.continues) return undefined;
  return state === undefined ? 'CONSENT_MISSING' : `CONSENT_${state}`;
}

/** What may be read across regions: by the region that holds the data, then by that of the reader, the classes. */
export type ResidencyRules = ReadonlyMap<string, ReadonlyMap<string, ClassSet>>;

/** What a reader in `region` may see of somebody, by where the data is held. Without a region of its own a reader is in all. */
export function residing(regions: readonly string[], region: string | undefined, rules: ResidencyRules): ClassSet {
  let allowed = ~0;
  if (region === undefined) return allowed;
  for (const home of regions) if (home !== region) allowed &= rules.get(home)?.get(region) ?? 0;
  return allowed;
}

/** What a reader may see of one person. */
export interface Verdict {
  readonly personId: string;
  readonly allowed: ClassSet;
  /** The purposes that allow something. */
  readonly by: readonly Purpose[];
  /** Why a class may not be read, and for which purpose; for a class that is allowed, undefined. */
  why(name: DataClass): { reason: Withholding; purpose: string | null } | undefined;
}

/** Who reads: the purposes that count, from where. */
export interface Reader {
  /** Those of the reader's purposes that are registered, in the order of their ids. */
  readonly purposes: readonly Purpose[];
  /** Where the reader is; undefined where regions are not held apart. */
  readonly region: string | undefined;
  readonly rules: ResidencyRules;
}

/** What a reader may see of a person who stands so. */
export function judge({ purposes, region, rules }: Reader, standing: Standing): Verdict {
  const obstacles = purposes.map((purpose) => obstacle(purpose, standing));
  const by = purposes.filter((_, index) => obstacles[index] === undefined);
  const resident = residing(standing.regions, region, rules);
  const covered = by.reduce((all, { covers }) => all | covers, 0);
  return {
    personId: standing.personId,
    allowed: covered & resident,
    by,
    why(name) {
      const bit = classSet([name]);
      if ((covered & resident & bit) !== 0) return undefined;
      if ((covered & bit) !== 0) return { reason: 'RESIDENCY', purpose: null };
      const index = purposes.findIndex(({ covers }) => (covers & bit) !== 0);
      const reason = obstacles[index];
      if (reason) return { reason, purpose: purposes[index]!.id };
      return { reason: purposes.length === 0 ? 'NO_PURPOSE' : 'NOT_COVERED', purpose: null };
    },
  };
}

/**
 * Nobody in particular: only bases that hold whatever a person has said count, so that an answer about several people tells
 * of none of them.
 */
export const ANYBODY: Standing = {
  personId: '',
  regions: [],
  restricted: true,
  consents: new Map(),
  objections: new Set(),
};

/** Somebody who has agreed to all that a reader may ask for. */
export function agreeable({ purposes }: Reader): Standing {
  return { ...ANYBODY, restricted: false, consents: new Map(purposes.map(({ id }) => [id, 'GRANTED'])) };
}
