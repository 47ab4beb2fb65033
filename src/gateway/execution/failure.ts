import { type FieldNode, type GraphQLError, locatedError } from 'graphql';
import { type Place, pathOf } from './place.ts';

/**
 * What stands for a reference that leads to nothing, or to nothing that may be seen: null, there or at the nearest place
 * upwards that may be null, and no error, so that the two look the same.
 */
export const MISSING: Error = new Error('A reference leads to nothing.');

/** What an execution notes of its failures. */
export interface Failures {
  readonly errors: GraphQLError[];
  /** True when null went all the way up. */
  rootFailed: boolean;
}

/** Records an error at a place, unless the place is within a null already: nobody would see what it is about. */
export function record(failures: Failures, error: unknown, nodes: readonly FieldNode[], place: Place): void {
  if (isDead(place)) return;
  failures.errors.push(locatedError(error, nodes, pathOf(place)));
  for (let at: Place | undefined = place; at !== undefined; at = at.prev) at.failures += 1;
}

/** Puts null at a place that has no value. Answers false when null may not be there, and must go up to the holder. */
export function fail(failures: Failures, place: Place): boolean {
  place.dead = true;
  place.holder[place.key] = null;
  if (place.nullable) keepLast(failures, place);
  return place.nullable;
}

/** Puts null at the nearest place upwards that may be null (GraphQL §6.4.4, Handling Field Errors). */
export function failUp(failures: Failures, place: Place): void {
  let at: Place | undefined = place;
  while (at !== undefined && !fail(failures, at)) at = at.prev;
  if (at === undefined) failRoot(failures);
}

/** Makes the whole answer null. */
export function failRoot(failures: Failures): void {
  failures.rootFailed = true;
  if (failures.errors.length > 1) failures.errors.splice(0, failures.errors.length - 1);
}

/** The errors that a client is told. */
export function toldErrors({ errors }: Failures): readonly GraphQLError[] {
  return errors.filter(({ originalError }) => originalError !== MISSING);
}

/** Where null took the place of more than one error, the last one is why; the others have no place any more. */
function keepLast({ errors }: Failures, place: Place): void {
  if (place.failures < 2) return;
  const path = pathOf(place);
  const isBelow = (error: GraphQLError): boolean => path.every((key, index) => error.path?.[index] === key);
  const last = errors.findLastIndex(isBelow);
  const kept = errors.filter((error, index) => index === last || !isBelow(error));
  errors.splice(0, errors.length, ...kept);
  place.failures = 1;
}

function isDead(place: Place): boolean {
  for (let at: Place | undefined = place; at !== undefined; at = at.prev) if (at.dead) return true;
  return false;
}
