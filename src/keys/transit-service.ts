import { randomBytes } from 'node:crypto';
import type { KeyService } from './epochs.ts';
import type { Transit } from './transit.ts';

const KEY_BYTES = 32;

/** A key service as what keeps wrapping keys: their bytes lie in the database, wrapped by a key that never leaves the service. */
export function openTransitService(transit: Transit, place: string): KeyService {
  const create = async () => {
    const key = { id: randomBytes(6).toString('hex'), bytes: randomBytes(KEY_BYTES) };
    return { key, wrapped: await transit.wrap(key.id, key.bytes) };
  };
  return {
    name: 'key service',
    place,
    async open(epochs) {
      const kept = epochs.flatMap(({ id, wrapped, destroyedAt }) => (wrapped && !destroyedAt ? [{ id, wrapped }] : []));
      const opened = await transit.unwrap(kept);
      return kept.map(({ id }, at) => ({ id, bytes: opened[at]! }));
    },
    create,
    async openCovers(rows) {
      const kept = rows.flatMap(({ id, wrapped }) => (wrapped ? [{ id, wrapped }] : []));
      const opened = await transit.unwrap(kept);
      return kept.map(({ id }, at) => ({ id, bytes: opened[at]! }));
    },
    createCover: create,
    // The row has lost it.
    forget: async () => false,
    renew: (kept) => transit.renew(kept),
    // Copies of rows are left, in backups: with the versions that wrapped them they open no more.
    closeCopies: (kept) => transit.trim(kept),
  };
}
