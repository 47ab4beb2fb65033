import { fault } from './faults.ts';
import { type Permutation, createPermutations } from './permutation.ts';
import type { MasterKey } from './master-keys.ts';

/**
 * The keys that cover blind indexes in a process: what is stored is an HMAC that one of them has exchanged for another value. They come
 * and go while it runs; the HMACs' own key stays. A database that never changed its key has none: there the HMACs are stored.
 */
export interface LookUps {
  /** What a known text becomes under the key in use: by it the database says which one that is. */
  readonly check: string;
  /** The one in use; undefined where HMACs are stored as they are. */
  readonly current: Permutation | undefined;
  /** The keys that it has. */
  ids(): string[];
  /** Whether it has another one than the one in use, so that the database may change any moment. */
  isChanging(): boolean;
  add(keys: readonly MasterKey[]): void;
  /** From now on the one with this check is in use. Answers false when there is none, and changes nothing. */
  use(check: string): boolean;
  /** Forgets one that is not in use. */
  remove(id: string): void;
  /** The check of one of them. Throws INTERNAL when it is not there. */
  checkOf(id: string): string;
  /** From what is stored under the key of one check to what is stored under that of another. Throws INTERNAL when one is not there. */
  between(from: string, to: string): Permutation;
}

interface Cover {
  /** Undefined: HMACs as they are. */
  id: string | undefined;
  check: string;
  forward: Permutation;
  back: Permutation;
}

const SAME: Permutation = {
  uuids: (values) => [...values],
  numbers: (values) => [...values],
  flagged: (values) => [...values],
};

/**
 * @param check the HMAC of the known text
 * @param keys the first one is in use, until `use` says otherwise
 */
export function createLookUps(check: string, keys: readonly MasterKey[]): LookUps {
  const covers: Cover[] = [{ id: undefined, check, forward: SAME, back: SAME }];
  const add = (more: readonly MasterKey[]): void => {
    for (const { id, bytes } of more) {
      if (covers.some((cover) => cover.id === id)) continue;
      const { forward, back } = createPermutations(bytes);
      covers.push({ id, check: forward.uuids([check])[0]!, forward, back });
    }
  };
  const get = (is: (cover: Cover) => boolean): Cover => {
    const cover = covers.find(is);
    if (cover) return cover;
    throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: 'no such key for look-ups' });
  };
  add(keys);
  let current = covers[1] ?? covers[0]!;
  return {
    get check() {
      return current.check;
    },
    get current() {
      return current.id === undefined ? undefined : current.forward;
    },
    ids: () => covers.flatMap(({ id }) => id ?? []),
    isChanging: () => covers.some(({ id }) => id !== undefined && id !== current.id),
    add,
    use(wanted) {
      const found = covers.find((cover) => cover.check === wanted);
      if (found) current = found;
      return found !== undefined;
    },
    remove(id) {
      const place = covers.findIndex((cover) => cover.id === id);
      if (place > 0 && covers[place] !== current) covers.splice(place, 1);
    },
    checkOf: (id) => get((cover) => cover.id === id).check,
    between(from, to) {
      const { back } = get((cover) => cover.check === from);
      const { forward } = get((cover) => cover.check === to);
      return {
        uuids: (values) => forward.uuids(back.uuids(values)),
        numbers: (values) => forward.numbers(back.numbers(values)),
        flagged: (values) => forward.flagged(back.flagged(values)),
      };
    },
  };
}
