import { describe, expect, test } from 'vitest';
import { Problems } from '../../src/kernel/input/problems.ts';
import { type AnswerInput, comparable, readAnswer } from '../../src/subgraphs/verification/intake/answer.ts';

const now = new Date('2026-03-01T12:00:00Z');
const DIGEST = 'ab'.repeat(32);
const CLAIM = '0190a1b2-0000-7000-8000-000000000001';
const VERIFIED = { verification: { trust_framework: 'eidas' }, claims: { given_name: 'Ada' } };

const result: AnswerInput = {
  status: 'PASSED',
  method: 'document_ocr',
  traceId: 't-1',
  reasonCodes: [],
  evidence: [],
  confirmedClaimIds: [],
};

function read(input: Partial<AnswerInput>) {
  const problems = new Problems();
  const answer = readAnswer(problems, { ...result, ...input }, { now, systemId: 'vendor' });
  return { answer, paths: problems.list.map(({ path }) => path).toSorted() };
}

describe('an answer', () => {
  test.each(['PASSED', 'FAILED', 'INCONCLUSIVE'] as const)(
    '%s never stands bare: it needs a method and a trace id',
    (status) => {
      expect(read({ status, method: null, traceId: ' ' }).paths).toEqual(['method', 'traceId']);
      expect(read({ status }).paths).toEqual([]);
    },
  );

  test('is of the calling system when it names no vendor, and of now when it tells no time', () => {
    expect(read({}).answer).toMatchObject({ vendor: 'vendor', observedAt: now });
  });

  test.each<[string, Partial<AnswerInput>]>([
    ['status', { status: 'PENDING' }],
    ['score', { score: 1.01 }],
    ['score', { score: -0.01 }],
    ['vendor', { vendor: 'a\u0007' }],
    ['method', { method: 'x'.repeat(101) }],
    ['traceId', { traceId: 'x'.repeat(201) }],
    ['reasonCodes.1', { reasonCodes: ['OK', ''] }],
    ['reasonCodes', { reasonCodes: Array.from({ length: 251 }, (_, index) => `R${index}`) }],
    ['observedAt', { observedAt: '2026-03-01T13:00:00Z' }],
    ['observedAt', { observedAt: '0000-01-01T00:00:00Z' }],
    ['validUntil', { validUntil: '2026-02-30T00:00:00Z' }],
    ['validUntil', { validUntil: '2026-03-01T12:00:00Z' }],
    ['validUntil', { observedAt: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }],
    ['evidence.0.digest', { evidence: [{ digest: 'abc', mediaType: 'image/png' }] }],
    ['evidence.0.mediaType', { evidence: [{ digest: DIGEST, mediaType: 'png' }] }],
    ['evidence.0.uri', { evidence: [{ digest: DIGEST, mediaType: 'image/png', uri: 'passport.png' }] }],
    ['evidence.0.uri', { evidence: [{ digest: DIGEST, mediaType: 'image/png', uri: 'data:image/png;base64,AAAA' }] }],
    ['evidence.0.retainUntil', { evidence: [{ digest: DIGEST, mediaType: 'image/png', retainUntil: 'never' }] }],
    ['confirmedClaimIds.0', { confirmedClaimIds: ['name'] }],
    ['confirmedClaimIds', { status: 'FAILED', confirmedClaimIds: [CLAIM] }],
    ['confirmedClaimIds', { status: 'INCONCLUSIVE', confirmedClaimIds: [CLAIM] }],
    ['normalised', { normalised: 'Ada' }],
    ['normalised', { normalised: [] }],
    ['normalised.verification', { normalised: { claims: {} } }],
    ['normalised.verification.trust_framework', { normalised: { verification: {}, claims: {} } }],
    ['normalised.claims', { normalised: { verification: { trust_framework: 'eidas' } } }],
    ['normalised.1', { normalised: [VERIFIED, 'Ada'] }],
    ['normalised.verified_claims', { normalised: { verified_claims: true } }],
    ['normalised.claims.given_name', { normalised: { ...VERIFIED, claims: { given_name: 'A\u0000' } } }],
    [
      'normalised',
      { normalised: { ...VERIFIED, claims: { text: Array.from({ length: 300 }, () => 'x'.repeat(250)) } } },
    ],
  ])('is refused at %s', (path, input) => {
    expect(read(input).paths).toEqual([path]);
  });

  test('tells every wrong field at once', () => {
    expect(read({ method: null, score: 2, validUntil: 'x', evidence: [{ digest: '', mediaType: '' }] }).paths).toEqual([
      'evidence.0.digest',
      'evidence.0.mediaType',
      'method',
      'score',
      'validUntil',
    ]);
  });

  test('that the check has begun can name vendor, method and trace, and refuses what only a result can say', () => {
    const begun = { status: 'IN_PROGRESS', method: null, traceId: null } as const;
    expect(read(begun).paths).toEqual([]);
    const evidence = [{ digest: DIGEST, mediaType: 'image/png' }];
    const findings = {
      score: 0.5,
      validUntil: '2027-01-01T00:00:00Z',
      normalised: VERIFIED,
      reasonCodes: ['A'],
      evidence,
      confirmedClaimIds: [CLAIM],
    };
    expect(read({ ...begun, ...findings }).paths).toEqual(Object.keys(findings).toSorted());
  });

  test.each([VERIFIED, [VERIFIED, VERIFIED], { sub: '1', verified_claims: [VERIFIED] }])(
    'keeps verified claims as they were given: %j',
    (normalised) => {
      expect(read({ normalised })).toMatchObject({ paths: [], answer: { normalised } });
    },
  );

  test('is the same answer whatever the order of its codes and the time of the call', () => {
    const one = read({ reasonCodes: ['A', 'B'], observedAt: '2026-03-01T10:00:00Z' }).answer;
    const other = read({ reasonCodes: ['B', 'A', 'A'], observedAt: '2026-03-01T11:00:00Z' }).answer;
    expect(comparable(other)).toEqual(comparable(one));
    expect(comparable(read({ score: 0.5 }).answer)).not.toEqual(comparable(read({ score: 0.6 }).answer));
  });
});
