import type { Difference, Level } from './change.ts';
import type { FieldGovernance } from './governance.ts';

type Governance = ReadonlyMap<string, FieldGovernance>;

/** What governs two schemas, and which of their elements exist at all. */
export interface GovernedSchema {
  governance: Governance;
  /** Whether the schema has the element: `Person`, `Person.name`. */
  has(coordinate: string): boolean;
  /** Whether the SDL shows `@requiresScopes`. The API that clients see does not. */
  showsScopes: boolean;
}

/**
 * Changes of `@owned` and, where both sides show it, of `@requiresScopes`. Taking a right away is breaking for the
 * writers or readers who had it; giving one is dangerous, because somebody gets to write or see more.
 */
export function governanceDifferences(previous: GovernedSchema, current: GovernedSchema): Difference[] {
  const coordinates = new Set([...previous.governance.keys(), ...current.governance.keys()]);
  return [...coordinates].flatMap((coordinate) => {
    const before = previous.governance.get(coordinate) ?? {};
    const after = current.governance.get(coordinate) ?? {};
    const isNew = !previous.has(coordinate);
    const isGone = !current.has(coordinate);
    const scopes = previous.showsScopes && current.showsScopes && !isNew && !isGone;
    return [
      ...ownerDifferences(coordinate, before, after, { isNew, isGone }),
      ...(scopes ? scopeDifferences(coordinate, before.scopes, after.scopes) : []),
    ];
  });
}

function ownerDifferences(
  coordinate: string,
  before: FieldGovernance,
  after: FieldGovernance,
  { isNew, isGone }: { isNew: boolean; isGone: boolean },
): Difference[] {
  const change = (type: string, level: Level, message: string, details: unknown): Difference => ({
    type,
    coordinate,
    level,
    message,
    details,
  });
  if (!before.owners && !after.owners) return [];
  if (!before.owners) {
    const message = `'${coordinate}' is owned by ${listed(after.owners)}`;
    return [change('OWNERSHIP_ADDED', isNew ? 'safe' : 'dangerous', message, after.owners)];
  }
  if (!after.owners) {
    const owners = listed(before.owners);
    const how = isGone ? `was removed, which ${owners} may write` : `has no owner any more; it was owned by ${owners}`;
    return [change('OWNERSHIP_REMOVED', 'breaking', `'${coordinate}' ${how}`, before.owners)];
  }
  const { owners: old } = before;
  const { owners: now } = after;
  const removed = old.filter((owner) => !now.includes(owner));
  const added = now.filter((owner) => !old.includes(owner));
  const stayedBefore = old.filter((owner) => now.includes(owner));
  const stayedAfter = now.filter((owner) => old.includes(owner));
  const differences = [
    ...removed.map((owner) =>
      change('OWNER_REMOVED', 'breaking', `${owner} may not write '${coordinate}' any more`, owner),
    ),
    ...added.map((owner) => {
      const place = now.indexOf(owner) + 1;
      return change('OWNER_ADDED', 'dangerous', `${owner} may write '${coordinate}', ${ordinal(place)} in precedence`, [
        owner,
        place,
      ]);
    }),
  ];
  if (stayedBefore.join() !== stayedAfter.join()) {
    const message = `The precedence of the owners of '${coordinate}' changed from ${stayedBefore.join(', ')} to ${stayedAfter.join(', ')}`;
    differences.push(change('OWNERS_REORDERED', 'breaking', message, [stayedBefore, stayedAfter]));
  }
  if (before.onChange !== after.onChange) {
    const message = `A correction of '${coordinate}' means ${after.onChange} for a verification that used it, not ${before.onChange}`;
    differences.push(change('ON_CHANGE_CHANGED', 'dangerous', message, [before.onChange, after.onChange]));
  }
  return differences;
}

/** `@requiresScopes` is a choice of sets: whoever holds all scopes of one set may read. No directive is one empty set. */
function scopeDifferences(
  coordinate: string,
  before: FieldGovernance['scopes'],
  after: FieldGovernance['scopes'],
): Difference[] {
  const old = before ?? [[]];
  const now = after ?? [[]];
  const details = [old, now];
  const says = `'${coordinate}' needs ${choice(now)}; it needed ${choice(old)}`;
  if (old.some((held) => !isEnough(held, now))) {
    return [{ type: 'SCOPES_ADDED', coordinate, level: 'breaking', message: says, details }];
  }
  if (now.some((held) => !isEnough(held, old))) {
    return [{ type: 'SCOPES_REMOVED', coordinate, level: 'dangerous', message: says, details }];
  }
  return [];
}

function isEnough(held: readonly string[], needed: readonly (readonly string[])[]): boolean {
  return needed.some((set) => set.every((scope) => held.includes(scope)));
}

function choice(sets: readonly (readonly string[])[]): string {
  return sets.map((set) => (set.length === 0 ? 'no scope' : set.join(' + '))).join(' or ');
}

function listed(owners: readonly string[] = []): string {
  return owners.length === 0 ? 'nobody' : owners.join(', ');
}

const ENDINGS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** `1st`, `2nd`, `3rd`, `4th`. */
function ordinal(place: number): string {
  return `${place}${ENDINGS[ordinals.select(place)] ?? 'th'}`;
}
