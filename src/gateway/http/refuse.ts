import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../../kernel/http/body.ts';
import type { ErrorMask } from '../errors.ts';
import { sendJson } from './send.ts';

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
};

/** Answers a request that cannot be served: with what a Refusal or a fault says, with a masked error otherwise. */
export function refuse(mask: ErrorMask, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (error instanceof Refusal) {
    const code = error.status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_REQUEST';
    sendJson(response, error.status, { errors: [{ message: error.message, extensions: { code } }] }, error.headers);
    return;
  }
  const formatted = mask.format(error);
  const code = String(formatted.extensions?.['code']);
  const headers =
    code === 'UNAUTHENTICATED' ? challenge(formatted.message, request.headers.authorization !== undefined) : {};
  sendJson(response, STATUS_OF_CODE[code] ?? 500, { errors: [formatted] }, headers);
}

/** RFC 6750 §3: no error code where the request had no token at all. */
function challenge(message: string, hadToken: boolean): Record<string, string> {
  const invalid = hadToken
    ? `, error="invalid_token", error_description="${message.replaceAll(/[^ !#-[\]-~]/g, '')}"`
    : '';
  return { 'www-authenticate': `Bearer realm="selfsame"${invalid}` };
}
