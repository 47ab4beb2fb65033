import { randomUUID } from 'node:crypto';
import type { Case } from '../desk.ts';
import { type Face, type Says, behind, hmacHex } from '../face.ts';

const BASE = '/v3.6';
const STATUS = {
  IN_PROGRESS: 'processing',
  BEGUN: 'processing',
  PASSED: 'approved',
  FAILED: 'declined',
  INCONCLUSIVE: 'review',
  CANCELLED: 'abandoned',
} as const;
const REASONS = { FAILED: ['document_forgery'], INCONCLUSIVE: ['image_quality'] } as const;

/** Onfido: applicants and workflow runs. It knows no idempotency keys: each run that is made is charged. */
export const onfidoFace: Face = {
  prefix: 'run-',
  basePath: BASE,
  admits: ({ headers }, secret) => headers['authorization'] === `Token token=${secret}`,
  answer({ method, url, body }, desk) {
    if (method === 'POST' && url.pathname === `${BASE}/applicants`)
      return { status: 201, body: { id: randomUUID(), ...(JSON.parse(body) as object) } };
    if (method === 'POST' && url.pathname === `${BASE}/workflow_runs`) {
      const details = JSON.parse(body) as { tags: string[]; workflow_id?: string };
      if (!details.workflow_id) return { status: 422, body: { error: { type: 'validation_error' } } };
      return { status: 201, body: runOf(desk.open(details.tags[0] ?? '', details)) };
    }
    if (method === 'GET' && url.pathname === `${BASE}/workflow_runs`) {
      const one = desk.findByKey(url.searchParams.get('tags') ?? '');
      return { status: 200, body: one ? [runOf(one)] : [] };
    }
    const one = desk.cases.get(behind(url, `${BASE}/workflow_runs/`) ?? '');
    return method === 'GET' && one ? { status: 200, body: runOf(one) } : undefined;
  },
  message: (one, says, at) => ({
    payload: {
      resource_type: 'workflow_run',
      action: says === 'BEGUN' ? 'workflow_run.started' : 'workflow_run.completed',
      object: {
        id: one.reference,
        status: STATUS[says],
        completed_at_iso8601: says === 'BEGUN' ? null : at.toISOString(),
        href: `https://api.eu.onfido.com/v3.6/workflow_runs/${one.reference}`,
      },
      resource: { reasons: reasonsOf(says) },
    },
  }),
  sign: (body, secret) => ({ 'x-sha2-signature': hmacHex(secret, body) }),
};

function runOf(one: Case): object {
  return {
    id: one.reference,
    status: STATUS[one.status],
    reasons: reasonsOf(one.status),
    tags: [one.key],
    updated_at: one.changedAt.toISOString(),
  };
}

function reasonsOf(status: Says | Case['status']): readonly string[] {
  return status === 'FAILED' || status === 'INCONCLUSIVE' ? REASONS[status] : [];
}
