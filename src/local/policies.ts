import { NOTHING } from '../gate/access.ts';
import { readFile } from 'node:fs/promises';
import { fault } from '../kernel/faults.ts';
import { pause } from '../kernel/pause.ts';
import type { Context } from '../subgraphs/decision/context.ts';
import { draftPolicy } from '../subgraphs/decision/policies/commands/draft-policy.ts';
import { publishPolicy } from '../subgraphs/decision/policies/commands/publish-policy.ts';
import { submitPolicy } from '../subgraphs/decision/policies/commands/submit-policy.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { hubItself } from './hub-itself.ts';

/** What a laptop begins with. Production begins with none: what decides there, people publish. */
export const DEVELOPMENT_POLICIES = ['onboarding', 'step-up', 'vendor-contact'] as const;

/** The content of a policy of the development set. */
export async function readDevelopmentPolicy(name: (typeof DEVELOPMENT_POLICIES)[number]): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`policies/${name}.json`, import.meta.url), 'utf8'));
}

/** Publishes the policies of the development set, in a hub that has none. A hub that has some is left as it is. */
export async function publishFirstPolicies(decision: Subgraph<Context>): Promise<void> {
  const context = decision.context({
    actor: hubItself(['policy:read', 'policy:write', 'policy:publish']),
    access: NOTHING,
  });
  if ((await context.loaders.policyNames.load({ after: '', first: 1 })).length > 0) return;
  for (const name of DEVELOPMENT_POLICIES) {
    const content = await readDevelopmentPolicy(name);
    // With keys, so that of two hubs that begin at once both find each step done.
    const key = (step: string) => ({ idempotencyKey: `first ${name} ${step}` });
    const steps = [
      await settled(() => draftPolicy(context, { name, content, ...key('draft') })),
      await settled(() => submitPolicy(context, { name, version: 1, ...key('submit') })),
      await settled(() => publishPolicy(context, { name, version: 1, ...key('publish') })),
    ];
    if (steps.every(({ __typename }) => __typename === 'PolicyChanged')) continue;
    throw fault({ code: 'CONFIGURATION', public: `The policy ${name} cannot be published.` });
  }
}

const AGAIN_MS = 50;

/** The outcome of a command, once no other hub is at it. */
async function settled<Outcome extends { __typename: string }>(run: () => Promise<Outcome>): Promise<Outcome> {
  for (;;) {
    const outcome = await run();
    if (!('inFlight' in outcome && outcome.inFlight)) return outcome;
    await pause(AGAIN_MS);
  }
}
