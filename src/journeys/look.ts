import { type Definition, readDefinition } from '../subgraphs/decision/journeys/definition.ts';
import type { Graph } from './graph.ts';
import type { DecisionFacts, Facts, Memory, VerificationFacts } from './journey.ts';

/** The fields of a verification that facts are read from. */
export const VERIFICATION = 'id status checks { id kind status score }';
/** Those of a decision. */
export const DECISION = 'id outcome supersededBy { id outcome }';

const LOOK = `query ($id: ID!) {
  journey(id: $id) {
    state step entry memory startedAt definition { definition } person { id }
    verifications { ${VERIFICATION} } decisions { ${DECISION} }
  }
}`;

interface Row {
  state: string;
  step: string;
  entry: number;
  memory: Partial<Memory>;
  startedAt: string | Date;
  definition: { definition: unknown } | null;
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
  /** Undefined when its version is gone, or cannot be read any more. */
  definition: Definition | undefined;
}

/** Reads a journey. Undefined when it has ended, or there is none. */
export async function look(graph: Graph, journeyId: string): Promise<View | undefined> {
  const row = await graph.root<Row | null>(LOOK, { id: journeyId });
  if (!row || (row.state !== 'RUNNING' && row.state !== 'WAITING')) return undefined;
  const read = row.definition ? readDefinition(row.definition.definition) : { problems: [] };
  return {
    entry: row.entry,
    step: row.step,
    memory: { enteredAt: new Date(row.startedAt).toISOString(), ...row.memory },
    facts: {
      personId: row.person.id,
      verifications: row.verifications.filter((one) => one !== null),
      decisions: row.decisions,
      consents: undefined,
    },
    definition: 'definition' in read ? read.definition : undefined,
  };
}
