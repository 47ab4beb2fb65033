import type { EventRow, Found } from './database.ts';
import { type Check, differences } from './report.ts';

/** Whether all that is kept of the log, in every subgraph, is what the log says. */
export function checkProjections(found: Found): Check[] {
  const { events } = found;
  return [
    {
      name: 'the people and their merges are what the log says',
      looked: found.people.length,
      missing: differences(lines(found.people), lines(replayPeople(events))),
    },
    {
      name: 'both sides are told of every merge',
      looked: ofType(events, 'identity.merged').length,
      missing: differences(
        sides(events, 'merged', ({ into }, subject) => into && `${subject} into ${into}`),
        sides(events, 'merged', ({ merged }, subject) => merged && `${merged[0]} into ${subject}`),
      ),
    },
    {
      name: 'both sides are told of every split',
      looked: ofType(events, 'identity.split').length,
      missing: differences(
        sides(events, 'split', ({ into }, subject) => into && `${into} from ${subject}`),
        sides(events, 'split', ({ from }, subject) => from && `${subject} from ${from}`),
      ),
    },
    {
      name: 'the claims of each record are what the log says',
      looked: found.records.length,
      missing: differences(claimLines(found.records), claimLines(replayRecords(events))),
    },
    {
      name: 'the status of each verification is what the log says',
      looked: found.verifications.length,
      missing: differences(states(found.verifications), replayStates(events, 'verification', 'verificationId')),
    },
    {
      name: 'the decisions are those of the log',
      looked: found.decisions.length,
      missing: differences(
        found.decisions.map(({ id, outcome }) => `${id} ${outcome}`),
        ofType(events, 'decision').map(({ data }) => `${String(data['decisionId'])} ${String(data['outcome'])}`),
      ),
    },
    {
      name: 'the status of each consent is what the log says',
      looked: found.consents.length,
      missing: differences(consentLines(found), replayConsents(found)),
    },
    {
      name: 'the decision subgraph knows every verification',
      looked: found.knownVerifications.length,
      missing: differences(
        found.knownVerifications.map(({ id, person_id }) => `${id} of ${person_id}`),
        found.verifications.map(({ id, person_id }) => `${id} of ${person_id}`),
      ),
    },
    ...found.directories.map(({ subgraph, position, systems, people, records }) => ({
      name: `what ${subgraph} knows of systems, people and records is what person holds`,
      looked: systems.length + people.length + records.length,
      missing: [
        ...(position === found.head ? [] : [`it has read ${position} of ${found.head} events`]),
        ...differences(
          systems.map((row) => JSON.stringify(row)),
          found.systems.map((row) => JSON.stringify(row)),
        ),
        ...differences(lines(people), lines(found.people)),
        ...differences(recordLines(records, found.forgotten), recordLines(found.records, found.forgotten)),
      ],
    })),
  ];
}

function lines(people: Found['people']): string[] {
  return people.map(({ id, leads_to, status }) => `person ${id} leads to ${leads_to}, ${status}`);
}

function claimLines(records: readonly { id: string; claim_ids: readonly string[] }[]): string[] {
  return records.map(({ id, claim_ids }) => `record ${id} claims ${claim_ids.toSorted().join(' ')}`);
}

function recordLines(records: Found['records'], forgotten: readonly string[]): string[] {
  const held = records.filter(({ id }) => !forgotten.includes(id));
  return [...claimLines(records), ...held.map(({ id, person_id }) => `record ${id} of ${person_id}`)];
}

function states(rows: readonly { id: string; status: string }[]): string[] {
  return rows.map(({ id, status }) => `${id} ${status}`);
}

function ofType(events: readonly EventRow[], part: string): EventRow[] {
  return events.filter(({ type }) => type.startsWith(`dev.selfsame.${part}.`));
}

/** What events tell of merges and splits. */
interface Told {
  into?: string;
  from?: string;
  merged?: string[];
  mergedIds?: string[];
}

/** One side of merges or splits, as lines. */
function sides(
  events: readonly EventRow[],
  name: string,
  line: (told: Told, subject: string) => string | undefined,
): string[] {
  return ofType(events, `identity.${name}`).flatMap(({ subject, data }) => line(data as Told, subject) ?? []);
}

function replayPeople(events: readonly EventRow[]): Found['people'] {
  const people = new Map<string, { id: string; leads_to: string; status: string }>();
  for (const { type, subject, data } of ofType(events, 'identity')) {
    if (type.includes('.created.')) people.set(subject, { id: subject, leads_to: subject, status: 'ACTIVE' });
    if (type.includes('.deleted.')) people.get(subject)!.status = 'FORGOTTEN';
    if (type.includes('.merged.') && typeof data['into'] === 'string') {
      for (const person of people.values()) if (person.leads_to === subject) person.leads_to = data['into'];
    }
    if (type.includes('.split.') && typeof data['from'] === 'string') {
      for (const id of [subject, ...(data as Told).mergedIds!])
        people.set(id, { id, leads_to: subject, status: 'ACTIVE' });
    }
  }
  return [...people.values()];
}

function replayRecords(events: readonly EventRow[]): { id: string; claim_ids: string[] }[] {
  const records = new Map<string, string[]>();
  for (const { data } of ofType(events, 'identity')) {
    const { recordId, claimIds = [] } = data as { recordId?: string; claimIds?: string[] };
    if (recordId) records.set(recordId, [...(records.get(recordId) ?? []), ...claimIds]);
  }
  return [...records].map(([id, claim_ids]) => ({ id, claim_ids }));
}

/** The last status that events told of each thing. */
function replayStates(events: readonly EventRow[], part: string, id: string): string[] {
  const last = new Map<string, string>();
  for (const { data } of ofType(events, part)) last.set(String(data[id]), String(data['status']));
  return [...last].map(([key, status]) => `${key} ${status}`);
}

/** The consent of a person to a purpose is what was said last under any of the person's ids. */
function consentLines({ consents, people }: Found): string[] {
  const leadsTo = new Map(people.map(({ id, leads_to }) => [id, leads_to]));
  const holding = new Map<string, string>();
  // Of two statements of one moment, the withdrawal holds.
  const order = consents.toSorted(
    (a, b) => Number(a.changed_at) - Number(b.changed_at) || (a.status < b.status ? -1 : 1),
  );
  for (const { person_id, purpose, status } of order) holding.set(`${leadsTo.get(person_id)} ${purpose}`, status);
  return [...holding].map(([key, status]) => `${key} ${status}`);
}

function replayConsents({ events, people }: Found): string[] {
  const leadsTo = new Map(people.map(({ id, leads_to }) => [id, leads_to]));
  const last = new Map<string, string>();
  const order = ofType(events, 'consent').toSorted((a, b) => Number(a.time) - Number(b.time));
  for (const { subject, data } of order)
    last.set(`${leadsTo.get(subject)} ${String(data['purpose'])}`, String(data['status']));
  return [...last].map(([key, status]) => `${key} ${status}`);
}
