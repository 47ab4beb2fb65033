import type { DataClass } from '../../kernel/data-classes.ts';
import type { Subjects } from '../../gate/shield.ts';
import { isId } from '../../kernel/ids.ts';
import type { LogEvent } from '../../log/event.ts';
import type { MatchWhy } from './explain/why.ts';
import type { PersonField } from './fields.ts';
import type { ClaimModel, MatchCandidateModel, MatchHowModel, PersonModel, SourceRecordModel } from './models.ts';
import type { Review } from './reviews.ts';

/** The class of each field of a person, as `@dataClass` says on `Person`; a test compares them. */
export const CLASS_OF_FIELD: Readonly<Record<PersonField, DataClass>> = {
  NAME: 'IDENTITY',
  OTHER_NAMES: 'IDENTITY',
  BIRTH_DATE: 'IDENTITY',
  GENDER: 'IDENTITY',
  NATIONALITIES: 'IDENTITY',
  EMAILS: 'CONTACT',
  PHONES: 'CONTACT',
  ADDRESSES: 'CONTACT',
  IDENTIFIERS: 'IDENTIFIERS',
  EMPLOYER: 'EMPLOYMENT',
  LOCALE: 'PREFERENCES',
  TIME_ZONE: 'PREFERENCES',
  EXTENSIONS: 'EXTENSIONS',
};

/** What events tell of a person, by the first part of their name. */
const CLASS_OF_FAMILY: Readonly<Record<string, DataClass>> = {
  verification: 'VERIFICATION',
  evidence: 'EVIDENCE',
  decision: 'DECISION',
  journey: 'DECISION',
  review: 'DECISION',
  login: 'RISK',
  signal: 'RISK',
};

/** Events that tell of nothing but that somebody is gone, or is to go. */
const END_OF_SOMEBODY = /^erasure\.|^identity\.deleted$/;

/** Whose data the objects of this subgraph are. */
export const subjects: Subjects = {
  Person: ({ id }: PersonModel) => ({ personIds: [id] }),
  SourceRecord: ({ personId }: SourceRecordModel) => ({ personIds: [personId] }),
  Claim: ({ personId, field }: ClaimModel) => ({ personIds: [personId], classes: [CLASS_OF_FIELD[field]] }),
  MatchWhy: ({ recordA, recordB }: MatchWhy) => ({ personIds: [recordA.personId, recordB.personId] }),
  MatchReview: ({ recordA, recordB }: Review) => ({ personIds: [recordA.personId, recordB.personId] }),
  MatchHow: ({ personId }: MatchHowModel) => ({ personIds: [personId] }),
  MatchCandidate: ({ record }: MatchCandidateModel) => ({ personIds: [record.personId] }),
  Event: ({ subject, name }: LogEvent) => {
    const dataClass = CLASS_OF_FAMILY[name.slice(0, name.indexOf('.'))];
    if (dataClass) return { personIds: [subject], classes: [dataClass] };
    return { personIds: isId(subject) && !END_OF_SOMEBODY.test(name) ? [subject] : [] };
  },
};
