import { fault } from '../kernel/faults.ts';
import type { Head } from './store.ts';

/** The word with which a reader asks for everything that is kept. */
export const EARLIEST = 'earliest';

/** The opaque cursor of a position. */
export function toCursor(logId: string, position: number): string {
  return Buffer.from(`${logId}:${position}`).toString('base64url');
}

/**
 * The position that a client's `after` stands for; the head when there is none.
 * Throws BAD_CURSOR when it is not one of this log's cursors, CURSOR_EXPIRED when events behind it are gone.
 */
export function positionAfter(after: string | null | undefined, head: Head): number {
  if (after == null) return head.position;
  if (after === EARLIEST) return head.oldest - 1;
  const [, logId, digits] = /^([0-9a-f]{8}):(\d{1,15})$/.exec(Buffer.from(after, 'base64url').toString('latin1')) ?? [];
  if (!logId || !digits || toCursor(logId, Number(digits)) !== after) {
    throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given, or `earliest`.' });
  }
  const position = Number(digits);
  if (logId !== head.logId || position > head.position) {
    throw fault({ code: 'BAD_CURSOR', public: 'This cursor belongs to another log. Begin with `earliest`.' });
  }
  if (position < head.oldest - 1) {
    throw fault({
      code: 'CURSOR_EXPIRED',
      public: 'Events behind this cursor are no longer kept. Begin with `earliest`.',
    });
  }
  return position;
}
