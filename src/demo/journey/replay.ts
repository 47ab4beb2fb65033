import { type HubClient, expectOutcome } from '../client.ts';

const POLICY = 'onboarding';

/** A decision table, as far as it is changed here: rules of cells. */
interface Content {
  model: { nodes: { content?: { rules?: Record<string, string>[] } }[] };
}

/** Cells of the policy that is stricter: whoever is approved must have shown where they live. */
const STRICTER: Readonly<Record<string, string>> = {
  'address-unconfirmed': '"FAILED","INCONCLUSIVE","NOT_CHECKED"',
  'all-clear': '"PASSED"',
};

interface Replay {
  outcome: string;
  matchedRules: string[];
  isSame: boolean;
  differences: { field: string; before: string[]; after: string[] }[];
}

interface Simulation {
  decisions: number;
  changed: number;
  outcomes: { outcome: string; before: number; after: number }[];
}

/** Runs a decision again: as it was, then by a stricter draft; then the draft over all decisions since `from`. Nothing is published. */
export async function replayLines(steward: HubClient, decisionId: string, from: Date): Promise<string[]> {
  const version = await draftStricter(steward);
  const fields = 'outcome matchedRules isSame differences { field before after }';
  const { exact, strict, simulatePolicy } = await steward.ask<{
    exact: Replay;
    strict: Replay;
    simulatePolicy: Simulation;
  }>(
    `query ($id: ID!, $version: Int!, $simulation: SimulatePolicyInput!) {
      exact: replayDecision(id: $id) { ${fields} }
      strict: replayDecision(id: $id, version: $version) { ${fields} }
      simulatePolicy(input: $simulation) { decisions changed outcomes { outcome before after } }
    }`,
    { id: decisionId, version, simulation: { name: POLICY, version, from: from.toISOString() } },
  );
  return [
    `by the version that decided: ${exact.outcome}, ${exact.isSame ? 'the same in all' : 'NOT the same'}`,
    `by version ${version}, a draft that wants the address checked too: ${strict.outcome}${strict.isSame ? ', the same in all' : ''}`,
    ...strict.differences.map(
      ({ field, before, after }) => `  ${field.padEnd(14)}${before.join(' ')} -> ${after.join(' ')}`,
    ),
    `over all ${simulatePolicy.decisions} decisions: ${simulatePolicy.changed} would come out differently`,
    ...simulatePolicy.outcomes.map(
      ({ outcome, before, after }) =>
        `  ${outcome.padEnd(20)}${String(before).padStart(4)} -> ${String(after).padStart(4)}`,
    ),
  ];
}

/** @returns the draft's version */
async function draftStricter(steward: HubClient): Promise<number> {
  const { policy } = await steward.ask<{ policy: { published: { content: Content } } }>(
    'query ($name: String!) { policy(name: $name) { published { content } } }',
    { name: POLICY },
  );
  const { content } = policy.published;
  for (const rule of content.model.nodes.flatMap((node) => node.content?.rules ?? [])) {
    const cell = STRICTER[rule['_id'] ?? ''];
    if (cell !== undefined) rule['in-addressStatus'] = cell;
  }
  const { draftPolicy } = await steward.ask<{ draftPolicy: { __typename: string } }>(
    'mutation ($input: DraftPolicyInput!) { draftPolicy(input: $input) { __typename ... on PolicyChanged { version } } }',
    { input: { name: POLICY, content } },
  );
  return expectOutcome<{ __typename: 'PolicyChanged'; version: number }>(draftPolicy, 'PolicyChanged').version;
}
