import { createHmac, randomUUID } from 'node:crypto';
import type { Case } from '../desk.ts';
import { type Face, type Says, behind, secondsOf } from '../face.ts';

const CHECKS = '/checks';
const SCORE = { PASSED: 0.97, FAILED: 0.12, INCONCLUSIVE: 0.5 } as const;
const REASON = { PASSED: 'OK', FAILED: 'DOCUMENT_FORGED', INCONCLUSIVE: 'IMAGE_BLURRED' } as const;

/** A vendor of Standard Webhooks, as docs/vendors.md describes it: checks, one for each idempotency key. */
export const standardFace: Face = {
  prefix: 'chk_',
  basePath: '',
  admits: ({ headers }, secret) => headers['authorization'] === `Bearer ${secret}`,
  answer({ method, url, headers, body }, desk) {
    if (method === 'POST' && url.pathname === CHECKS) {
      const key = headers['idempotency-key'] ?? randomUUID();
      return { status: 201, body: checkOf(desk.findByKey(key) ?? desk.open(key, JSON.parse(body))) };
    }
    const one = desk.cases.get(behind(url, `${CHECKS}/`) ?? '');
    if (!one) return undefined;
    if (method === 'DELETE') desk.close(one, 'CANCELLED');
    return { status: 200, body: checkOf(one) };
  },
  message: (one, says, at) => ({ type: 'check.updated', timestamp: at.toISOString(), data: findingOf(one, says) }),
  sign(body, secret, at, id) {
    const seconds = secondsOf(at);
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
  },
};

function checkOf(one: Case): object {
  if (one.status === 'CANCELLED') return { ...findingOf(one, 'INCONCLUSIVE'), reasonCodes: ['CANCELLED'] };
  return findingOf(one, one.status === 'IN_PROGRESS' ? 'BEGUN' : one.status);
}

function findingOf({ reference }: Case, says: Says): object {
  if (says === 'BEGUN') return { reference, status: 'IN_PROGRESS', method: 'simulated' };
  return { reference, status: says, method: 'simulated', score: SCORE[says], reasonCodes: [REASON[says]] };
}
