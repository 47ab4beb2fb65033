import type { Subjects } from '../../gate/shield.ts';
import type { CheckModel, EvidenceFileModel, VerificationChangeModel, VerificationModel } from './models.ts';

/** Whose data the objects of this subgraph are. */
export const subjects: Subjects = {
  Person: ({ id }: { id: string }) => ({ personIds: [id] }),
  Verification: ({ personId }: VerificationModel) => ({ personIds: [personId] }),
  VerificationChange: ({ personId }: VerificationChangeModel) => ({ personIds: [personId] }),
  Check: ({ personId }: CheckModel) => ({ personIds: [personId] }),
  EvidenceFile: ({ personId }: EvidenceFileModel) => ({ personIds: [personId] }),
};
