import type { GraphQLSchema } from 'graphql';
import type { Difference } from './change.ts';
import { deprecations, noticeOf } from './deprecation.ts';
import { reachableTypes } from './reach.ts';
import { type Usage, touches } from './usage.ts';

/** What a breaking change is judged by. */
export interface Circumstances {
  previous: GraphQLSchema;
  /** What trusted documents use, if there are any to go by. */
  usage: Usage | undefined;
  /** A day in ISO form. */
  today: string;
}

/** Removals that a deprecation announces. */
const REMOVALS: ReadonlySet<string> = new Set([
  'TYPE_REMOVED',
  'FIELD_REMOVED',
  'FIELD_ARGUMENT_REMOVED',
  'INPUT_FIELD_REMOVED',
  'ENUM_VALUE_REMOVED',
  'OWNERSHIP_REMOVED',
]);

/** Changes for the systems that write. What clients read says nothing about them. */
const WRITERS: ReadonlySet<string> = new Set(['OWNERSHIP_REMOVED', 'OWNER_REMOVED', 'OWNERS_REORDERED']);

/**
 * Lowers the level of breaking changes that break nobody: of types that no operation reaches (safe), of what no
 * trusted document uses (dangerous; never for ownership), and removals that a deprecation announced, unless a trusted
 * document still uses what is removed (dangerous).
 */
export function settleLevels(
  differences: readonly Difference[],
  { previous, usage, today }: Circumstances,
): Difference[] {
  const reachable = reachableTypes(previous);
  const reasons = deprecations(previous);
  const isAnnounced = (coordinate: string): boolean => {
    const reason = reasons.get(coordinate);
    return reason !== undefined && noticeOf(reason, today).given;
  };
  // A type that only announced elements lead to is announced with them.
  const lasting = reachableTypes(previous, isAnnounced);

  return differences.map((difference) => {
    const { level, type, coordinate } = difference;
    const [typeName = ''] = coordinate.split('.');
    if (level !== 'breaking') return difference;
    const isWriters = WRITERS.has(type);
    if (previous.getType(typeName) && !reachable.has(typeName)) {
      return { ...difference, level: 'safe', note: 'no operation could reach it' };
    }
    if (usage && !isWriters && !touches(usage, difference)) {
      return { ...difference, level: 'dangerous', note: 'no trusted document uses it' };
    }
    if (!REMOVALS.has(type)) return difference;
    const inUse = usage !== undefined && !isWriters;
    const announced = type === 'TYPE_REMOVED' ? !lasting.has(typeName) : isAnnounced(coordinate);
    if (announced && !inUse) return { ...difference, level: 'dangerous', note: 'its deprecation announced it' };
    if (announced) return { ...difference, note: 'it was deprecated, but a trusted document uses it' };
    const reason = reasons.get(coordinate);
    const notice = reason === undefined ? undefined : noticeOf(reason, today);
    if (!notice || notice.given) return difference;
    return { ...difference, note: `its deprecation promises it until ${notice.until}` };
  });
}
