const ORIGIN = Symbol('origin');

/** Notes what a payload of a subscription was made of. Each subscriber gets a payload of its own, of one event for all. */
export function setOrigin(payload: object, event: object): void {
  (payload as { [ORIGIN]?: object })[ORIGIN] = event;
}

/** The event that a payload was made of; undefined when nobody said. */
export function originOf(payload: unknown): object | undefined {
  return typeof payload === 'object' && payload !== null ? (payload as { [ORIGIN]?: object })[ORIGIN] : undefined;
}
