import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADAPTERS, type AdapterName } from '../../../src/subgraphs/verification/vendors/adapters.ts';

const AT = new Date('2026-03-01T00:00:00Z');

/** What an adapter makes of a body. */
function read(name: AdapterName, body: unknown, headers: Record<string, string> = {}) {
  return ADAPTERS[name].read({ headers, body: Buffer.from(JSON.stringify(body)), at: AT });
}

const onfido = (action: string, object: object, resource: object = {}) => ({
  payload: {
    resource_type: action.split('.')[0],
    action,
    object: { id: 'c1', status: 'complete', ...object },
    resource,
  },
});
const persona = (name: string, attributes: object = {}) => ({
  data: {
    type: 'event',
    id: 'evt_1',
    attributes: {
      name,
      'created-at': '2026-02-28T23:00:00.000Z',
      payload: { data: { type: 'inquiry', id: 'inq_1', attributes } },
    },
  },
});
const stripe = (type: string, object: object = {}) => ({
  id: 'evt_1',
  type,
  created: 1_772_323_200,
  data: { object: { id: 'vs_1', ...object } },
});
const sumsub = (type: string, more: object = {}) => ({
  type,
  applicantId: 'a1',
  reviewStatus: 'completed',
  createdAtMs: '1772323200000',
  ...more,
});

describe('what vendors say', () => {
  test.each([
    ['ONFIDO', onfido('check.completed', {}, { result: 'clear' }), 'c1', 'PASSED', []],
    [
      'ONFIDO',
      onfido('check.completed', {}, { result: 'consider', sub_result: 'suspected' }),
      'c1',
      'FAILED',
      ['suspected'],
    ],
    ['ONFIDO', onfido('check.completed', {}), 'c1', 'INCONCLUSIVE', []],
    ['ONFIDO', onfido('workflow_run.completed', { status: 'approved' }), 'c1', 'PASSED', []],
    ['ONFIDO', onfido('workflow_run.completed', { status: 'declined' }, { reasons: ['age'] }), 'c1', 'FAILED', ['age']],
    ['ONFIDO', onfido('check.started', { status: 'in_progress' }), 'c1', 'IN_PROGRESS', []],
    ['PERSONA', persona('inquiry.approved'), 'inq_1', 'PASSED', []],
    [
      'PERSONA',
      persona('inquiry.declined', {
        checks: [
          { name: 'selfie_match', status: 'failed' },
          { name: 'id', status: 'passed' },
        ],
      }),
      'inq_1',
      'FAILED',
      ['selfie_match'],
    ],
    ['PERSONA', persona('inquiry.completed'), 'inq_1', 'IN_PROGRESS', []],
    ['STRIPE_IDENTITY', stripe('identity.verification_session.verified'), 'vs_1', 'PASSED', []],
    [
      'STRIPE_IDENTITY',
      stripe('identity.verification_session.requires_input', { last_error: { code: 'document_expired' } }),
      'vs_1',
      'INCONCLUSIVE',
      ['document_expired'],
    ],
    ['SUMSUB', sumsub('applicantReviewed', { reviewResult: { reviewAnswer: 'GREEN' } }), 'a1', 'PASSED', []],
    [
      'SUMSUB',
      sumsub('applicantReviewed', {
        reviewResult: { reviewAnswer: 'RED', reviewRejectType: 'FINAL', rejectLabels: ['FORGERY'] },
      }),
      'a1',
      'FAILED',
      ['FORGERY'],
    ],
    [
      'SUMSUB',
      sumsub('applicantReviewed', { reviewResult: { reviewAnswer: 'RED', reviewRejectType: 'RETRY' } }),
      'a1',
      'INCONCLUSIVE',
      [],
    ],
    ['SUMSUB', sumsub('applicantPending'), 'a1', 'IN_PROGRESS', []],
  ] as const)('%s: %j', (name, body, reference, status, reasonCodes) => {
    expect(read(name, body)).toMatchObject({ kind: 'ANSWER', reference, status, reasonCodes });
  });

  test('a vendor of Standard Webhooks says it in our words', () => {
    const data = { reference: 'r1', status: 'PASSED', method: 'register', score: 0.9, reasonCodes: ['OK'] };
    const body = { type: 'check.updated', timestamp: '2026-02-28T23:00:00Z', data };
    expect(read('STANDARD_WEBHOOKS', body, { 'webhook-id': 'msg_1' })).toEqual({
      kind: 'ANSWER',
      messageId: 'msg_1',
      occurredAt: new Date('2026-02-28T23:00:00Z'),
      ...data,
    });
  });

  test('what is about no check is told apart from what cannot be read', () => {
    expect(read('ONFIDO', onfido('report.withdrawn', {}))).toMatchObject({ kind: 'OTHER', type: 'report.withdrawn' });
    expect(read('PERSONA', persona('account.created'))).toMatchObject({ kind: 'OTHER', type: 'account.created' });
    expect(read('STRIPE_IDENTITY', stripe('charge.succeeded'))).toMatchObject({ kind: 'OTHER' });
    expect(read('STRIPE_IDENTITY', stripe('identity.verification_session.constructor'))).toMatchObject({
      kind: 'OTHER',
    });
    expect(read('SUMSUB', sumsub('applicantCreated'))).toMatchObject({ kind: 'OTHER', type: 'applicantCreated' });
    expect(
      read('ONFIDO', { payload: { resource_type: 'check', action: 'check.completed', object: { id: 5 } } }),
    ).toEqual({
      kind: 'UNREADABLE',
      path: 'payload.object.id',
    });
  });

  test('a copy of a message has its name, and any other one another', () => {
    const one = onfido('check.completed', { completed_at_iso8601: '2026-01-01T00:00:00Z' });
    const name = (body: unknown) => (read('ONFIDO', body) as { messageId: string }).messageId;
    expect(name(structuredClone(one))).toBe(name(one));
    expect(name(onfido('check.completed', { completed_at_iso8601: '2026-01-01T00:00:01Z' }))).not.toBe(name(one));
    expect(name(onfido('check.reopened', { completed_at_iso8601: '2026-01-01T00:00:00Z' }))).not.toBe(name(one));
  });

  test('nothing that anybody could send makes an adapter throw, and no value of it is told', () => {
    const names = Object.keys(ADAPTERS) as AdapterName[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(fc.json(), fc.string()), (name, text) => {
        const message = ADAPTERS[name].read({
          headers: { 'webhook-id': 'm' },
          body: Buffer.from(text),
          at: AT,
        });
        expect(['ANSWER', 'OTHER', 'UNREADABLE']).toContain(message.kind);
      }),
    );
  });

  const shared = new URL('../../../../shared/data/vendors/', import.meta.url);
  test.skipIf(!existsSync(shared))('Onfido’s own messages of a workflow are read', () => {
    for (const name of ['object', 'list']) {
      const file = new URL(`onfido_studio_webhook_event_with_${name}_in_output.json`, shared);
      expect(read('ONFIDO', JSON.parse(readFileSync(file, 'utf8')))).toMatchObject({ kind: 'OTHER' });
    }
  });
});
