import { type Facts, choose } from './choose.ts';
import type { Vault } from '../../kernel/vault.ts';
import type { MayBeGone } from '../../retention/gone.ts';
import type { PersonField } from './fields.ts';
import type { ClaimModel, SystemModel } from './models.ts';
import type { Ownership } from './ownership.ts';
import { type ClaimContent, columns, openRow } from './sealing.ts';
import type { ClaimRow } from './store.ts';

/** A claim that was opened. */
export interface OpenClaim extends MayBeGone {
  id: string;
  personId: string;
  recordId: string;
  systemId: string;
  field: PersonField;
  actor: string;
  assertedAt: Date;
  recordedAt: Date;
  value: unknown;
  original?: unknown;
  reason?: string;
  chose?: string;
  released?: boolean;
}

/** Opens a row of `claim`. Of what went, the value is null. */
export function openClaim(vault: Vault, row: ClaimRow): OpenClaim {
  const { sealed: _, wrapped: __, ...rest } = row;
  const content = row.goneAt
    ? { value: null }
    : openRow<ClaimContent>(vault, row.recordId, columns.claim(row.id), row).content;
  return { ...rest, field: row.field as PersonField, ...content };
}

/**
 * The history of a person's values as it was known at `asOf` (now, when left away): each claim with whether its
 * source still said so, and whether and why it was chosen. A function of the claims alone: the choice of any moment is made again.
 */
export function lineageOf(
  claims: readonly OpenClaim[],
  systems: ReadonlyMap<string, SystemModel>,
  ownership: Ownership,
  asOf: Date | undefined,
): ClaimModel[] {
  const known = asOf ? claims.filter((claim) => claim.recordedAt <= asOf) : claims;
  const current = new Map<string, OpenClaim>();
  for (const claim of known) {
    const place = `${claim.recordId} ${claim.field}`;
    const other = current.get(place);
    if (!other || isNewer(claim, other)) current.set(place, claim);
  }
  const facts = new Map<string, { systemId: string; facts: Facts }>();
  for (const claim of current.values()) {
    const record = facts.get(claim.recordId) ?? { systemId: claim.systemId, facts: {} };
    facts.set(claim.recordId, record);
    // What went says nothing of what was chosen while it was there.
    if (claim.released || claim.goneAt) continue;
    record.facts[claim.field] = {
      claimId: claim.id,
      value: claim.value,
      assertedAt: claim.assertedAt.toISOString(),
      recordedAt: claim.recordedAt.toISOString(),
    };
  }
  const sources = [...facts].map(([recordId, record]) => ({
    recordId,
    system: systems.get(record.systemId)!,
    facts: record.facts,
  }));
  const { choices } = choose(sources, ownership);
  const chosenIds = new Set(Object.values(choices).flatMap((choice) => choice.claimIds));
  return known.map((claim) => {
    const choice = choices[claim.field];
    const chosen = chosenIds.has(claim.id);
    const { released, ...rest } = claim;
    return {
      ...rest,
      overridden: !released && systems.get(claim.systemId)!.kind === 'STEWARD',
      state: current.get(`${claim.recordId} ${claim.field}`) === claim ? 'CURRENT' : 'SUPERSEDED',
      chosen,
      ...(chosen ? { chosenBy: choice!.rule } : {}),
      passedOver: chosen ? choice!.passedOver : [],
    };
  });
}

/** What a source asserted later holds; of one moment, what arrived later. */
function isNewer(claim: OpenClaim, other: OpenClaim): boolean {
  return (
    (claim.assertedAt.getTime() - other.assertedAt.getTime() ||
      claim.recordedAt.getTime() - other.recordedAt.getTime() ||
      (claim.id > other.id ? 1 : -1)) > 0
  );
}
