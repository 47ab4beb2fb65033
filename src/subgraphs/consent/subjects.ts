import type { Subjects } from '../../gate/shield.ts';
import type { ConsentEventModel } from './models.ts';

/** Whose data the objects of this subgraph are. */
export const subjects: Subjects = {
  ConsentEvent: ({ personId }: ConsentEventModel) => ({ personIds: [personId] }),
};
