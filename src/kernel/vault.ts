import { type KeyObject, createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { fault } from './faults.ts';
import { type LookUps, createLookUps } from './look-ups.ts';
import type { MasterKeys } from './master-keys.ts';
import { uuidOf } from './permutation.ts';
import { drawBytes } from './random.ts';
import { type Ring, createRing } from './ring.ts';

/** A key for the values of one owner: a record, a person, a verification, a decision, a consent. */
export interface DataKey {
  /** A UUID. */
  readonly ownerId: string;
  readonly secret: KeyObject;
}

/**
 * Seals personal data: AES-256-GCM (NIST SP 800-38D) under a random key per owner, each wrapped by a key that lies
 * outside the database. Destroying an owner's key makes its values unreadable for good.
 */
export interface Vault {
  /** A new key for `ownerId`, and its wrapped form to store. */
  createKey(ownerId: string): { key: DataKey; wrapped: Buffer };
  /** The key again, from its wrapped form. */
  openKey(ownerId: string, wrapped: Buffer): DataKey;
  /** The same key, wrapped by the key that wraps now. */
  rewrap(ownerId: string, wrapped: Buffer): Buffer;
  /** Seals a JSON value. `label` says what it is (`claim:<id>`): it opens only under the same label. */
  seal(key: DataKey, label: string, value: unknown): Buffer;
  /** The value again. Throws INTERNAL when it was tampered with, moved to another owner or label, or sealed by another key. */
  open<T>(key: DataKey, label: string, sealed: Buffer): T;
  /** The keys that cover blind indexes. Which one is in use changes while a process runs. */
  readonly lookUps: LookUps;
  /**
   * A blind index: by it, equal values of one field find each other. HMAC-SHA256 under a key per field, cut to 16 bytes, covered by the
   * key in use, and written as a UUID, since that is the 16-byte type of Postgres.
   */
  blind(field: string, value: string): string;
  /** The same, cut to 64 bits and as signed numbers, for what is found by very many: a collision must do no harm. */
  blindNumbers(field: string, values: readonly string[]): bigint[];
  /** The same, of which the lowest bit is a flag that whoever finds it can read. */
  blindFlagged(field: string, value: string, flag: boolean): bigint;
  /** A keyed digest of a text that nobody can guess, such as a client's key: not covered, and the same for ever. */
  mark(field: string, value: string): string;
  /** A keyed digest of any JSON value, for comparing inputs without keeping them: not covered, and the same for ever. */
  fingerprint(value: unknown): Buffer;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const BLIND_BYTES = 16;
const KEY_ID_BYTES = 16;

/** Makes a vault from master keys, with a ring of its own or one that others change. Throws CONFIGURATION as `createRing`. */
export function createVault(keys: MasterKeys, ring: Ring = createRing(keys.wrapping)): Vault {
  const derivedKeys = new Map<string, KeyObject>();

  const deriveKey = (purpose: string): KeyObject => {
    let key = derivedKeys.get(purpose);
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', keys.blind.bytes, keys.blind.id, purpose, 32)));
      derivedKeys.set(purpose, key);
    }
    return key;
  };
  const digest = (purpose: string, value: string): Buffer =>
    createHmac('sha256', deriveKey(purpose)).update(value).digest().subarray(0, BLIND_BYTES);
  const lookUps = createLookUps(uuidOf(digest('blind:check', 'selfsame')), keys.covers ?? []);

  const wrap = (ownerId: string, bytes: Buffer): Buffer => {
    const { id, secret } = ring.current;
    return Buffer.concat([
      Buffer.from(id.padEnd(KEY_ID_BYTES, '\0'), 'latin1'),
      encrypt(secret, `key:${ownerId}`, bytes),
    ]);
  };
  const unwrap = (ownerId: string, wrapped: Buffer): Buffer =>
    decrypt(ring.get(epochOf(wrapped)), `key:${ownerId}`, wrapped.subarray(KEY_ID_BYTES));

  return {
    createKey(ownerId) {
      const bytes = drawBytes(32);
      return { key: { ownerId, secret: createSecretKey(bytes) }, wrapped: wrap(ownerId, bytes) };
    },
    openKey: (ownerId, wrapped) => ({ ownerId, secret: createSecretKey(unwrap(ownerId, wrapped)) }),
    rewrap: (ownerId, wrapped) => wrap(ownerId, unwrap(ownerId, wrapped)),
    seal: (key, label, value) =>
      encrypt(key.secret, `${key.ownerId}:${label}`, Buffer.from(JSON.stringify(value), 'utf8')),
    open(key, label, sealed) {
      const plain = decrypt(key.secret, `${key.ownerId}:${label}`, sealed).toString('utf8');
      try {
        return JSON.parse(plain);
      } catch {
        // What JSON.parse says quotes the text.
        throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: 'a sealed value is no JSON' });
      }
    },
    lookUps,
    blind(field, value) {
      const plain = uuidOf(digest(`blind:${field}`, value));
      return lookUps.current?.uuids([plain])[0] ?? plain;
    },
    blindNumbers(field, values) {
      const plain = values.map((value) => digest(`blind:${field}`, value).readBigInt64BE());
      return lookUps.current?.numbers(plain) ?? plain;
    },
    blindFlagged(field, value, flag) {
      // Of a negative number too this is the lowest bit only: operators of bigint work on two's complement.
      const plain = (digest(`blind:${field}`, value).readBigInt64BE() & ~1n) | (flag ? 1n : 0n);
      return lookUps.current?.flagged([plain])[0] ?? plain;
    },
    mark: (field, value) => uuidOf(digest(`blind:${field}`, value)),
    fingerprint: (value) => digest('fingerprint', canonicalJson(value)),
  };
}

/** The id of the wrapping key that wrapped it. */
export function epochOf(wrapped: Buffer): string {
  return wrapped.subarray(0, KEY_ID_BYTES).toString('latin1').replace(/\0+$/, '');
}

/** version (1) | iv (12) | tag (16) | ciphertext */
function encrypt(key: KeyObject, associated: string, plain: Buffer): Buffer {
  const iv = drawBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
}

function decrypt(key: KeyObject, associated: string, sealed: Buffer): Buffer {
  try {
    if (sealed[0] !== VERSION) throw new Error('unknown version');
    // Without a length, a tag that was cut to four bytes would be taken too, and four can be guessed.
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(associated, 'utf8'));
    decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
    const plain = decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES));
    decipher.final();
    return plain;
  } catch (cause) {
    throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: 'a sealed value does not open', cause });
  }
}

/** JSON with the keys of objects in order, so that equal values have equal text (RFC 8785, for what JSON.parse gives). */
export function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
