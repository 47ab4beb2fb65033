import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';

/** What signatures are for. Each use has keys of its own, so that a signature of one says nothing in another. */
export const SIGNING_USES = ['receipt', 'checkpoint', 'export'] as const;
export type SigningUse = (typeof SIGNING_USES)[number];

/** A key that signs from a moment on, until another one does. */
export interface SigningKey {
  /** The thumbprint of its public part (RFC 7638). */
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  signsFrom: Date;
}

/** Signs with Ed25519 (RFC 8032 §5.1), as this hub. All processes on one database have the same keys. */
export interface Signer {
  readonly use: SigningUse;
  /** The key that signs now. It can be another one in the next tick, so read it beside `sign`, without waiting. */
  readonly kid: string;
  /** The signature of `bytes` by the key `kid`: 64 bytes. */
  sign(bytes: Uint8Array): Buffer;
  /** A signed token in compact form (RFC 7515 §7.1) with `typ` in its header: `alg` is `EdDSA` (RFC 8037 §3.1). */
  signToken(typ: string, claims: object): string;
  /** Whether the key `kid` of this use, current or retired, signed `bytes`. */
  verify(kid: string, bytes: Uint8Array, signature: Uint8Array): boolean;
  /** The public keys, the newest first: those that signed, the one that signs, and one that will (RFC 7517 §5). */
  jwks(): JSONWebKeySet;
}

/** Makes a signer of one use on keys that may change: `keys` answers at least one, the newest first. */
export function createSigner(use: SigningUse, keys: () => readonly SigningKey[], now: () => Date): Signer {
  const current = (): SigningKey => {
    const all = keys();
    return all.find(({ signsFrom }) => signsFrom <= now()) ?? all.at(-1)!;
  };
  return {
    use,
    get kid() {
      return current().kid;
    },
    sign: (bytes) => sign(null, bytes, current().privateKey),
    signToken(typ, claims) {
      const { kid, privateKey } = current();
      const text = `${encode({ alg: 'EdDSA', typ, kid })}.${encode(claims)}`;
      return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
    },
    verify(kid, bytes, signature) {
      const key = keys().find((one) => one.kid === kid);
      return key !== undefined && verify(null, bytes, key.publicKey, signature);
    },
    jwks: () => ({ keys: keys().map(publicJwk) }),
  };
}

/** A new Ed25519 key as a private JWK (RFC 8037 §2). */
export function createSigningJwk(): JWK {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
}

/** The two keys of a private JWK. */
export function readSigningJwk(jwk: JWK): Pick<SigningKey, 'privateKey' | 'publicKey'> {
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function publicJwk({ kid, publicKey }: SigningKey): JWK {
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
