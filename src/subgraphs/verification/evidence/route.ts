import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { classSet } from '../../../gate/classes.ts';
import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import type { Route, RouteAnswer, RouteRequest } from '../../../kernel/http/route.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Services } from '../context.ts';
import { MEDIA_TYPES, isTaken } from './content/inspect.ts';
import { download, lookUp } from './download.ts';
import { readUpload } from './intake.ts';
import { tooLarge } from './receive.ts';
import { listFiles } from './rows.ts';
import { type UploadOutcome, upload } from './upload.ts';

/** Below which files are sent and read. */
export const EVIDENCE = '/evidence/';

/** Uploads under way in one process: each holds some 300 KB and a draft on disk. */
const MAX_UPLOADS = 64;

const EVIDENCE_CLASS = classSet(['EVIDENCE']);

/** What is not read of a request must not be taken for the next one. */
const CLOSE = { connection: 'close' } as const;

/** `POST /evidence/?check=<id>` stores a file, `GET /evidence/<id>` gives it back. */
export function evidenceRoute(services: Services): Route<RequestContext> {
  let underWay = 0;
  return {
    prefix: EVIDENCE,
    async handle(request) {
      const { method, rest, incoming, enter } = request;
      if (rest !== '') return method === 'GET' || method === 'HEAD' ? give(services, request) : notAllowed('GET, HEAD');
      if (method !== 'POST') return notAllowed('POST');
      const caller = await enter();
      if (underWay >= MAX_UPLOADS) {
        throw fault({ code: 'UNAVAILABLE', public: 'Too many files are being stored. Try again in a moment.' });
      }
      underWay += 1;
      try {
        return await take(services, caller, incoming);
      } finally {
        underWay -= 1;
        // So that who is still sending can finish, and read the answer.
        incoming.resume();
      }
    },
  };
}

async function take(services: Services, caller: RequestContext, incoming: IncomingMessage): Promise<RouteAnswer> {
  demand(caller.actor, 'evidence:write');
  const problems = new Problems();
  const query = new URLSearchParams((incoming.url ?? '').split('?').slice(1).join('?'));
  const input = readUpload(problems, query, incoming.headers);
  if (!input) return problemsAnswer(problems);
  const { maxBytes } = services.evidence;
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  return uploadAnswer(services, input.checkId, await upload(services, caller, input, incoming));
}

async function uploadAnswer(services: Services, checkId: string, outcome: UploadOutcome): Promise<RouteAnswer> {
  switch (outcome.__typename) {
    case 'EvidenceStored': {
      const [file] = await listFiles(services.pools.read, [outcome.fileId]);
      const { id, verificationId, digest, mediaType, size, retainUntil } = file!;
      return {
        status: outcome.outcome === 'STORED' ? 201 : 200,
        headers: { location: `${EVIDENCE}${id}` },
        body: { id, outcome: outcome.outcome, verificationId, checkId, digest, mediaType, size, retainUntil },
      };
    }
    case 'EvidenceRefused':
      return refusal(422, 'EVIDENCE_REFUSED', outcome.message, { why: outcome.why });
    case 'NotFound':
      return refusal(404, 'NOT_FOUND', 'There is no such check, or none that you may see.', { path: 'check' });
    case 'IllegalTransition':
      return refusal(409, 'ILLEGAL_TRANSITION', outcome.message, { path: 'check' });
    case 'IdempotencyConflict':
      return refusal(409, 'IDEMPOTENCY_CONFLICT', outcome.message, { inFlight: outcome.inFlight });
    case 'InvalidInput':
      return problemsAnswer({ list: outcome.problems });
  }
}

/** One error for each problem; of a type that is not taken, as HTTP says it. */
function problemsAnswer({ list }: Pick<Problems, 'list'>): RouteAnswer {
  const isType = list.every(({ path }) => path === 'content-type' || path === 'content-encoding');
  const errors = list.map(({ path, message }) => ({ message, extensions: { code: 'INVALID_INPUT', path } }));
  return { status: isType ? 415 : 400, headers: CLOSE, body: { errors } };
}

function refusal(status: number, code: string, message: string, more: object): RouteAnswer {
  return { status, headers: CLOSE, body: { errors: [{ message, extensions: { code, ...more } }] } };
}

function notAllowed(allow: string): RouteAnswer {
  const errors = [{ message: 'The method is not allowed here.', extensions: { code: 'BAD_REQUEST' } }];
  return { status: 405, headers: { ...CLOSE, allow }, body: { errors } };
}

async function give(services: Services, { method, rest, enter }: RouteRequest<RequestContext>): Promise<RouteAnswer> {
  const caller = await enter();
  const found = await lookUp(services, caller, rest);
  const file =
    found && (await caller.access.mayRead('EvidenceFile.path', EVIDENCE_CLASS, [found.personId])) ? found : undefined;
  if (!file) return refusal(404, 'NOT_FOUND', 'There is no such file, or none that you may see.', {});
  const { id, mediaType, size, digest } = file;
  const ending = isTaken(mediaType) ? MEDIA_TYPES[mediaType] : 'bin';
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      'content-length': String(size),
      'content-disposition': `attachment; filename="${id}.${ending}"`,
      // Whatever is in it, a browser that shows it runs nothing of it.
      'content-security-policy': "default-src 'none'; sandbox",
      'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`,
    },
    body: method === 'HEAD' ? Readable.from([]) : await download(services, caller, file),
  };
}
