import { type Item, type Section, each, found, list, one, pages, skipping } from './section.ts';

const PERSON = one(
  {
    name: 'person',
    title: 'Who you are',
    about: 'What is held to be true of you today: of what several systems say, the value that was chosen.',
  },
  `query ($id: ID!) { person(id: $id) {
    id mergedIds status createdAt updatedAt
    name { full given middle family prefix suffix script }
    otherNames { full given middle family prefix suffix script }
    birthDate gender nationalities
    emails { value type } phones { value type }
    addresses { lines locality region postalCode country type }
    identifiers { type value country validFrom validUntil }
    employer { name department jobTitle }
    locale timeZone extensions
  } }`,
  ['person'],
);

const RECORDS = pages(
  {
    name: 'records',
    title: 'Where it comes from',
    about: 'The systems that know you, each under a number of its own.',
  },
  `query ($id: ID!, $first: Int!, $after: ID) { person(id: $id) { records(first: $first, after: $after) {
    id system { id kind name } externalId version assertedAt recordedAt
  } } }`,
  ['person', 'records'],
);

const HISTORY = `query ($id: ID!, $first: Int!, $after: ID) { person(id: $id) { lineage(first: $first, after: $after) {
    id field value original state chosen chosenBy system { id kind name } recordId actor assertedAt recordedAt overridden reason
  } } }`;

const LINEAGE = pages(
  {
    name: 'history',
    title: 'What was said of you, and when',
    about:
      'Each value that a system gave, the newest first, and whether it holds today. What was replaced stands here too.',
  },
  HISTORY,
  ['person', 'lineage'],
);

/** Kinds of system through which people speak for themselves. What an employer or a partner says of somebody was not provided by them. */
const OWN_WORDS: ReadonlySet<string> = new Set(['ONBOARDING', 'IDP', 'SUPPORT', 'CRM']);

const PROVIDED = pages(
  {
    name: 'provided',
    title: 'What you provided',
    about: 'The values that you gave to a form, an account or a desk, as they stand there today.',
  },
  HISTORY,
  ['person', 'lineage'],
  (claim) => claim['state'] === 'CURRENT' && OWN_WORDS.has((claim['system'] as Item)['kind'] as string),
);

const MATCHING = skipping(
  {
    name: 'matching',
    title: 'Why these records are taken for yours',
    about:
      'Records are compared with a model of how likely it is that two of them are of one person. A weight is log2 of the odds: above 0 they are more likely one than not.',
  },
  `query ($id: ID!, $first: Int!, $skip: Int!) { how(personId: $id) { merges(first: $first, skip: $skip) {
    link { recordA recordB weight said identical explanation { modelVersion weight probability decision rule veto } }
  } } }`,
  ['how', 'merges'],
);

const APART = skipping(
  {
    name: 'apart',
    title: 'Why other records are not',
    about: 'Records of others that are alike in something, and why they were kept apart from yours.',
  },
  `query ($id: ID!, $first: Int!, $skip: Int!) { how(personId: $id) { refusals(first: $first, skip: $skip) {
    personA personB because fields
  } } }`,
  ['how', 'refusals'],
);

const VERIFICATIONS = pages(
  {
    name: 'verifications',
    title: 'What was verified',
    about:
      'Checks of your identity: who checked, how, what came of it, and what was looked at. Stored files lie in the folder `evidence`.',
  },
  `query ($id: ID!, $first: Int!, $after: ID) { person(id: $id) { verifications(first: $first, after: $after) {
    id status requestedBy requestedAt completedAt expiresAt cancelReason
    checks {
      id kind status vendor method score reasonCodes startedAt completedAt validUntil normalised
      evidence { id digest mediaType uri retainUntil }
      evidenceFiles { id state digest mediaType size storedBy storedAt retainUntil held deletedAt deletionReason }
    }
  } } }`,
  ['person', 'verifications'],
);

const DECISIONS = pages(
  {
    name: 'decisions',
    title: 'What was decided about you',
    about:
      'Each decision with its reasons, the rules that led to it, and exactly what they were given. The engine says whether a machine or a person decided.',
  },
  `query ($id: ID!, $first: Int!, $after: ID) { person(id: $id) { decisions(first: $first, after: $after) {
    id subject outcome reasons { code text } engine policy { name version digest } modelVersion matchedRules inputs
    verifications { id } claims { id } consents { id } decidedBy decidedAt recordedAt supersedes { id } supersededBy { id }
    proposedOverride { outcome reason { code text } proposedBy proposedAt }
  } } }`,
  ['person', 'decisions'],
);

