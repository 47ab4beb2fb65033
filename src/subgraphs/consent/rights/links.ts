import { z } from 'zod';
import type { Signer } from '../../../kernel/signer.ts';
import type { CaseExportModel } from './models.ts';

/** Below which archives are downloaded. */
export const EXPORTS = '/rights/exports/';

/** What the header of a link's token says it is. */
const TYPE = 'selfsame-export+jwt';

/**
 * Where an export is downloaded: the path ends in a signed token (RFC 7519), which holds the export's id and its end and nothing
 * about anybody. It is made again from the row whenever it is asked for, so it is stored nowhere.
 */
export function pathOf(signer: Signer, { id, expiresAt }: Pick<CaseExportModel, 'id' | 'expiresAt'>): string {
  return EXPORTS + signer.signToken(TYPE, { jti: id, exp: Math.floor(expiresAt.getTime() / 1000) });
}

const Header = z.object({ alg: z.literal('EdDSA'), typ: z.literal(TYPE), kid: z.string() });
const Claims = z.object({ jti: z.uuid(), exp: z.number() });

/** The export that a token was made for; undefined when this hub did not make it, or its time is over. */
export function readToken(signer: Signer, token: string, now: Date): string | undefined {
  const [header, claims, signature, ...more] = token.split('.');
  if (!header || !claims || !signature || more.length > 0) return undefined;
  const said = Header.safeParse(decode(header));
  if (!said.success) return undefined;
  const bytes = Buffer.from(`${header}.${claims}`);
  if (!signer.verify(said.data.kid, bytes, Buffer.from(signature, 'base64url'))) return undefined;
  const { data } = Claims.safeParse(decode(claims));
  return data && now.getTime() < data.exp * 1000 ? data.jti : undefined;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
