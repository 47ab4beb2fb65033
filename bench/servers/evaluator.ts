import { Problems } from '../../src/kernel/input/problems.ts';
import { readDevelopmentPolicy } from '../../src/local/policies.ts';
import { readPolicy } from '../../src/subgraphs/decision/policies/book.ts';
import { evaluate } from '../../src/subgraphs/decision/policies/engine.ts';
import { readFacts } from '../../src/subgraphs/decision/policies/facts.ts';
import { serveParent } from '../processes/parent.ts';

/** What the evaluator can be told: to evaluate a policy, over and over, for some seconds. */
export type Evaluating = {
  evaluate(how: { policy: keyof typeof INPUTS; seconds: number }): Evaluated;
};

/** What came of it. */
export interface Evaluated {
  evaluations: number;
  cpuMs: number;
}

const STATUSES = ['PASSED', 'PASSED', 'PASSED', 'FAILED', 'INCONCLUSIVE', 'NOT_CHECKED'];
/** Inputs that come to different rows, most of them to the last: all cells are evaluated then. */
const INPUTS = {
  onboarding: (n: number) => ({
    sanctionsStatus: n % 10 === 0 ? STATUSES[n % 6] : 'PASSED',
    documentStatus: n % 10 === 1 ? STATUSES[n % 6] : 'PASSED',
    addressStatus: 'PASSED',
    age: n % 10 === 2 ? 17 : 18 + (n % 60),
    riskScore: (n % 90) / 100,
  }),
  'step-up': (n: number) => ({
    failedLogins: n % 10 === 0 ? n % 15 : 0,
    newDevice: n % 10 === 1,
    newNetwork: n % 10 === 2,
    impossibleTravel: n % 10 === 3,
    riskScore: (n % 60) / 100,
  }),
};
const DIFFERENT = 1_000;

/** Holds the policies of the development set. */
await serveParent(async () => {
  const names = Object.keys(INPUTS) as (keyof typeof INPUTS)[];
  const contents = await Promise.all(names.map((name) => readDevelopmentPolicy(name)));
  const policies = new Map(names.map((name, place) => [name, readPolicy(new Problems(), 'content', contents[place])!]));

  const run: Evaluating['evaluate'] = ({ policy: name, seconds }) => {
    const { document, compiled } = policies.get(name)!;
    const inputs = Array.from({ length: DIFFERENT }, (_none, n) => INPUTS[name](n));
    const before = process.cpuUsage();
    const end = performance.now() + seconds * 1000;
    let evaluations = 0;
    let approved = 0;
    while (performance.now() < end) {
      for (const each of inputs) {
        // As `decide` does it: what a policy is given is read each time.
        const verdict = evaluate(compiled, readFacts(new Problems(), document.inputs, each));
        if (verdict.outcome === 'APPROVE') approved += 1;
      }
      evaluations += inputs.length;
    }
    if (approved === 0) throw new Error('Nobody is approved.');
    const { user, system } = process.cpuUsage(before);
    return { evaluations, cpuMs: (user + system) / 1000 };
  };
  return { ready: {}, methods: { evaluate: run } };
});
