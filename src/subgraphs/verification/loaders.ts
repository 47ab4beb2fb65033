import DataLoader from 'dataloader';
import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import type { RequestContext } from '../subgraph.ts';
import type { Services } from './context.ts';
import { type EvidenceLoaders, createEvidenceLoaders } from './evidence/loaders.ts';
import type { CheckModel, VerificationModel } from './models.ts';
import { statusAt } from './rules.ts';
import type { Evidence } from './schema.generated.ts';
import { labels, openValue } from './sealing.ts';
import {
  type PersonAsk,
  type VerificationRow,
  listAnswers,
  listConfirmations,
  listEvidence,
  listVerifications,
  listVerificationsOf,
  readVerification,
} from './store.ts';
import type { RawMessage } from './vendors/inbox/receive.ts';
import { type MessageRow, listMessagesById, listSealed } from './vendors/inbox/store.ts';
import { type VendorRow, listVendors } from './vendors/store.ts';

/** The reads of one operation: batched, and each thing read once. Rights are checked here, where the data is. */
export interface Loaders extends EvidenceLoaders {
  verification: DataLoader<string, VerificationModel | undefined>;
  /** The newest verifications of a person, by all of the person's ids. */
  verificationsOf: DataLoader<PersonAsk, VerificationModel[], string>;
  /** Checks that confirmed a claim. By the claim's id. */
  confirmations: DataLoader<string, CheckModel[]>;
  /** What a check looked at. By the check's id. */
  evidence: DataLoader<string, Omit<Evidence, 'file'>[]>;
  /** The normalised answer of a check; null when there is none. By the check's id. */
  answer: DataLoader<string, unknown>;
  vendor: DataLoader<string, VendorRow | undefined>;
  message: DataLoader<string, MessageRow | undefined>;
  /** What came, opened; null once its key was destroyed. By the message's id. */
  raw: DataLoader<string, RawMessage | null>;
}

/** Fresh loaders for one operation of one actor. */
export function createLoaders({ pools, vault, clock }: Services, { actor }: RequestContext): Loaders {
  const model = (row: VerificationRow): VerificationModel => {
    const verification = readVerification(row);
    return { ...verification, status: statusAt(verification.status, verification.expiresAt, clock.now()) };
  };
  return {
    ...createEvidenceLoaders(pools.read, actor),
    verification: new DataLoader(async (ids) => {
      demand(actor, 'verification:read');
      const rows = await listVerifications(pools.read, ids.filter(isId));
      const verifications = new Map(rows.map((row) => [row.id, model(row)]));
      return ids.map((id) => verifications.get(id.toLowerCase()));
    }),
    verificationsOf: new DataLoader(
      async (asked) => {
        demand(actor, 'verification:read');
        const lists: VerificationModel[][] = asked.map(() => []);
        for (const row of await listVerificationsOf(pools.read, asked)) lists[row.place - 1]!.push(model(row));
        return lists;
      },
      { cacheKeyFn: ({ ids, first, after }) => `${first} ${after} ${ids.join()}` },
    ),
    confirmations: new DataLoader(async (claimIds) => {
      demand(actor, 'verification:read');
      const checks = await listConfirmations(pools.read, claimIds.filter(isId));
      return claimIds.map((id) => checks.filter((check) => check.confirmedClaimIds.includes(id.toLowerCase())));
    }),
    evidence: new DataLoader(async (checkIds) => {
      demand(actor, 'verification:read');
      const byCheck = new Map<string, Omit<Evidence, 'file'>[]>(checkIds.map((id) => [id, []]));
      for (const row of await listEvidence(pools.read, checkIds)) {
        const { id, checkId, verificationId, digest, mediaType, retainUntil } = row;
        const uri = openValue<string>(vault, verificationId, labels.uri(id), row);
        byCheck.get(checkId)!.push({ id, digest, mediaType, uri, retainUntil });
      }
      return checkIds.map((id) => byCheck.get(id)!);
    }),
    answer: new DataLoader(async (checkIds) => {
      demand(actor, 'verification:answers');
      const answers = new Map(
        (await listAnswers(pools.read, checkIds)).map((row) => [
          row.checkId,
          openValue<unknown>(vault, row.verificationId, labels.answer(row.checkId), row),
        ]),
      );
      return checkIds.map((id) => answers.get(id) ?? null);
    }),
    vendor: new DataLoader(async (ids) => {
      demand(actor, 'vendor:read');
      const vendors = new Map((await listVendors(pools.read)).map((row) => [row.id, row]));
      return ids.map((id) => vendors.get(id));
    }),
    message: new DataLoader(async (ids) => {
      demand(actor, 'vendor:admin');
      const messages = new Map((await listMessagesById(pools.read, ids)).map((row) => [row.id, row]));
      return ids.map((id) => messages.get(id));
    }),
    raw: new DataLoader(async (ids) => {
      demand(actor, 'verification:answers');
      const rows = new Map((await listSealed(pools.read, ids)).map((row) => [row.id, row]));
      return ids.map((id) => openValue<RawMessage>(vault, id, labels.message, rows.get(id)!));
    }),
  };
}

/** Forgets what an operation has read so far, since it has just changed something. */
export function forgetLoaded(loaders: Loaders): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}
