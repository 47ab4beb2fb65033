import type { Pools } from '../kernel/db.ts';
import { DEVELOPMENT_SYSTEMS, firstSteward, registerFirstSystems } from '../local/systems.ts';
import type { Subgraph, SubgraphName } from '../subgraphs/subgraph.ts';
import { evidenceOptions } from './evidence.ts';
import { startAuditLog } from './audit.ts';
import type { Parts } from './parts.ts';

export const SUBGRAPH_NAMES: readonly SubgraphName[] = ['person', 'verification', 'decision', 'consent'];

/** Makes one subgraph on the parts of this process, with pools of its own role. Only its own code is loaded. */
export async function createSubgraph(name: SubgraphName, parts: Parts): Promise<Subgraph> {
  const pools: Pools = parts.pools(`selfsame_${name}`);
  const options = { ...parts, pools };
  switch (name) {
    case 'person': {
      const { createPersonSubgraph } = await import('../subgraphs/person/index.ts');
      const { defaultCountry, environment, stewardClientId, breakGlassMaxMinutes: maxGlassMinutes } = parts.config;
      const person = await createPersonSubgraph({ ...options, defaultCountry, maxGlassMinutes });
      const first =
        environment === 'development' ? DEVELOPMENT_SYSTEMS : stewardClientId ? [firstSteward(stewardClientId)] : [];
      await registerFirstSystems(person, first);
      return person;
    }
    case 'verification': {
      const { createVerificationSubgraph } = await import('../subgraphs/verification/index.ts');
      const isDevelopment = parts.config.environment === 'development';
      const evidence = await evidenceOptions(parts.config);
      return createVerificationSubgraph({ ...options, isDevelopment, evidence });
    }
    case 'decision': {
      const { createDecisionSubgraph } = await import('../subgraphs/decision/index.ts');
      const decision = await createDecisionSubgraph(options);
      if (parts.config.environment === 'development') {
        const { publishFirstPolicies } = await import('../local/policies.ts');
        await publishFirstPolicies(decision);
      }
      return decision;
    }
    case 'consent': {
      const { createConsentSubgraph, readController } = await import('../subgraphs/consent/index.ts');
      const { registerFirstPurposes } = await import('../local/purposes.ts');
      const { config, epochs } = parts;
      const erasureTerms = {
        answerDays: config.erasureAnswerDays,
        finalityOf: (destroyedAt: Date) => epochs.finalityOf(destroyedAt),
      };
      const consent = await createConsentSubgraph({
        ...options,
        auditLog: await startAuditLog(parts),
        erasureTerms,
        exports: parts.signers.export,
        receipts: {
          signer: parts.signers.receipt,
          issuer: parts.config.audience,
          controller: readController(parts.config),
        },
      });
      await registerFirstPurposes(consent, parts.config.environment === 'development');
      return consent;
    }
  }
}
