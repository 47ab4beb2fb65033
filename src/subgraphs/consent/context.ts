import type { Audit } from '../../audit/intake.ts';
import type { AuditLog } from '../../audit/log.ts';
import type { Access } from '../../gate/access.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Signer } from '../../kernel/signer.ts';
import type { Vault } from '../../kernel/vault.ts';
import type { Directory } from '../../log/directory.ts';
import type { Projection } from '../../log/projection.ts';
import type { Log } from '../../log/tail.ts';
import type { ErasureTerms } from './erasure/rules.ts';
import type { Retention } from '../../retention/sweep.ts';
import type { Loaders } from './loaders.ts';
import type { Controller } from './receipts/claims.ts';

/** What the consent subgraph works with, the same for every request. */
export interface Services {
  pools: Pools;
  log: Log;
  /** Tells equal inputs from others, and seals who spoke for a person, and who asks for what by right. The rest of a consent names nobody. */
  vault: Vault;
  clock: Clock;
  /** What receipts are signed with, and who they name. Without a controller there are none. */
  receipts: { signer: Signer; issuer: string; controller: Controller | undefined };
  /** The systems and people that it knows of. */
  directory: Directory;
  /** Where a look at the audit log is written down. */
  audit: Audit;
  auditLog: AuditLog;
  erasureTerms: ErasureTerms;
  /** What it keeps for a time. */
  retention: Retention;
  /** Whose the verifications and stored files are by which a requester can be identified. */
  proofs: Projection;
  /** Signs the links of exports. */
  exports: Signer;
}

/** One operation: who asks, and what it has loaded so far. */
export interface Context extends Services {
  actor: Actor;
  access: Access;
  traceparent: string | undefined;
  loaders: Loaders;
}
