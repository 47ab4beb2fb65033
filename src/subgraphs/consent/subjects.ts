import type { Subjects } from '../../gate/shield.ts';
import type { CaseCorrectionModel, CaseModel, CaseStepModel, ConsentEventModel } from './models.ts';

/** Whose data the objects of this subgraph are. */
export const subjects: Subjects = {
  ConsentEvent: ({ personId }: ConsentEventModel) => ({ personIds: [personId] }),
  Case: ({ personId }: CaseModel) => ({ personIds: [personId] }),
  CaseStep: ({ personId }: CaseStepModel) => ({ personIds: [personId] }),
  CaseCorrection: ({ personId }: CaseCorrectionModel) => ({ personIds: [personId] }),
};
