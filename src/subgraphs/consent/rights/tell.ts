import { type Author, authorOf } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { type NewEvent, append } from '../../../log/append.ts';
import type { EventName } from '../../../log/event.ts';
import type { Context, Services } from '../context.ts';
import type { CaseModel } from './models.ts';
import { labels, sealText } from './sealing.ts';
import { insertStep } from './store-write.ts';

/** How the events that time alone causes name the one who acted. */
export const BY_ITSELF: Author = { actor: 'selfsame', traceparent: undefined };

/** What was done for a case. */
export interface Done {
  /** As the proof names it. */
  action: string;
  event: Extract<EventName, `case.${string}`>;
  /** Ids, codes and numbers. */
  detail?: Record<string, unknown>;
  /** Words; they go sealed into the proof. */
  note?: string | undefined;
}

/** An event about a case. */
export function eventOf(
  { clock }: Pick<Services, 'clock'>,
  author: Author,
  { row, name, data }: { row: Pick<CaseModel, 'id' | 'personId' | 'kind'>; name: EventName; data: object },
): NewEvent {
  const { id: caseId, personId: subject, kind } = row;
  return { id: newId(clock), name, subject, time: clock.now(), data: { caseId, kind, ...data }, ...author };
}

/** Adds to the proof of a case what was done for it, and tells it. The key is the case's own, while it is not stored yet. */
export function tellDone(
  tx: Transaction,
  context: Context,
  row: CaseModel,
  { action, event, detail = {}, note }: Done,
): void {
  const { clock, vault } = context;
  const author = authorOf(context);
  const id = newId(clock);
  const sealed =
    note === undefined ? null : sealText(vault, vault.openKey(row.id, row.wrapped!), labels.note(id), note);
  insertStep(tx, { id, caseId: row.id, action, at: clock.now(), by: author.actor, detail, sealed });
  append(tx, eventOf(context, author, { row, name: event, data: { state: row.state, ...detail } }));
}
