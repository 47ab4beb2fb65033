import { hash } from 'node:crypto';
import { v4 } from 'uuid';
import { isId } from '../kernel/ids.ts';
import { clientOf } from '../kernel/actor.ts';
import { drawBytes } from '../kernel/random.ts';
import type { LogEvent } from '../log/event.ts';

/** One read of personal data, or one that was refused: what an operation gave to whom, why, and about how many. */
export interface Access {
  time: Date;
  /** As `actorName` gives it. */
  actor: string;
  clientId: string;
  /** The registered system of the client. */
  system: string;
  /** The purposes that the read relied on. */
  purposes: string[];
  /** Their legal bases. */
  bases: string[];
  /** `Person.emails`. */
  fields: string[];
  /** The people that were read. */
  personIds: string[];
  /** How many values were left out for want of a basis. */
  withheld: number;
  /** The root fields: `person`. */
  operation: string;
  /** Why nothing was given: a fault's code. Absent where something was. */
  refused?: string;
  /** The glass that its actor had broken, by its id. */
  brokenGlass?: string | undefined;
  /** W3C Trace Context. */
  traceparent?: string | undefined;
}

/** What an entry is of: a change of state, a read, or a read that was refused. */
export type EntryKind = 'ACT' | 'READ' | 'REFUSED';

/**
 * What is written down, as JSON in this order. Its bytes are the leaf of the tree, for ever; so whoever could be told by
 * it is there as a commitment only.
 */
export interface Body {
  /** A UUID. */
  id: string;
  /** RFC 3339, in UTC, to the millisecond. */
  time: string;
  kind: EntryKind;
  client: string;
  /** The commitment to the actor's name. */
  actor: string;
  /** A commitment to each person's id. */
  people: string[];
  system?: string;
  operation?: string;
  purposes?: string[];
  bases?: string[];
  fields?: string[];
  withheld?: number;
  refused?: string;
  brokenGlass?: string;
  /** Of an act: the event's name, id, subgraph and position in the log. */
  event?: string;
  eventId?: string;
  source?: string;
  position?: number;
  /** What it is about, where that is no person and has no id: a system, a policy. */
  about?: string;
  trace?: string;
}

/** An entry on its way into the log: the leaf, and what opens its commitments. */
export interface NewEntry {
  /** The leaf, as text. */
  body: string;
  actor: string;
  actorSalt: string;
  people: string[];
  peopleSalts: string[];
}

/** A leaf has at most 65,535 bytes (C2SP tlog-tiles, "Log entries"); a commitment takes 47 of them. */
const MAX_PEOPLE = 500;
const MAX_LIST = 200;
const MAX_TEXT = 300;

/**
 * A commitment to a text: SHA-256 of the 16 bytes of a random salt and the text, in base64. Who has both can show what
 * stands in the log; without the salt nobody can find it by trying.
 * @param salt a random UUID (version 4 but for its bits, 122 of which are random)
 */
export function commitment(salt: string, text: string): string {
  return hash('sha256', Buffer.concat([Buffer.from(salt.replaceAll('-', ''), 'hex'), Buffer.from(text)]), 'base64');
}

/** The entries of a read: one, and one more for each 500 people. */
export function entriesOfAccess(access: Access): NewEntry[] {
  const { time, actor, personIds, refused, traceparent } = access;
  // What is no id, as a client may have asked for, leads to nobody, and would not go into the table.
  const people = [...new Set(personIds.filter(isId).map((id) => id.toLowerCase()))];
  const groups = [people.slice(0, MAX_PEOPLE)];
  for (let from = MAX_PEOPLE; from < people.length; from += MAX_PEOPLE) {
    groups.push(people.slice(from, from + MAX_PEOPLE));
  }
  return groups.map((group) =>
    entryOf(actor, group, {
      time: time.toISOString(),
      kind: refused === undefined ? 'READ' : 'REFUSED',
      client: access.clientId,
      system: access.system,
      operation: access.operation,
      purposes: access.purposes.slice(0, MAX_LIST),
      bases: access.bases.slice(0, MAX_LIST),
      fields: access.fields.slice(0, MAX_LIST),
      withheld: access.withheld,
      ...(refused === undefined ? {} : { refused }),
      ...(access.brokenGlass === undefined ? {} : { brokenGlass: access.brokenGlass }),
      ...(traceparent ? { trace: traceparent } : {}),
    }),
  );
}

/** The entry of an event of the log. */
export function entryOfEvent(event: LogEvent): NewEntry {
  const { subject, actor, data, traceparent } = event;
  const { brokenGlass } = data;
  const isAboutSomebody = isId(subject);
  return entryOf(actor, isAboutSomebody ? [subject.toLowerCase()] : [], {
    time: event.time.toISOString(),
    kind: 'ACT',
    client: clientOf(actor),
    ...(typeof brokenGlass === 'string' ? { brokenGlass } : {}),
    event: event.name,
    eventId: event.id,
    source: event.source,
    position: event.position,
    ...(isAboutSomebody ? {} : { about: subject }),
    ...(traceparent ? { trace: traceparent } : {}),
  });
}

function entryOf(name: string, people: string[], told: Omit<Body, 'id' | 'actor' | 'people'>): NewEntry {
  const actor = storable(name);
  const actorSalt = newSalt();
  const peopleSalts = people.map(newSalt);
  const { time, kind, client, ...rest } = told;
  const body: Body = {
    id: newSalt(),
    time,
    kind,
    client,
    actor: commitment(actorSalt, actor),
    people: people.map((id, place) => commitment(peopleSalts[place]!, id)),
    ...rest,
  };
  const text = JSON.stringify(body, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
  return { body: text, actor, actorSalt, people, peopleSalts };
}

/** What Postgres takes as text of JSON, and short: what comes from outside must not stop the log. */
function storable(text: string): string {
  return text.slice(0, MAX_TEXT).toWellFormed().replaceAll('\0', '');
}

function newSalt(): string {
  return v4({ random: drawBytes(16) });
}
