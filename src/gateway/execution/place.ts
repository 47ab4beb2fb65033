/**
 * A position in the answer: its path (the shape of graphql-js's `Path`), and what is needed to put
 * null there later, when a value that must not be null turns out to be missing.
 */
export class Place {
  readonly prev: Place | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
  /** The object or list of the answer that holds this position. */
  readonly holder: Holder;
  readonly nullable: boolean;
  /** True when null was put here; what is still under way below counts no more. */
  dead = false;
  /** Errors recorded here and below. */
  failures = 0;

  constructor(
    prev: Place | undefined,
    key: string | number,
    typename: string | undefined,
    holder: Holder,
    nullable: boolean,
  ) {
    this.prev = prev;
    this.key = key;
    this.typename = typename;
    this.holder = holder;
    this.nullable = nullable;
  }
}

export type Holder = Record<string | number, unknown>;

/** What a completion answers instead of a value: an error is recorded, and the position has none. */
export const FAILED: unique symbol = Symbol('failed');

/** The path of a position, outermost first. */
export function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.prev) path.push(at.key);
  return path.toReversed();
}
