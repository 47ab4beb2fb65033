import type { IncomingHttpHeaders } from 'node:http';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { cleanMoment } from '../../../kernel/input/moments.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { MEDIA_TYPES, type MediaType, isTaken } from './content/inspect.ts';

/** What is said of a file beside its content. */
export interface UploadInput {
  checkId: string;
  mediaType: MediaType;
  /** SHA-256 of the content, in hexadecimal, if its sender says it. */
  digest: string | undefined;
  /** By default as the hub is configured. */
  retainUntil: Date | undefined;
  idempotencyKey: string | undefined;
}

const PARAMETERS = ['check', 'retainUntil'] as const;

/**
 * Reads the query and the headers of an upload. `mediaType` is told apart from other problems, since HTTP has a status for it.
 */
export function readUpload(
  problems: Problems,
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
): UploadInput | undefined {
  const before = problems.list.length;
  for (const name of new Set(query.keys())) {
    if (!PARAMETERS.some((known) => known === name)) {
      problems.add('query', `Expected no parameters but ${PARAMETERS.join(' and ')}.`);
      break;
    }
    if (query.getAll(name).length > 1) problems.add(name, 'Expected it once.');
  }
  const checkId = query.get('check') ?? problems.add('check', 'Expected the id of a check: ?check=…');
  const retainUntil = cleanMoment(problems, 'retainUntil', query.get('retainUntil'));
  const key = idempotencyKey(problems, oneOf(headers['idempotency-key']));
  const digest = readDigest(problems, headers['content-digest']);
  const mediaType = readMediaType(problems, headers);
  if (problems.list.length > before || checkId === undefined || mediaType === undefined) return undefined;
  return { checkId, mediaType, digest, retainUntil, idempotencyKey: key };
}

function readMediaType(problems: Problems, headers: IncomingHttpHeaders): MediaType | undefined {
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding !== 'identity') {
    problems.add('content-encoding', 'Expected the file as it is, not compressed.');
  }
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  const mediaType = type.trim().toLowerCase();
  if (isTaken(mediaType)) return mediaType;
  return problems.add('content-type', `Expected the file alone, as one of ${Object.keys(MEDIA_TYPES).join(', ')}.`);
}

/** RFC 9530 §2, as far as it tells a SHA-256; other algorithms are passed over, as it says. */
function readDigest(problems: Problems, header: string | string[] | undefined): string | undefined {
  const text = oneOf(header);
  if (text === undefined) return undefined;
  const [, encoded] = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(text) ?? [];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64').toString('hex');
  if (!/sha-256/i.test(text)) return undefined;
  return problems.add('content-digest', 'Expected sha-256=:…: with the digest in base64.');
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
