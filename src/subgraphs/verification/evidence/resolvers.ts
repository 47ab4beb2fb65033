import type { CompleteResolvers } from '../schema.generated.ts';
import { labels, openValue } from '../sealing.ts';
import { EVIDENCE } from './route.ts';

type Part = Pick<
  CompleteResolvers,
  'EvidenceFile' | 'LegalHold' | 'LegalHoldPlaced' | 'LegalHoldReleased' | 'EvidenceDeleted'
>;

/** The resolvers of stored files. */
export const evidenceResolvers: Part = {
  EvidenceFile: {
    path: ({ id, state }) => (state === 'STORED' ? `${EVIDENCE}${id}` : null),
    holds: ({ id }, _args, { loaders }) => loaders.holds.load(id),
    deletionReason: ({ id, verificationId, deletionReason: sealed, wrapped }, _args, { vault }) =>
      openValue<string>(vault, verificationId, labels.deletionReason(id), { sealed, wrapped }),
  },
  LegalHold: {
    reason: ({ id, verificationId, reason: sealed, wrapped }, _args, { vault }) =>
      openValue<string>(vault, verificationId, labels.holdReason(id), { sealed, wrapped }),
    releaseReason: ({ id, verificationId, releaseReason: sealed, wrapped }, _args, { vault }) =>
      openValue<string>(vault, verificationId, labels.releaseReason(id), { sealed, wrapped }),
  },
  LegalHoldPlaced: { file: ({ fileId }, _args, { loaders }) => loaders.evidenceFile.load(fileId) },
  LegalHoldReleased: { file: ({ fileId }, _args, { loaders }) => loaders.evidenceFile.load(fileId) },
  EvidenceDeleted: { file: ({ fileId }, _args, { loaders }) => loaders.evidenceFile.load(fileId) },
};
