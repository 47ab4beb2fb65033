import type { ErasurePartState, ErasureSystemReason } from '../schema.generated.ts';

/** An erasure, as resolvers see it. */
export interface ErasureModel {
  id: string;
  personId: string;
  personIds: string[];
  reason: string;
  requestedBy: string;
  requestedAt: Date;
  completeAt: Date | null;
  parts: PartModel[];
  systems: SystemModel[];
}

/** The share of a subgraph. */
export interface PartModel {
  subgraph: string;
  state: ErasurePartState;
  problem: string | null;
  counts: Record<string, number>;
  held: { kind: string; id: string }[];
  toldAt: Date;
}

/** A system that is to erase the person too. */
export interface SystemModel {
  system: string;
  because: ErasureSystemReason;
  toldAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
}
