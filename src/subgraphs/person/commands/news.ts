import type { Author } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { canonicalJson } from '../../../kernel/vault.ts';
import type { Facts } from '../choose.ts';
import type { Services } from '../context.ts';
import type { Statement } from '../intake/facts.ts';
import type { Profile } from '../matching/profile.ts';
import { type ClaimContent, columns } from '../sealing.ts';
import * as statements from '../store-write.ts';
import type { OpenRecord } from '../unify.ts';
import type { AddedClaim } from './store-record.ts';

/** One write of one record. */
export interface RecordWrite {
  by: Author;
  systemId: string;
  externalId: string;
  /** What the record is found by, whichever system has it. */
  blind: string;
  statements: readonly Statement[];
  assertedAt: Date;
  /** The version that the record must have; 0 for a new one. */
  expectedVersion: number | null | undefined;
  /** What it says, where there is no record yet. */
  profile: Profile | undefined;
}

/** What a write says that was not known. */
export interface News {
  /** What the record says from now on. */
  facts: Facts;
  claims: AddedClaim[];
  /** Whether the facts changed; false when all that is new is older than what is known. */
  changed: boolean;
}

/** The statements of a write in the form of facts, to find people by. */
export function statedFacts(said: readonly Statement[]): Facts {
  return Object.fromEntries(
    said.map(({ field, value }) => [field, { claimId: '', value, assertedAt: '', recordedAt: '' }]),
  );
}

/** What of a write was not known. The same value again is no news; what is older than what is known goes to the history. */
export async function newsOf(
  tx: Transaction,
  context: Services,
  before: OpenRecord | undefined,
  write: RecordWrite,
  now: Date,
): Promise<News> {
  const facts: Facts = { ...before?.facts };
  const claims: News['claims'] = [];
  let changed = false;
  const assertedAt = write.assertedAt.toISOString();
  for (const { field, value, original } of write.statements) {
    const fact = facts[field];
    if (fact ? canonicalJson(fact.value) === canonicalJson(value) : value === null) continue;
    const late = fact !== undefined && fact.assertedAt > assertedAt;
    if (late && (await isInHistory(tx, context, before!, field, value, write.assertedAt))) continue;
    const id = newId(context.clock);
    const content = { value, ...(canonicalJson(original) === canonicalJson(value) ? {} : { original }) };
    claims.push({ id, field, assertedAt: write.assertedAt, content });
    if (!late) {
      facts[field] = { claimId: id, value, assertedAt, recordedAt: now.toISOString() };
      changed = true;
    }
  }
  return { facts, claims, changed: changed || !before };
}

/** Whether a record said just that at that moment already. */
async function isInHistory(
  tx: Transaction,
  context: Services,
  record: OpenRecord,
  field: string,
  value: unknown,
  assertedAt: Date,
): Promise<boolean> {
  const rows = await statements.findClaimsAt(tx, record.id, field, assertedAt);
  return rows.some((row) => {
    const content = context.vault.open<ClaimContent>(record.key, columns.claim(row.id), row.sealed);
    return canonicalJson(content.value) === canonicalJson(value);
  });
}
