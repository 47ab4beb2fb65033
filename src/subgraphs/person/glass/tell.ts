import type { Author } from '../../../kernel/actor.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';

/** Tells what became of a broken glass. Its holder is the actor of `access.broken`. */
export function tell(
  tx: Transaction,
  clock: Clock,
  author: Author,
  event: {
    name: 'access.broken' | 'access.restored' | 'access.reviewed';
    glassId: string;
    time: Date;
    data: Record<string, unknown>;
  },
): void {
  const { name, glassId, time, data } = event;
  append(tx, { id: newId(clock), name, subject: `glass/${glassId}`, time, data: { glassId, ...data }, ...author });
}
