import { type KeyObject, createSecretKey } from 'node:crypto';
import { fault } from './faults.ts';
import type { MasterKey } from './master-keys.ts';

/** The wrapping keys that a process has. They come and go while it runs. */
export interface Ring {
  /** The one that wraps. */
  readonly current: { readonly id: string; readonly secret: KeyObject };
  /** What it can open with. */
  ids(): string[];
  /** The key of an id. Throws INTERNAL when there is none. */
  get(id: string): KeyObject;
  /** From now on it opens with these, too. */
  add(keys: readonly MasterKey[]): void;
  /** From now on it wraps with this one, which it has. */
  use(id: string): void;
  /** From now on it does not open with this one, which is not the one that wraps. */
  remove(id: string): void;
}

const KEY_ID = /^[\w-]{1,16}$/;

// Keys are KeyObjects, made once: given bytes, Node 24 first finds out at some length that they are no KeyObject, which
// costs 8 µs a call: 11 µs instead of 3.5 to seal or open, 10 instead of 1.7 for a blind index.

/** Makes a ring; the first key wraps. Throws CONFIGURATION when there is none to wrap with, or they cannot be told apart. */
export function createRing(keys: readonly MasterKey[]): Ring {
  const secrets = new Map<string, KeyObject>();
  const add = (more: readonly MasterKey[]): void => {
    for (const { id, bytes } of more) secrets.set(id, createSecretKey(bytes));
  };
  const [first] = keys;
  if (!first) throw fault({ code: 'CONFIGURATION', public: 'There is no wrapping key.' });
  const ids = keys.map(({ id }) => id);
  if (new Set(ids).size < ids.length || !ids.every((id) => KEY_ID.test(id))) {
    throw fault({
      code: 'CONFIGURATION',
      public: 'Each wrapping key needs an id of its own: 1 to 16 letters, digits, _ or -.',
    });
  }
  add(keys);
  const get = (id: string): KeyObject => {
    const secret = secrets.get(id);
    if (secret) return secret;
    throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: `no wrapping key ${id}` });
  };
  let current = { id: first.id, secret: get(first.id) };
  return {
    get current() {
      return current;
    },
    ids: () => [...secrets.keys()],
    get,
    add,
    use(id) {
      if (id !== current.id) current = { id, secret: get(id) };
    },
    remove(id) {
      if (id !== current.id) secrets.delete(id);
    },
  };
}
