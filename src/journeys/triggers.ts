import type { LogEvent } from '../log/event.ts';
import { type Definition, type StartRule, readDefinition } from '../subgraphs/decision/journeys/definition.ts';
import { type Ask, Graph } from './graph.ts';

const OFF: ReadonlySet<string> = new Set(['verification.completed', 'verification.expired', 'verification.cancelled']);

/** The journeys that events move, each once. */
export async function journeysMovedBy(ask: Ask, events: readonly LogEvent[]): Promise<string[]> {
  const told = events.flatMap(({ name, data }) =>
    name === 'journey.started' || (name === 'journey.moved' && data['state'] === 'RUNNING')
      ? [data['journeyId'] as string]
      : [],
  );
  const ids = events.flatMap((event) => waitedFor(event) ?? []);
  if (ids.length === 0) return [...new Set(told)];
  const graph = new Graph(ask, events[0]!.id);
  const waiting = await graph.root<{ id: string }[]>('query ($ids: [ID!]!) { journeysWaitingFor(ids: $ids) { id } }', {
    ids: [...new Set(ids)],
  });
  return [...new Set([...told, ...waiting.map(({ id }) => id)])];
}

/** What happened to something that a journey may wait for. */
function waitedFor({ name, subject, data }: LogEvent): string | undefined {
  if (OFF.has(name)) return data['verificationId'] as string;
  if (name.startsWith('decision.')) return data['supersedes'] as string | undefined;
  return name === 'consent.granted' || name === 'consent.renewed' ? subject : undefined;
}

/** Definitions that start by themselves, with the moment from which their rules count. */
export interface Starter {
  definition: Definition;
  since: Date;
}

/** The definitions that are published now and start by themselves. */
export async function readStarters(ask: Ask, id: string): Promise<Starter[]> {
  const rows = await new Graph(ask, id).root<{ state: string; definition: unknown; publishedAt: string | Date }[]>(
    '{ journeyDefinitions { state definition publishedAt } }',
    {},
  );
  return rows.flatMap(({ state, definition, publishedAt }) => {
    const read = state === 'PUBLISHED' ? readDefinition(definition) : undefined;
    return read && 'definition' in read && read.definition.startsOn.length > 0
      ? [{ definition: read.definition, since: new Date(publishedAt) }]
      : [];
  });
}

/** Whether some events may start journeys at all. */
export function mayStart({ name }: LogEvent): boolean {
  return name === 'identity.created' || name === 'identity.updated' || name === 'verification.expired';
}

/** The journeys that an event starts: their names, and whether the person must have been verified before. */
export function startedBy(starters: readonly Starter[], event: LogEvent): { name: string; verifiedBefore: boolean }[] {
  return starters.flatMap(({ definition: { name, startsOn }, since }) => {
    if (event.time < since) return [];
    const rule = startsOn.find((one) => matches(one, event));
    return rule ? [{ name, verifiedBefore: rule.verifiedBefore === true }] : [];
  });
}

function matches({ event: name, systems, fields }: StartRule, event: LogEvent): boolean {
  const { system, fields: changed = [] } = event.data as { system?: string; fields?: string[] };
  return (
    event.name === name &&
    (!systems || (system !== undefined && systems.includes(system))) &&
    (!fields || fields.some((field) => changed.includes(field)))
  );
}

const VERIFIED = 'query ($id: ID!) { person(id: $id) { verifications(first: 20) { status } } }';
const START = 'mutation ($input: StartJourneyInput!) { startJourney(input: $input) { __typename } }';
const WAS_VERIFIED: ReadonlySet<string> = new Set(['VERIFIED', 'EXPIRED']);

/** Starts the journeys that an event starts; the same event again starts none. */
export async function startJourneys(ask: Ask, starters: readonly Starter[], event: LogEvent): Promise<void> {
  for (const { name, verifiedBefore } of startedBy(starters, event)) {
    const graph = new Graph(ask, event.id);
    if (verifiedBefore) {
      const person = await graph.root<{ verifications: { status: string }[] | null } | null>(VERIFIED, {
        id: event.subject,
      });
      if (!person?.verifications?.some(({ status }) => WAS_VERIFIED.has(status))) continue;
    }
    const input = { personId: event.subject, name, unlessUnderWay: true, idempotencyKey: `${event.id}:${name}` };
    // Who was forgotten meanwhile is not found, and needs no journey.
    await graph.root(START, { input });
  }
}