const JOURNEYS = pages(
  {
    name: 'journeys',
    title: 'What you went through',
    about: 'Processes such as signing up, step by step.',
  },
  `query ($id: ID!, $first: Int!, $after: ID) { person(id: $id) { journeys(first: $first, after: $after) {
    id name version state step outcome reason startedBy startedAt endedAt log { step action detail at }
  } } }`,
  ['person', 'journeys'],
);

const SIGNALS = pages(
  {
    name: 'signals',
    title: 'What was seen at logins',
    about: 'Logins and devices: when, from where as far as it was told, and what was made of it.',
  },
  `query ($id: ID!, $first: Int!, $after: ID) { person(id: $id) { signals(first: $first, after: $after) {
    id kind occurredAt recordedAt recordedBy deviceId ip place { latitude longitude } riskScore outcome reasonCodes matchedRules policyVersion
  } } }`,
  ['person', 'signals'],
);

const CONSENTS = each(
  {
    name: 'consents',
    title: 'What you agreed to',
    about:
      'For each purpose, where your consent stands, and each time you agreed or took it back: when, how, which text you were shown, and the signed receipt. A long history goes on in the next entry of the same consent.',
  },
  { text: 'query ($id: ID!) { person(id: $id) { consents { id } } }', path: ['person', 'consents'] },
  `query ($id: ID!, $first: Int!, $after: ID) { consent(id: $id) {
    id purpose status expiresAt changedAt history(first: $first, after: $after) {
      id action noticeVersion language method guardian jurisdiction expiresAt occurredAt recordedAt recordedBy late receipt
    }
  } }`,
  ['consent', 'history'],
);

const PURPOSES = list(
  {
    name: 'purposes',
    title: 'What your data may be used for',
    about:
      'Every purpose, with its basis in law, the kinds of data that it covers, who receives them and how long they are kept.',
  },
  'query { purposes { id name legalBasis dataClasses recipients jurisdictions retentionDays } }',
  ['purposes'],
);

const RECIPIENTS = list(
  {
    name: 'recipients',
    title: 'Who can receive it',
    about: 'The systems that are connected, and the purposes for which each may use data.',
  },
  'query { systems { id kind name purposes } }',
  ['systems'],
);

/** As which the hub itself reads, to answer data subjects. */
const ITSELF = 'rights';

const READERS = found(
  {
    name: 'readers',
    title: 'Who saw it',
    about:
      'Each time a system was given data of yours: when, for which purpose, on which basis in law, and which fields. The systems are those above; who works there is not said.',
  },
  `query ($id: ID!, $first: Int!, $after: String) { auditEntries(filter: { personId: $id, kind: READ }, first: $first, after: $after) {
    entries { id time system purposes bases fields } next
  } }`,
  ['auditEntries', 'entries'],
  ({ system, fields }) => system !== ITSELF && (fields as string[]).length > 0,
);

const CASES = each(
  {
    name: 'cases',
    title: 'What was asked for by your right',
    about: 'Requests like this one, and what was done for them. Long work goes on in the next entry of the same case.',
  },
  {
    text: 'query ($id: ID!, $first: Int!, $after: ID) { cases(personId: $id, first: $first, after: $after) { id } }',
    path: ['cases'],
  },
  `query ($id: ID!, $first: Int!, $after: ID) { case(id: $id) {
    id kind state requester requesterName requesterContact channel details purposes field value openedBy receivedAt dueAt extension
    identification { method proofId by at } refusal { reason article } endedAt 
    steps(first: $first, after: $after) { id action at by detail note }
  } }`,
  ['case', 'steps'],
);

/** What a kind of case hands over. */
export const SECTIONS: Readonly<Record<'ACCESS' | 'PORTABILITY', readonly Section[]>> = {
  // GDPR Art. 15(1) and (3).
  ACCESS: [
    PERSON,
    RECORDS,
    LINEAGE,
    MATCHING,
    APART,
    VERIFICATIONS,
    DECISIONS,
    JOURNEYS,
    SIGNALS,
    CONSENTS,
    PURPOSES,
    RECIPIENTS,
    READERS,
    CASES,
  ],
  // GDPR Art. 20(1): what the person provided, and what was observed of it; nothing that was concluded from that.
  PORTABILITY: [PROVIDED, CONSENTS],
};

/** The part that names stored files. */
export const WITH_FILES = VERIFICATIONS;
