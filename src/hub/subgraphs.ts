import type { Pools } from '../kernel/db.ts';
import { DEVELOPMENT_SYSTEMS, firstSteward, registerFirstSystems } from '../local/systems.ts';
import { createConsentSubgraph } from '../subgraphs/consent/index.ts';
import { createDecisionSubgraph } from '../subgraphs/decision/index.ts';
import { createPersonSubgraph } from '../subgraphs/person/index.ts';
import type { Subgraph, SubgraphName } from '../subgraphs/subgraph.ts';
import { createVerificationSubgraph } from '../subgraphs/verification/index.ts';
import type { Parts } from './parts.ts';

export const SUBGRAPH_NAMES: readonly SubgraphName[] = ['person', 'verification', 'decision', 'consent'];

/** Makes one subgraph on the parts of this process, with pools of its own role. */
export async function createSubgraph(name: SubgraphName, parts: Parts): Promise<Subgraph> {
  const pools: Pools = parts.pools(`selfsame_${name}`);
  const options = { ...parts, pools };
  switch (name) {
    case 'person': {
      const { defaultCountry, environment, stewardClientId } = parts.config;
      const person = await createPersonSubgraph({ ...options, defaultCountry });
      const first = environment === 'development' ? DEVELOPMENT_SYSTEMS : stewardClientId ? [firstSteward(stewardClientId)] : [];
      await registerFirstSystems(person, first);
      return person as Subgraph;
    }
    case 'verification':
      return (await createVerificationSubgraph(options)) as Subgraph;
    case 'decision':
      return (await createDecisionSubgraph(options)) as Subgraph;
    case 'consent':
      return (await createConsentSubgraph(options)) as Subgraph;
  }
}
