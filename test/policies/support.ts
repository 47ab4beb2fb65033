import { Problems } from '../../src/kernel/input/problems.ts';
import { type Policy, readPolicy } from '../../src/subgraphs/decision/policies/book.ts';
import { readFacts } from '../../src/subgraphs/decision/policies/facts.ts';
import { type Verdict, evaluate } from '../../src/subgraphs/decision/policies/engine.ts';

/** A row of a table: its id, a cell for each input by name, and what it says. */
export interface TestRow {
  id: string;
  cells?: Record<string, string>;
  outcome?: string;
  reasons?: string;
}

/** The content of a policy with one table. */
export function policyOf(
  inputs: Record<string, unknown>,
  rows: readonly TestRow[],
  more: Record<string, unknown> = {},
): any {
  const columns = Object.keys(inputs);
  return {
    format: 1,
    inputs,
    reasons: { OK: 'It is fine.', NO: 'It is not.' },
    model: {
      nodes: [
        { id: 'in', name: 'Request', type: 'inputNode' },
        {
          id: 'table',
          name: 'Rules',
          type: 'decisionTableNode',
          content: {
            hitPolicy: 'first',
            inputs: columns.map((field) => ({ id: `i-${field}`, name: field, field })),
            outputs: [
              { id: 'o-outcome', name: 'Outcome', field: 'outcome' },
              { id: 'o-reasons', name: 'Reasons', field: 'reasons' },
            ],
            rules: rows.map(({ id, cells = {}, outcome = '"APPROVE"', reasons = '"OK"' }) => ({
              _id: id,
              ...Object.fromEntries(columns.map((field) => [`i-${field}`, cells[field] ?? ''])),
              'o-outcome': outcome,
              'o-reasons': reasons,
            })),
          },
        },
        { id: 'out', name: 'Response', type: 'outputNode' },
      ],
      edges: [
        { id: 'e1', sourceId: 'in', targetId: 'table' },
        { id: 'e2', sourceId: 'table', targetId: 'out' },
      ],
    },
    ...more,
  };
}

/** What is wrong with a policy, by path below `content`. */
export function problemsOf(content: unknown): Record<string, string> {
  const problems = new Problems();
  readPolicy(problems, 'content', content);
  return Object.fromEntries(problems.list.map(({ path, message }) => [path.replace('content.', ''), message]));
}

/** A policy that must be good. */
export function read(content: unknown): Policy {
  const problems = new Problems();
  const policy = readPolicy(problems, 'content', content);
  if (!policy || problems.list.length > 0) throw new Error(JSON.stringify(problems.list));
  return policy;
}

/** What a policy says to inputs that fit it; undefined when they do not. */
export function ask({ document, compiled }: Policy, inputs: Record<string, unknown>): Verdict | undefined {
  const problems = new Problems();
  const facts = readFacts(problems, document.inputs, inputs);
  return problems.list.length > 0 ? undefined : evaluate(compiled, facts);
}
