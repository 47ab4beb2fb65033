import { once } from 'node:events';
import { type Socket, isIP } from 'node:net';
import { connect } from 'node:tls';

/** How a connection is encrypted, in libpq's words (PostgreSQL, "SSL Support"). `allow` means `prefer`. */
export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

const TIMEOUT_MS = 3_000;
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const ACCEPTED = 'S'.charCodeAt(0);

/**
 * Encrypts a connection that is being made (PostgreSQL, "SSL Session Encryption"). The certificate is checked by the
 * `verify-` modes only, against Node's authorities (NODE_EXTRA_CA_CERTS adds some), the host's name by `verify-full` only.
 * Rejects within three seconds when the server refuses or does not answer.
 */
export async function encrypt(raw: Socket, host: string, mode: SslMode): Promise<Socket> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  if (!(await offersTls(raw, signal))) {
    if (mode === 'allow' || mode === 'prefer') return raw;
    throw new Error('The database does not speak TLS.');
  }
  const socket = connect({
    socket: raw,
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: mode.startsWith('verify'),
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  });
  await once(socket, 'secureConnect', { signal });
  return socket;
}

/** Whether the server at the other end speaks TLS. Any answer says that it is one, and awake. Rejects when `signal` aborts first. */
export async function offersTls(raw: Socket, signal: AbortSignal): Promise<boolean> {
  await once(raw, 'connect', { signal });
  raw.write(SSL_REQUEST);
  const closed = once(raw, 'close', { signal }).then(() => {
    throw Object.assign(new Error('The server closed the connection.'), { code: 'CONNECTION_CLOSED' });
  });
  const [answer] = (await Promise.race([once(raw, 'data', { signal }), closed])) as [Buffer];
  return answer[0] === ACCEPTED;
}
