import { canonicalJson } from '../../kernel/vault.ts';
import { type Candidate, type Source, candidatesFor } from './choose.ts';
import { GATHERED, PERSON_FIELDS, type PersonField, isEmpty } from './fields.ts';
import type { PersonName } from '../../resolution/values.ts';
import type { Ownership } from './ownership.ts';

/** A field for which equally good sources have different values. */
export interface Conflict {
  field: PersonField;
  /** Their claims, in the order in which they would be chosen. */
  claimIds: string[];
}

/** The fields for which nothing but time decides between different values, and no steward has decided since. */
export function findConflicts(sources: readonly Source[], ownership: Ownership): Conflict[] {
  if (sources.length < 2) return [];
  return PERSON_FIELDS.flatMap((field) => {
    const tied = findTied(field, sources, ownership);
    if (tied.length === 0) return [];
    const [word] = candidatesFor(field, sources, ownership).filter(({ override }) => override);
    const isOpen = tied.some(
      ({ fact }) => !word || (fact.recordedAt > word.fact.recordedAt && !isAlike(field, fact.value, word.fact.value)),
    );
    return isOpen ? [{ field, claimIds: tied.map(({ fact }) => fact.claimId) }] : [];
  });
}

/** What equally good sources say of a field, if they say different things: none else. Whatever a steward has set. */
export function findTied(field: PersonField, sources: readonly Source[], ownership: Ownership): Candidate[] {
  if (GATHERED.has(field)) return [];
  const said = candidatesFor(field, sources, ownership).filter(
    ({ override, fact }) => !override && !isEmpty(fact.value),
  );
  const first = said[0];
  const tied = said.filter(
    ({ precedence, source }) => precedence === first!.precedence && source.system.trust === first!.source.system.trust,
  );
  return tied.some(({ fact }) => !isAlike(field, fact.value, first!.fact.value)) ? tied : [];
}

/** Whether two values do not contradict each other: a name with and without its parts, a date and its year. */
function isAlike(field: PersonField, a: unknown, b: unknown): boolean {
  if (field === 'NAME' && a != null && b != null) return textOf(a as PersonName) === textOf(b as PersonName);
  if (field === 'BIRTH_DATE' && typeof a === 'string' && typeof b === 'string')
    return a.startsWith(b) || b.startsWith(a);
  return canonicalJson(a) === canonicalJson(b);
}

function textOf({ full }: PersonName): string {
  return full.toLowerCase();
}
