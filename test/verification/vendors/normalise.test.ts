import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problems } from '../../../src/kernel/input/problems.ts';
import { cleanVerifiedClaims } from '../../../src/subgraphs/verification/intake/verified-claims.ts';
import { ADAPTERS, type AdapterName } from '../../../src/subgraphs/verification/vendors/adapters.ts';
import type { VendorAnswer } from '../../../src/subgraphs/verification/vendors/answer.ts';
import { readFindings } from '../../../src/subgraphs/verification/vendors/findings.ts';
import { normalise } from '../../../src/subgraphs/verification/vendors/normalise.ts';

const AT = new Date('2026-03-01T12:00:00Z');

function said(adapter: AdapterName, how: 'read' | 'readPolled', body: unknown): VendorAnswer {
  const message = ADAPTERS[adapter][how]({
    headers: { 'webhook-id': 'm' },
    body: Buffer.from(JSON.stringify(body)),
    at: AT,
  });
  if (message.kind !== 'ANSWER') throw new Error(JSON.stringify(message));
  return message;
}
const normalised = (answer: VendorAnswer, kind: 'DOCUMENT' | 'SANCTIONS' = 'DOCUMENT') =>
  normalise({ vendor: 'acme', kind, at: AT }, answer);
const problemsOf = (value: unknown) => {
  const problems = new Problems();
  cleanVerifiedClaims(problems, 'n', JSON.parse(JSON.stringify(value)));
  return problems.list;
};

const ADA = { given_name: 'Ada', family_name: 'Lovelace', birthdate: '1815-12-10' };

describe('what vendors say, in the words of the standard', () => {
  test.each([
    [
      'ONFIDO',
      'readPolled',
      {
        id: 'r1',
        status: 'approved',
        output: {
          properties: {
            first_name: 'Ada',
            last_name: 'Lovelace',
            date_of_birth: '1815-12-10',
            document_type: 'passport',
            document_number: 'X1',
            date_of_expiry: '2031-05-28',
            issuing_country: 'GBR',
          },
        },
      },
      { type: 'passport', document_number: 'X1', date_of_expiry: '2031-05-28', issuer: { country_code: 'GBR' } },
    ],
    [
      'PERSONA',
      'readPolled',
      {
        data: {
          type: 'inquiry',
          id: 'r1',
          attributes: {
            status: 'approved',
            fields: {
              'name-first': { type: 'string', value: 'Ada' },
              'name-last': { type: 'string', value: 'Lovelace' },
              birthdate: { type: 'date', value: '1815-12-10' },
              'selected-id-class': { type: 'string', value: 'pp' },
              'identification-number': { type: 'string', value: 'X1' },
            },
          },
        },
      },
      { type: 'pp', document_number: 'X1' },
    ],
    [
      'STRIPE_IDENTITY',
      'readPolled',
      {
        id: 'r1',
        status: 'verified',
        verified_outputs: { first_name: 'Ada', last_name: 'Lovelace', dob: { year: 1815, month: 12, day: 10 } },
      },
      undefined,
    ],
    [
      'SUMSUB',
      'readPolled',
      {
        id: 'r1',
        info: {
          firstName: 'Ada',
          lastName: 'Lovelace',
          dob: '1815-12-10',
          idDocs: [{ idDocType: 'PASSPORT', number: 'X1', validUntil: '2031-05-28', country: 'GBR' }],
        },
        review: { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } },
      },
      { type: 'passport', document_number: 'X1', date_of_expiry: '2031-05-28', issuer: { country_code: 'GBR' } },
    ],
  ] as const)('%s', (adapter, how, body, document) => {
    const value = normalised(said(adapter, how, body));
    expect(problemsOf(value)).toEqual([]);
    expect(value.claims).toEqual(ADA);
    expect(value.verification).toMatchObject({
      trust_framework: 'vendor_check',
      time: AT.toISOString(),
      verification_process: 'r1',
      evidence: [
        {
          type: 'document',
          check_details: [{ check_method: 'vri', organization: 'acme', check_id: 'r1', time: AT.toISOString() }],
          ...(document ? { document_details: document } : {}),
        },
      ],
    });
  });

  test('a check that did not pass has verified no claim', () => {
    const answer: VendorAnswer = {
      kind: 'ANSWER',
      reference: 'r1',
      messageId: 'm',
      status: 'FAILED',
      method: 'ocr',
      score: 0.1,
      reasonCodes: [],
      occurredAt: AT,
      found: { claims: ADA },
    };
    expect(normalised(answer).claims).toEqual({});
    expect(normalised({ ...answer, status: 'PASSED' }, 'SANCTIONS')).toMatchObject({
      verification: { evidence: [{ type: 'electronic_record', record: { type: 'sanctions' } }] },
      claims: ADA,
    });
  });

  test('whatever a vendor sends, what is made of it is in the shape of the standard', () => {
    const names = ['onfido', 'persona', 'stripe', 'sumsub'] as const;
    const member = fc.oneof(
      fc.constantFrom('1990-02-30', '1990-01-01', 'CH', 'Schweiz', 7, null, {}, [], ''),
      fc.string(),
    );
    const keys = fc.constantFrom(
      'first_name',
      'date_of_birth',
      'dob',
      'name-first',
      'birthdate',
      'firstName',
      'nationality',
      'address',
      'idDocs',
      'document_type',
      'document_number',
      'date_of_expiry',
      'issuing_country',
      'address-country-code',
      'selected-id-class',
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.dictionary(keys, member), (name, body) => {
        const found = readFindings(name, body);
        const answer = {
          ...said('STANDARD_WEBHOOKS', 'readPolled', { reference: 'r', status: 'PASSED', method: 'm' }),
          found,
        };
        // Text that no text may be is refused where all input is: behind this.
        const problems = problemsOf(normalised(answer)).filter(({ message }) => !/control|UTF-8/.test(message));
        expect(problems).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  const shared = new URL(
    '../../../../shared/data/vendors/onfido_studio_webhook_event_with_object_in_output.json',
    import.meta.url,
  );
  test.skipIf(!existsSync(shared))('the properties of Onfido’s own report are read', () => {
    const { payload } = JSON.parse(readFileSync(shared, 'utf8'));
    expect(readFindings('onfido', payload.resource.output.properties)).toEqual({
      claims: { given_name: 'Jane', family_name: 'Doe', birthdate: '1990-01-01' },
      document: {
        type: 'passport',
        document_number: '999999999',
        date_of_expiry: '2031-05-28',
        issuer: { country_code: 'GBR' },
      },
    });
  });
});
