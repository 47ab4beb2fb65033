import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a request was signed with, as AWS Signature Version 4 has it. */
export interface Signed {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a+/secret', region: 'eu-central-1' };
const SKEW_MS = 15 * 60_000;

const hash = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature that a request must have, from what it says of itself and the secret; by the steps of the AWS documentation. */
export function signatureOf({ method, url, headers }: Signed, secret: string): string {
  const [, scope = '', names = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=/.exec(
      String(headers['authorization']),
    ) ?? [];
  const [path = '', query = ''] = url.split('?');
  const canonical = [
    method,
    path,
    query.split('&').toSorted().join('&'),
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = scope.split('/').reduce<Buffer | string>((made, part) => hmac(made, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

/** What is wrong with a request, if anything. */
function problemOf(request: IncomingMessage, body: Buffer): string | undefined {
  const { method = '', url = '', headers } = request;
  const [, accessKeyId, day, region, service, signed, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const at = String(headers['x-amz-date']);
  const moment = Date.parse(at.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  if (accessKeyId !== KEY.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== KEY.region || service !== 's3' || !at.startsWith(day!)) return 'AuthorizationHeaderMalformed';
  if (!(Math.abs(Date.now() - moment) < SKEW_MS)) return 'RequestTimeTooSkewed';
  const must = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (!must.every((name) => signed!.split(';').includes(name))) return 'AccessDenied';
  if (signature !== signatureOf({ method, url, headers }, KEY.secretAccessKey)) return 'SignatureDoesNotMatch';
  if (method === 'PUT' && headers['content-length'] === undefined) return 'MissingContentLength';
  if (method === 'PUT' && headers['x-amz-content-sha256'] !== hash(body)) return 'XAmzContentSHA256Mismatch';
  return undefined;
}

/**
 * A server that speaks S3, as far as it is asked here: one bucket, `evidence`. It takes nothing that is not signed as it must be.
 * @param onPut is waited for before it says that it has an object
 */
export async function startS3(onPut: () => Promise<void> = async () => {}) {
  const objects = new Map<string, Buffer>();
  const problems: string[] = [];
  const answer = (response: ServerResponse, status: number, body?: Buffer): void => {
    response.writeHead(status, body ? { 'content-length': body.length } : {}).end(body);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const problem = problemOf(request, body);
    const { method, url = '' } = request;
    const object = objects.get(url);
    if (problem) {
      problems.push(problem);
      answer(response, 403, Buffer.from(problem));
    } else if (!url.startsWith('/evidence/')) answer(response, 404);
    else if (method === 'PUT') {
      objects.set(url, body);
      await onPut();
      answer(response, 200);
    } else if (method === 'DELETE') {
      objects.delete(url);
      answer(response, 204);
    } else if (!object) answer(response, 404);
    else answer(response, 200, method === 'HEAD' ? undefined : object);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/evidence`,
    objects,
    problems,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
