import type { Graph } from './graph.ts';
import type { DecisionFacts, Facts, Memory, VerificationFacts } from './journey.ts';

/** The fields of a verification that facts are read from. */
export const VERIFICATION = 'id status checks { id kind status score }';
/** Those of a decision. */
export const DECISION = 'id outcome supersededBy { id outcome }';

const FIELDS = `state step entry memory startedAt name version person { id }
  verifications { ${VERIFICATION} } decisions { ${DECISION} }`;
const LOOK = `query ($id: ID!) { journey(id: $id) { ${FIELDS} } }`;

interface Row {
  state: string;
  step: string;
  entry: number;
  memory: Partial<Memory>;
  startedAt: string | Date;
  name: string;
  version: number;
  person: { id: string };
  verifications: (VerificationFacts | null)[];
  decisions: DecisionFacts[];
}

/** A journey that can move, with what it rests on. */
export interface View {
  entry: number;
  step: string;
  memory: Memory;
  facts: Facts;
  /** How it is declared. */
  name: string;
  version: number;
}

/** Reads a journey. Undefined when it has ended, or there is none. */
export async function look(graph: Graph, journeyId: string): Promise<View | undefined> {
  return viewOf(await graph.root<Row | null>(LOOK, { id: journeyId }));
}

function viewOf(row: Row | null): View | undefined {
  if (!row || (row.state !== 'RUNNING' && row.state !== 'WAITING')) return undefined;
  const { entry, step, name, version, startedAt } = row;
  return {
    entry,
    step,
    name,
    version,
    memory: { enteredAt: new Date(startedAt).toISOString(), ...row.memory },
    facts: {
      personId: row.person.id,
      verifications: row.verifications.filter((one) => one !== null),
      decisions: row.decisions,
      consents: undefined,
    },
  };
}

const NOTE = `mutation ($input: NoteJourneyInput!) {
  noteJourney(input: $input) { __typename ... on JourneyNoted { journey { ${FIELDS} } } }
}`;

/**
 * Notes where a journey stands, and reads it once that is stored: what happened before was told to nobody who waits. Where
 * somebody else moved it first, nothing is noted, and it is read too.
 */
export async function note(graph: Graph, input: Note): Promise<View | undefined> {
  const answer = await graph.root<{ __typename: string; journey?: Row | null }>(NOTE, { input });
  if (answer.__typename === 'JourneyNoted') return viewOf(answer.journey ?? null);
  if (answer.__typename === 'JourneyElsewhere') return look(graph, input.journeyId);
  throw new TypeError(`A journey could not be noted: ${answer.__typename}.`);
}

/** Where a journey stands. */
export interface Note {
  journeyId: string;
  entry: number;
  state: 'WAITING' | 'ENDED' | 'FAILED';
  step: string;
  memory: Memory;
  log: { step: string; action: string; detail: Record<string, unknown> }[];
  waitsFor: string[];
  verificationIds: string[];
  decisionIds: string[];
  dueAt: string | null;
  outcome: string | null;
  reason: string | null;
}
