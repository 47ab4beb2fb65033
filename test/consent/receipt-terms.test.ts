import { describe, expect, test } from 'vitest';
import { EVERY_DATA_CLASS } from '../../src/kernel/data-classes.ts';
import { type ReceiptFacts, receiptClaims } from '../../src/subgraphs/consent/receipts/claims.ts';
import type { ConsentAction, LegalBasis, PurposeUse } from '../../src/subgraphs/consent/schema.generated.ts';

const ACTIONS: readonly ConsentAction[] = ['GRANTED', 'RENEWED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'];
const BASES: readonly LegalBasis[] = [
  'CONSENT',
  'CONTRACT',
  'LEGAL_OBLIGATION',
  'VITAL_INTERESTS',
  'PUBLIC_TASK',
  'LEGITIMATE_INTERESTS',
];
const USES: readonly PurposeUse[] = ['PROFILING', 'SALE', 'SHARING', 'TARGETED_ADVERTISING'];
const NOW = new Date('2026-03-01T12:00:00Z');

/** What a receipt says with everything that it can say. */
function claimsOf(action: ConsentAction, legalBasis: LegalBasis, more: Partial<ReceiptFacts> = {}): any {
  const facts: ReceiptFacts = {
    id: 'entry',
    consentId: 'consent',
    personId: 'person',
    purpose: 'offers',
    action,
    purposeVersion: 1,
    noticeVersion: '1',
    noticeEdition: 1,
    language: 'en',
    shownUrl: null,
    shownSha256: 'ab',
    guardian: Buffer.of(1),
    wrapped: null,
    method: 'web_form',
    jurisdiction: 'DE',
    expiresAt: NOW,
    occurredAt: NOW,
    recordedAt: NOW,
    recordedBy: 'crm',
    actor: null,
    late: false,
    noticeSha256: 'cd',
    noticePublishedAt: NOW,
    terms: {
      id: 'offers',
      name: 'Offers',
      legalBasis,
      dataClasses: [...EVERY_DATA_CLASS],
      uses: [...USES],
      recipients: ['Letters Ltd'],
      jurisdictions: [],
      retentionDays: 90,
      consentDays: 365,
      onMaterialChange: 'CONTINUE',
    },
    ...more,
  };
  const controller = { name: 'Acme', address: 'Bahnhofstrasse 1', contact: 'x@acme.example', country: 'CH' };
  return receiptClaims(facts, { issuer: 'selfsame', controller });
}

/** Every term that a receipt can carry, as `prefix:name`. */
const TERMS = new Set(
  ACTIONS.flatMap((action) =>
    BASES.flatMap((basis) => [claimsOf(action, basis), claimsOf(action, basis, { terms: null, expiresAt: null })]),
  ).flatMap((claims) => {
    const { '@context': _context, ...said } = claims;
    return [...JSON.stringify(said).matchAll(/"([a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9_-]*)"/g)].map(([, term]) => term!);
  }),
);

const processOf = (action: ConsentAction, basis: LegalBasis, more: Partial<ReceiptFacts> = {}): any =>
  claimsOf(action, basis, more)['dpv:hasProcess'][0];

describe('a receipt', () => {
  test('explains each prefix that it uses', () => {
    const explained = Object.keys(claimsOf('GRANTED', 'CONSENT')['@context']);
    const used = [...TERMS].map((term) => term.split(':')[0]!).filter((prefix) => prefix !== 'recipient');
    expect(explained.toSorted()).toEqual([...new Set(used)].toSorted());
  });

  test('names the rights that its basis gives, and no others', () => {
    const rights = (basis: LegalBasis): string[] =>
      processOf('GRANTED', basis)['dpv:hasRight'].map((term: string) => term.slice('eu-gdpr:A'.length));
    const always = ['15', '16', '18', '77'];
    expect(rights('CONSENT')).toEqual([...always, '7-3', '17', '20']);
    expect(rights('LEGAL_OBLIGATION')).toEqual(always);
    expect(rights('PUBLIC_TASK')).toEqual([...always, '21']);
    expect(rights('LEGITIMATE_INTERESTS')).toEqual([...always, '17', '21']);
  });

  test('of a no to an interest of the company tells of an objection, not of a consent', () => {
    const [no] = processOf('WITHDRAWN', 'LEGITIMATE_INTERESTS')['dpv:hasConsentStatus'];
    expect(no['@type']).toEqual(['dpv:ConsentWithdrawn', 'dpv:LegitimateInterestObjected']);
    const [taken] = processOf('WITHDRAWN', 'CONSENT')['dpv:hasConsentStatus'];
    expect(taken['@type']).toEqual(['dpv:ConsentWithdrawn', 'dpv:ExpressedConsent']);
  });

  test('says who spoke and how: the person, a guardian, or nobody but the calendar', () => {
    const speaker = (action: ConsentAction, more: Partial<ReceiptFacts> = {}): string =>
      processOf(action, 'CONSENT', more)['dpv:hasConsentStatus'][0]['dpv:isIndicatedBy'];
    expect(speaker('GRANTED', { guardian: null })).toBe('subject');
    expect(speaker('GRANTED')).toBe('guardian');
    expect(speaker('EXPIRED')).toBe('controller');
    expect(processOf('GRANTED', 'CONSENT')['dpv:hasConsentStatus'][0]).toMatchObject({
      'dpv:hasIndicationMethod': 'web_form',
    });
  });
});
