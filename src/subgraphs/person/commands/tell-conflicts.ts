import type { Author } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import type { PersonField } from '../fields.ts';
import type { Save } from './save-people.ts';

/**
 * Tells on which fields of a person sources contradict each other from now on, and on which no more.
 * @param after by person that was stored: the fields in conflict
 */
export function tellConflicts(
  tx: Transaction,
  context: Services,
  save: Save,
  after: ReadonlyMap<string, readonly PersonField[]>,
): void {
  const before = new Map(save.people.map(({ row }) => [row.id, row.conflicts ?? []]));
  const merged = new Set(save.groups.flatMap(({ mergedIds }) => mergedIds));
  for (const personId of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(personId) ?? [];
    // Who was not stored has gone into somebody else, or is as before.
    const is = after.get(personId) ?? (merged.has(personId) ? [] : was);
    tellOne(tx, context, {
      personId,
      opened: is.filter((field) => !was.includes(field)),
      closed: was.filter((field) => !is.includes(field)),
      settled: isByHand(save, personId),
      author: save.authorOf([personId]),
      now: save.now,
    });
  }
}

/** Tells of one person what changed; nothing where nothing did. */
export function tellOne(
  tx: Transaction,
  { clock }: Pick<Services, 'clock'>,
  change: {
    personId: string;
    opened: readonly PersonField[];
    closed: readonly PersonField[];
    /** Whether somebody set a value by hand. */
    settled: boolean;
    author: Author;
    now: Date;
  },
): void {
  const { personId: subject, opened, closed, settled, author, now: time } = change;
  if (opened.length > 0)
    append(tx, { id: newId(clock), name: 'conflict.opened', subject, time, data: { fields: opened }, ...author });
  if (closed.length > 0)
    append(tx, {
      id: newId(clock),
      name: 'conflict.closed',
      subject,
      time,
      data: { fields: closed, settled },
      ...author,
    });
}

/** Whether what is written is a record of stewards: what they set by hand. */
function isByHand({ groups, written, systems }: Save, personId: string): boolean {
  const records = groups.find(({ id }) => id === personId)?.records ?? [];
  return records.some(({ id, systemId }) => written.has(id) && systems.get(systemId)!.kind === 'STEWARD');
}
