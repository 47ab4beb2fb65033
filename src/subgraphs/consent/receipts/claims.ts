import { DATA_CLASSES, type DataClass } from '../../../kernel/data-classes.ts';
import type { ConsentEventModel } from '../models.ts';
import type { PurposeTerms } from '../purposes/store.ts';
import type { ConsentAction, LegalBasis } from '../schema.generated.ts';

/** Who answers for what data is used for. */
export interface Controller {
  name: string;
  address: string;
  /** Where people turn to: a web or e-mail address. */
  contact: string;
  /** Where the data lies: ISO 3166-1 alpha-2. */
  country: string;
}

/** Reads a controller from the settings: name, address and contact, between semicolons. Undefined when they name none. */
export function readController(settings: {
  controller: string | undefined;
  defaultCountry: string;
}): Controller | undefined {
  const [name, address, contact] = (settings.controller ?? '').split(';').map((part) => part.trim());
  return name && address && contact ? { name, address, contact, country: settings.defaultCountry } : undefined;
}

/** An entry of a history, with what its purpose said and the notice that was shown. */
export interface ReceiptFacts extends ConsentEventModel {
  terms: PurposeTerms | null;
  noticeSha256: string | null;
  noticePublishedAt: Date | null;
}

/** Media type of receipts, without `application/` (RFC 7515 §4.1.9). */
export const RECEIPT_TYPE = 'consent-receipt+jwt';

const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'dpv-27560': 'https://w3id.org/dpv/schema/dpv-27560#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
};

const STATUS: Readonly<Record<ConsentAction, string>> = {
  GRANTED: 'dpv:ConsentGiven',
  RENEWED: 'dpv:RenewedConsentGiven',
  REFUSED: 'dpv:ConsentRefused',
  WITHDRAWN: 'dpv:ConsentWithdrawn',
  EXPIRED: 'dpv:ConsentExpired',
};

const BASIS: Readonly<Record<LegalBasis, string>> = {
  CONSENT: 'dpv:Consent',
  CONTRACT: 'dpv:Contract',
  LEGAL_OBLIGATION: 'dpv:LegalObligation',
  VITAL_INTERESTS: 'dpv:VitalInterest',
  PUBLIC_TASK: 'dpv:PublicInterest',
  LEGITIMATE_INTERESTS: 'dpv:LegitimateInterest',
};

/** Terms of DPV's extension for personal data, where it has one that takes in all of the class. */
const DATA: Readonly<Partial<Record<DataClass, string>>> = {
  IDENTITY: 'pd:Identifying',
  CONTACT: 'pd:Contact',
  IDENTIFIERS: 'pd:Identifier',
  EMPLOYMENT: 'pd:Professional',
  PREFERENCES: 'pd:Preference',
};

/** What somebody who says no to what rests on no consent does (GDPR Art. 21(1)). */
const OBJECTED: Readonly<Partial<Record<LegalBasis, string>>> = {
  PUBLIC_TASK: 'dpv:PublicInterestObjected',
  LEGITIMATE_INTERESTS: 'dpv:LegitimateInterestObjected',
};

/** GDPR: access, rectification, restriction, complaint. */
const RIGHTS = ['eu-gdpr:A15', 'eu-gdpr:A16', 'eu-gdpr:A18', 'eu-gdpr:A77'];

/** What a basis gives besides (GDPR): withdrawal (7), erasure (17), portability (20), objection (21). */
const RIGHTS_BY_BASIS: Readonly<Record<LegalBasis, readonly string[]>> = {
  CONSENT: ['eu-gdpr:A7-3', 'eu-gdpr:A17', 'eu-gdpr:A20'],
  CONTRACT: ['eu-gdpr:A17', 'eu-gdpr:A20'],
  LEGAL_OBLIGATION: [],
  VITAL_INTERESTS: ['eu-gdpr:A17'],
  PUBLIC_TASK: ['eu-gdpr:A21'],
  LEGITIMATE_INTERESTS: ['eu-gdpr:A17', 'eu-gdpr:A21'],
};

/**
 * What a receipt says: the fields of ISO/IEC TS 27560:2023 under the names of the Data Privacy Vocabulary (DPV 2, profile
 * `dpv-27560:receipt-record`), in the claims of a JWT (RFC 7519). The same entry always says the same.
 */
export function receiptClaims(facts: ReceiptFacts, { issuer, controller }: { issuer: string; controller: Controller }) {
  const recipients = facts.terms?.recipients ?? [];
  return {
    iss: issuer,
    sub: facts.personId,
    jti: facts.id,
    iat: Math.floor(facts.recordedAt.getTime() / 1_000),
    '@context': CONTEXT,
    '@type': ['dpv:ConsentReceipt'],
    'dct:conformsTo': 'dpv-27560:receipt-record',
    'dpv:hasIdentifier': facts.id,
    'dct:subject': { '@type': ['dpv:ConsentRecord'], 'dpv:hasIdentifier': facts.consentId },
    'dct:created': facts.recordedAt.toISOString(),
    'dct:creator': 'controller',
    ...(facts.language === null ? {} : { 'dct:language': facts.language }),
    'dpv:hasDataSubject': { '@type': ['dpv:DataSubject'], 'dpv:hasIdentifier': facts.personId },
    'dpv:hasProcess': [processOf(facts, recipients, controller)],
    'dpv:hasEntity': {
      subject: { '@type': ['dpv:DataSubject'], 'dpv:hasIdentifier': facts.personId },
      controller: {
        '@type': ['dpv:DataController'],
        'dpv:hasName': controller.name,
        'dpv:hasAddress': controller.address,
        'dpv:hasContact': controller.contact,
      },
      ...(facts.guardian === null ? {} : { guardian: { '@type': ['dpv:GuardianOfDataSubject'] } }),
      ...Object.fromEntries(
        recipients.map((name, index) => [
          `recipient:${index + 1}`,
          { '@type': ['dpv:Recipient'], 'dpv:hasName': name },
        ]),
      ),
    },
  };
}

