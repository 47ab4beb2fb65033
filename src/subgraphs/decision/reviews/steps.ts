import { createHash } from 'node:crypto';
import type { Author } from '../../../kernel/actor.ts';
import type { LogEvent } from '../../../log/event.ts';
import type { ReviewKind } from '../schema.generated.ts';

/** Where a step comes from: who acted, and when. */
export interface Cause extends Author {
  time: Date;
}

/** A review to open. */
export interface Opening extends Cause {
  id: string;
  kind: ReviewKind;
  about: string;
  personA: string | null;
  personB: string | null;
  recordA: string | null;
  recordB: string | null;
  detail: string | null;
}

/** A verdict on what one review is about. */
export interface Closing extends Cause {
  kind: ReviewKind;
  about: string;
  /** What was said of it. */
  word: string;
}

/** What an event means for the queue. */
export type Step =
  | { does: 'OPEN'; item: Opening }
  | { does: 'CLOSE'; item: Closing }
  /** Records that are asked about no more. */
  | { does: 'DROP'; item: Cause & { recordIds: readonly string[] } }
  /** Records that belong to another person now. */
  | { does: 'MOVE'; item: Cause & { personId: string; recordIds: readonly string[] } }
  /** People who are not asked about any more, since somebody has said that they are not one; where an event does not name them, their records. */
  | { does: 'PART'; item: Cause & { personIds: readonly string[]; recordIds: readonly string[]; word: string } }
  /** A person of whom nothing is left. */
  | { does: 'FORGET'; item: Cause & { personId: string } };

/** What a review that ended by itself is closed as. */
export const GONE = 'GONE';

const WAITING_OUTCOMES = new Set(['REVIEW', 'REQUEST_INFORMATION']);

/** The members of events that the queue reads. */
interface Data {
  pairs?: { recordA: string; recordB: string; personA?: string; personB?: string }[];
  recordIds?: string[];
  personIds?: string[];
  verdict?: string;
  into?: string;
  from?: string;
  fields?: string[];
  settled?: boolean;
  decisionId?: string;
  outcome?: string;
  supersedes?: string;
  messageId?: string;
  vendor?: string;
  state?: string;
}

/** What an event means for the queue, in its order; nothing for most. */
export function stepsOf({ id: eventId, name, subject, time, actor, traceparent, data }: LogEvent): Step[] {
  const cause: Cause = { time, actor, traceparent: traceparent ?? undefined };
  const said = data as Data;
  const open = (kind: ReviewKind, about: string, more: Partial<Opening>): Step => ({
    does: 'OPEN',
    item: { ...cause, ...NOTHING, ...more, id: idOf(eventId, kind, about), kind, about },
  });
  const close = (kind: ReviewKind, about: string, word: string): Step => ({
    does: 'CLOSE',
    item: { ...cause, kind, about, word },
  });
  switch (name) {
    case 'match.asked':
      return said.pairs!.map(({ recordA, recordB, personA = null, personB = null }) =>
        open('MATCH', `${recordA} ${recordB}`, { recordA, recordB, personA, personB }),
      );
    case 'match.dropped':
      return [
        { does: 'DROP', item: { ...cause, recordIds: said.recordIds! } },
        ...said.pairs!.map(({ personA, personB }): Step => ({
          does: 'PART',
          item: { ...cause, personIds: [personA!, personB!], recordIds: [], word: GONE },
        })),
      ];
    case 'match.resolved': {
      const { personIds = [], recordIds = [], verdict: word } = said;
      return word === 'DIFFERENT' ? [{ does: 'PART', item: { ...cause, personIds, recordIds, word } }] : [];
    }
    // Both are told twice; once is enough.
    case 'identity.merged':
      return said.into
        ? [{ does: 'MOVE', item: { ...cause, personId: said.into, recordIds: said.recordIds ?? [] } }]
        : [];
    case 'identity.split':
      return said.from
        ? [{ does: 'MOVE', item: { ...cause, personId: subject, recordIds: said.recordIds ?? [] } }]
        : [];
    case 'identity.deleted':
      return [{ does: 'FORGET', item: { ...cause, personId: subject } }];
    case 'conflict.opened':
      return said.fields!.map((field) => open('CONFLICT', `${subject} ${field}`, { personA: subject, detail: field }));
    case 'conflict.closed':
      return said.fields!.map((field) => close('CONFLICT', `${subject} ${field}`, said.settled ? 'SETTLED' : GONE));
    case 'decision.made':
    case 'decision.overridden': {
      const { decisionId, outcome, supersedes } = said as Required<Data>;
      return [
        ...(supersedes ? [close('DECISION', supersedes, outcome)] : []),
        ...(WAITING_OUTCOMES.has(outcome) ? [open('DECISION', decisionId, { personA: subject, detail: outcome })] : []),
      ];
    }
    case 'webhook.dead':
      return [open('DEAD_LETTER', said.messageId!, { detail: said.vendor! })];
    case 'webhook.settled':
      return [close('DEAD_LETTER', said.messageId!, said.state!)];
    case 'webhook.gone':
      return [close('DEAD_LETTER', said.messageId!, GONE)];
    default:
      return [];
  }
}

const NOTHING = { personA: null, personB: null, recordA: null, recordB: null, detail: null };

/**
 * The id of a review: a UUIDv8 (RFC 9562 §5.8) that begins with the time of the event that opened it, and is the same
 * whenever that event is read.
 */
export function idOf(eventId: string, kind: ReviewKind, about: string): string {
  const bytes = createHash('sha256').update(`${eventId} ${kind} ${about}`).digest().subarray(0, 16);
  Buffer.from(eventId.replaceAll('-', ''), 'hex').copy(bytes, 0, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Neighbouring steps of one kind go together: they cost one statement. */
export type Run = {
  [Does in Step['does']]: { does: Does; items: Extract<Step, { does: Does }>['item'][] };
}[Step['does']];

/** The steps of events, gathered into runs. */
export function runsOf(events: readonly LogEvent[]): Run[] {
  const runs: Run[] = [];
  for (const step of events.flatMap(stepsOf)) {
    const last = runs.at(-1);
    // Moves are applied one by one: of two of one record the second holds.
    if (last && last.does === step.does && step.does !== 'MOVE') last.items.push(step.item as never);
    else runs.push({ does: step.does, items: [step.item] } as Run);
  }
  return runs;
}
