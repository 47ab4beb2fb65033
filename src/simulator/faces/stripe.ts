import { randomUUID } from 'node:crypto';
import type { Case } from '../desk.ts';
import { type Face, behind, hmacHex, secondsOf } from '../face.ts';

const SESSIONS = '/v1/identity/verification_sessions';
const STATUS = {
  IN_PROGRESS: 'processing',
  PASSED: 'verified',
  FAILED: 'requires_input',
  INCONCLUSIVE: 'requires_input',
  CANCELLED: 'canceled',
} as const;
const NAME = {
  BEGUN: 'processing',
  PASSED: 'verified',
  FAILED: 'requires_input',
  INCONCLUSIVE: 'requires_input',
} as const;

/** Stripe Identity: verification sessions, one for each idempotency key. */
export const stripeFace: Face = {
  prefix: 'vs_',
  basePath: '/v1',
  admits: ({ headers }, secret) => headers['authorization'] === `Bearer ${secret}`,
  answer({ method, url, headers, body }, desk) {
    if (method === 'POST' && url.pathname === SESSIONS) {
      const form = Object.fromEntries(new URLSearchParams(body));
      if (!form['type'] && !form['verification_flow'])
        return { status: 400, body: { error: { code: 'parameter_missing' } } };
      const key = headers['idempotency-key'] ?? randomUUID();
      return { status: 200, body: sessionOf(desk.findByKey(key) ?? desk.open(key, form)) };
    }
    if (method === 'GET' && url.pathname === SESSIONS) {
      const one = desk.findByKey(url.searchParams.get('client_reference_id') ?? '');
      return { status: 200, body: { object: 'list', data: one ? [sessionOf(one)] : [] } };
    }
    const [reference = '', action] = (behind(url, `${SESSIONS}/`) ?? '').split('/');
    const one = desk.cases.get(reference);
    if (!one) return undefined;
    if (method === 'POST' && action === 'cancel') desk.close(one, 'CANCELLED');
    return { status: 200, body: sessionOf(one) };
  },
  message: (one, says, at) => ({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: `identity.verification_session.${NAME[says]}`,
    created: secondsOf(at),
    data: { object: sessionOf(one) },
  }),
  sign(body, secret, at) {
    const seconds = secondsOf(at);
    return { 'stripe-signature': `t=${seconds},v1=${hmacHex(secret, `${seconds}.${body}`)}` };
  },
};

function sessionOf({ reference, key, status }: Case): object {
  const isTrouble = STATUS[status] === 'requires_input';
  return {
    id: reference,
    object: 'identity.verification_session',
    status: STATUS[status],
    client_reference_id: key,
    last_error: isTrouble ? { code: 'document_unverified_other' } : null,
  };
}