function processOf(facts: ReceiptFacts, recipients: readonly string[], controller: Controller) {
  const { terms, purpose } = facts;
  const basis = terms?.legalBasis ?? 'CONSENT';
  const places = facts.jurisdiction === null ? (terms?.jurisdictions ?? []) : [facts.jurisdiction];
  return {
    '@type': ['dpv:Process'],
    'dpv:hasPurpose': [
      {
        '@type': ['dpv:Purpose'],
        'dpv:hasIdentifier': purpose,
        'skos:broader': broader(terms),
        'skos:prefLabel': terms?.name ?? purpose,
      },
    ],
    'dpv:hasPersonalData': (terms?.dataClasses ?? []).map((one) => ({
      '@type': ['dpv:PersonalData'],
      'skos:broader': [DATA[one] ?? 'dpv:PersonalData'],
      'skos:prefLabel': one,
      'skos:definition': DATA_CLASSES[one],
    })),
    'dpv:hasProcessing': processing(terms, recipients),
    'dpv:hasDataController': ['controller'],
    'dpv:hasDataSource': ['dpv:DataSubjectDataSource'],
    'dpv:hasRecipient': ['controller', ...recipients.map((_name, index) => `recipient:${index + 1}`)],
    'dpv:hasStorageCondition': [
      { '@type': ['dpv:StorageLocation'], 'dpv:hasLocation': `loc:${controller.country}` },
      { '@type': ['dpv:StorageDuration'], 'dpv:hasDuration': duration(terms) },
    ],
    ...(places.length === 0 ? {} : { 'dpv:hasJurisdiction': places.map((code) => `loc:${code}`) }),
    'dpv:hasLegalBasis': [BASIS[basis]],
    'dpv:hasRight': [...RIGHTS, ...RIGHTS_BY_BASIS[basis]],
    'dpv:hasConsentControl': [{ '@type': ['dpv:WithdrawConsent'], 'dpv:isExercisedAt': controller.contact }],
    'dpv:hasConsentStatus': [statusOf(facts, basis)],
  };
}

function broader(terms: PurposeTerms | null): string[] {
  const uses = new Set(terms?.uses);
  const known = [
    ...(uses.has('TARGETED_ADVERTISING') ? ['dpv:TargetedAdvertising'] : []),
    ...(uses.has('SALE') ? ['dpv:SellDataToThirdParties'] : []),
  ];
  return known.length > 0 ? known : ['dpv:Purpose'];
}

function processing(terms: PurposeTerms | null, recipients: readonly string[]): string[] {
  const uses = new Set(terms?.uses);
  const isShared = recipients.length > 0 || uses.has('SHARING') || uses.has('SALE');
  return [
    'dpv:Collect',
    'dpv:Store',
    'dpv:Use',
    ...(isShared ? ['dpv:Share'] : []),
    ...(uses.has('PROFILING') ? ['dpv:Profiling'] : []),
  ];
}

function duration(terms: PurposeTerms | null): object {
  return terms?.retentionDays
    ? { '@type': ['dpv:TemporalDuration'], 'rdf:value': `P${terms.retentionDays}D` }
    : { '@type': ['dpv:UntilEventDuration'], 'rdf:value': 'the end of the purpose' };
}

function statusOf(facts: ReceiptFacts, basis: LegalBasis): object {
  const { action, expiresAt, shownUrl, shownSha256, method, guardian } = facts;
  const isYes = action === 'GRANTED' || action === 'RENEWED';
  const isNo = action === 'REFUSED' || action === 'WITHDRAWN';
  const until =
    expiresAt === null
      ? { '@type': ['dpv:EndlessDuration'] }
      : { '@type': ['dpv:UntilTimeDuration'], 'rdf:value': expiresAt.toISOString() };
  return {
    '@type': [STATUS[action], (isNo && OBJECTED[basis]) || 'dpv:ExpressedConsent'],
    'dpv:isIndicatedAtTime': facts.occurredAt.toISOString(),
    'dpv:isIndicatedBy': action === 'EXPIRED' ? 'controller' : guardian === null ? 'subject' : 'guardian',
    'dpv:isExercisedAt': shownUrl ?? method,
    'dpv:hasIndicationMethod': method,
    ...(isYes ? { 'dpv:hasDuration': until } : {}),
    ...(shownSha256 === null ? {} : { 'spdx:checksum': checksum(shownSha256) }),
    ...(facts.noticeVersion === null ? {} : { 'dpv:hasNotice': noticeOf(facts) }),
  };
}

function noticeOf({ purpose, noticeVersion, language, noticeSha256, noticePublishedAt }: ReceiptFacts): object {
  return {
    '@type': ['dpv:ConsentNotice'],
    'dpv:hasIdentifier': `${purpose}/${noticeVersion}/${language}`,
    'dct:language': language,
    ...(noticePublishedAt === null ? {} : { 'dct:date': noticePublishedAt.toISOString() }),
    ...(noticeSha256 === null ? {} : { 'spdx:checksum': checksum(noticeSha256) }),
  };
}

function checksum(sha256: string): object {
  return { 'spdx:algorithm': 'spdx:checksumAlgorithm_sha256', 'spdx:checksumValue': sha256 };
}
