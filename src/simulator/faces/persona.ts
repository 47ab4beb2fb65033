import { randomUUID } from 'node:crypto';
import type { Case } from '../desk.ts';
import { type Face, behind, hmacHex, secondsOf } from '../face.ts';

const INQUIRIES = '/api/v1/inquiries';
const STATUS = {
  IN_PROGRESS: 'pending',
  BEGUN: 'pending',
  PASSED: 'approved',
  FAILED: 'declined',
  INCONCLUSIVE: 'needs_review',
  CANCELLED: 'expired',
} as const;
const NAME = {
  BEGUN: 'inquiry.started',
  PASSED: 'inquiry.approved',
  FAILED: 'inquiry.declined',
  INCONCLUSIVE: 'inquiry.marked-for-review',
} as const;

/** Persona: inquiries, one for each idempotency key. */
export const personaFace: Face = {
  prefix: 'inq_',
  basePath: '/api/v1',
  admits: ({ headers }, secret) => headers['authorization'] === `Bearer ${secret}`,
  answer({ method, url, headers, body }, desk) {
    if (method === 'POST' && url.pathname === INQUIRIES) {
      const { attributes } = (JSON.parse(body) as { data: { attributes: Record<string, unknown> } }).data;
      if (!attributes['inquiry-template-id']) return { status: 422, body: { errors: [{ code: 'template_missing' }] } };
      const key = headers['idempotency-key'] ?? randomUUID();
      return { status: 201, body: { data: inquiryOf(desk.findByKey(key) ?? desk.open(key, attributes)) } };
    }
    if (method === 'GET' && url.pathname === INQUIRIES) {
      const one = desk.findByKey(url.searchParams.get('filter[reference-id]') ?? '');
      return { status: 200, body: { data: one ? [inquiryOf(one)] : [] } };
    }
    const [reference = '', action] = (behind(url, `${INQUIRIES}/`) ?? '').split('/');
    const one = desk.cases.get(reference);
    if (!one) return undefined;
    if (method === 'POST' && action === 'expire') desk.close(one, 'CANCELLED');
    return { status: 200, body: { data: inquiryOf(one) } };
  },
  message: (one, says, at) => ({
    data: {
      type: 'event',
      id: `evt_${randomUUID()}`,
      attributes: {
        name: NAME[says],
        'created-at': at.toISOString(),
        payload: { data: { ...inquiryOf(one), attributes: { ...attributesOf(one), status: STATUS[says] } } },
      },
    },
  }),
  sign(body, secret, at) {
    const seconds = secondsOf(at);
    return { 'persona-signature': `t=${seconds},v1=${hmacHex(secret, `${seconds}.${body}`)}` };
  },
};

function inquiryOf(one: Case): object {
  return { type: 'inquiry', id: one.reference, attributes: attributesOf(one) };
}

function attributesOf({ key, status, changedAt, details }: Case): object {
  return {
    status: STATUS[status],
    'reference-id': key,
    tags: status === 'FAILED' ? ['id_tampered'] : [],
    'updated-at': changedAt.toISOString(),
    fields: (details as { fields?: unknown }).fields ?? {},
  };
}
