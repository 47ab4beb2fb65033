import type { Case } from '../desk.ts';
import { type Face, type Says, behind, hmacHex } from '../face.ts';

const APPLICANTS = '/resources/applicants';
const BY_KEY = `${APPLICANTS}/-;externalUserId=`;
/** How old a signed request may be. */
const TOLERANCE_SECONDS = 60;

/** Sumsub: applicants, one for each external user id. */
export const sumsubFace: Face = {
  prefix: '65',
  basePath: '',
  admits({ method, url, headers, body }, apiSecret) {
    const [token, secret] = splitLast(apiSecret);
    const seconds = headers['x-app-access-ts'] ?? '';
    const expected = hmacHex(secret, `${seconds}${method}${url.pathname}${url.search}${body}`);
    const isFresh = Math.abs(Date.now() / 1000 - Number(seconds)) <= TOLERANCE_SECONDS;
    return headers['x-app-token'] === token && headers['x-app-access-sig'] === expected && isFresh;
  },
  answer({ method, url, body }, desk) {
    if (method === 'POST' && url.pathname === APPLICANTS) {
      const details = JSON.parse(body) as { externalUserId: string };
      if (!url.searchParams.get('levelName')) return { status: 400, body: { errorName: 'level-missing' } };
      if (desk.findByKey(details.externalUserId)) return { status: 409, body: { errorName: 'duplicate-applicant' } };
      return { status: 201, body: applicantOf(desk.open(details.externalUserId, details)) };
    }
    const key = behind(url, BY_KEY)?.replace(/\/one$/, '');
    const [reference = '', action] = (behind(url, `${APPLICANTS}/`) ?? '').split('/');
    const one = key === undefined ? desk.cases.get(reference) : desk.findByKey(key);
    if (!one) return undefined;
    if (method === 'PATCH' && action === 'presence') desk.close(one, 'CANCELLED');
    return { status: 200, body: applicantOf(one) };
  },
  message: (one, says, at) => ({
    type: says === 'BEGUN' ? 'applicantPending' : 'applicantReviewed',
    applicantId: one.reference,
    externalUserId: one.key,
    reviewStatus: says === 'BEGUN' ? 'pending' : 'completed',
    createdAtMs: String(at.getTime()),
    ...(says === 'BEGUN' ? {} : { reviewResult: resultOf(says) }),
  }),
  sign: (body, secret) => ({
    'x-payload-digest-alg': 'HMAC_SHA256_HEX',
    'x-payload-digest': hmacHex(secret, body),
  }),
};

function applicantOf(one: Case): object {
  const hasEnded = one.status !== 'IN_PROGRESS' && one.status !== 'CANCELLED';
  const review = hasEnded
    ? { reviewStatus: 'completed', reviewResult: resultOf(one.status as Says) }
    : { reviewStatus: 'pending' };
  return { id: one.reference, externalUserId: one.key, review };
}

function resultOf(says: Says): object {
  if (says === 'PASSED') return { reviewAnswer: 'GREEN' };
  const rejectType = says === 'FAILED' ? 'FINAL' : 'RETRY';
  return { reviewAnswer: 'RED', reviewRejectType: rejectType, rejectLabels: ['FORGERY'] };
}

function splitLast(text: string): [string, string] {
  const place = text.lastIndexOf(':');
  return [text.slice(0, place), text.slice(place + 1)];
}
