import { EVERY_DATA_CLASS } from '../../../kernel/data-classes.ts';
import type { RegisterPurposeInput } from '../schema.generated.ts';

/** A purpose that the hub registers by itself, when there is none yet. */
export type FirstPurpose = Pick<RegisterPurposeInput, 'id' | 'name' | 'legalBasis'> &
  Partial<RegisterPurposeInput> & {
    dataClasses: RegisterPurposeInput['dataClasses'];
  };

/** What no hub can do without: its stewards, its journeys and its answers to people who ask work under these. */
export const FIRST_PURPOSES: readonly FirstPurpose[] = [
  {
    id: 'data-governance',
    name: 'Keeping data about people right, safe and lawful',
    legalBasis: 'LEGAL_OBLIGATION',
    dataClasses: [...EVERY_DATA_CLASS],
  },
  {
    id: 'data-subject-rights',
    name: 'Answering people who ask about their data',
    legalBasis: 'LEGAL_OBLIGATION',
    dataClasses: [...EVERY_DATA_CLASS],
  },
  {
    id: 'identity-verification',
    name: 'Finding out who a customer is',
    legalBasis: 'CONTRACT',
    dataClasses: EVERY_DATA_CLASS.filter((one) => one !== 'EXTENSIONS'),
  },
];
