import type { Subjects } from '../../gate/shield.ts';
import type { DecisionModel } from './models.ts';
import type { JourneyModel } from './journeys/models.ts';
import type { SignalModel } from './signals/store.ts';

/** Whose data the objects of this subgraph are. */
export const subjects: Subjects = {
  Person: ({ id }: { id: string }) => ({ personIds: [id] }),
  Decision: ({ personId }: DecisionModel) => ({ personIds: [personId] }),
  Signal: ({ personId }: SignalModel) => ({ personIds: [personId] }),
  Journey: ({ personId }: JourneyModel) => ({ personIds: [personId] }),
};
