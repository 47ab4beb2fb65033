import { createPublicKey, hash, verify } from 'node:crypto';
import { HASH_BYTES } from './tree/hash.ts';

/** What signs checkpoints, with the keys that others judge by. */
export interface NoteSigner {
  /** Which of the keys signs now. */
  readonly kid: string;
  /** Ed25519 (RFC 8032). */
  sign(bytes: Uint8Array): Buffer;
  /** The public keys: the one that signs, and those that did. */
  jwks(): { keys: readonly { kid?: string; x?: string }[] };
}

/** A public key by which a note is judged. */
export interface NoteKey {
  /** Whose it is: the log's origin, a witness's name. */
  name: string;
  /** 1: signs the text (C2SP signed-note). 4: with a time, for a witness (C2SP tlog-cosignature). */
  type: 1 | 4;
  /** 32 bytes. */
  publicKey: Buffer;
}

/** How long the log was, and the root of its tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** A note that somebody signed. */
export interface Note {
  /** What was signed, with its last newline. */
  text: string;
  signatures: readonly { name: string; keyId: string; bytes: Buffer; line: string }[];
}

const PUBLIC_KEY_BYTES = 32;
/** The beginning of an Ed25519 public key in DER (RFC 8410 §4). */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;
const MAX_SIGNATURES = 100;

/** The text of a checkpoint, as it is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads the text of a checkpoint; undefined when it is none. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, size, base64] =
    /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text) ?? [];
  if (origin === undefined || base64 === undefined) return undefined;
  const root = Buffer.from(base64, 'base64');
  return root.length === HASH_BYTES ? { origin, size: Number(size), root } : undefined;
}

/** Signs a text under a name (C2SP signed-note). */
export function signNote(text: string, name: string, signer: NoteSigner): string {
  const key = keysOf(name, signer).get(signer.kid)!;
  const signature = Buffer.concat([Buffer.from(keyIdOf(key), 'hex'), signer.sign(Buffer.from(text))]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/** The keys of a signer, by their ids. */
export function keysOf(name: string, signer: NoteSigner): Map<string, NoteKey> {
  return new Map(
    signer.jwks().keys.map(({ kid = '', x = '' }) => [kid, { name, type: 1, publicKey: Buffer.from(x, 'base64url') }]),
  );
}

/** Takes a note apart; undefined when it is none. */
export function readNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MAX_SIGNATURES) return undefined;
  const signatures = lines.map(readSignature);
  return signatures.every((signature) => signature !== undefined)
    ? { text: note.slice(0, end + 1), signatures }
    : undefined;
}

/** Reads one line of a signature. */
export function readSignature(line: string): Note['signatures'][number] | undefined {
  const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  if (name === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length > KEY_ID_BYTES
    ? { name, keyId: bytes.toString('hex', 0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES), line }
    : undefined;
}

/** The keys that signed a note well. Empty where none did, or where one that is known did not sign what stands there. */
export function signersOf({ text, signatures }: Note, keys: readonly NoteKey[]): NoteKey[] {
  const good: NoteKey[] = [];
  for (const { name, keyId, bytes } of signatures) {
    const key = keys.find((one) => one.name === name && keyIdOf(one) === keyId);
    if (!key) continue;
    if (!isSigned(text, bytes, key)) return [];
    good.push(key);
  }
  return good;
}

function isSigned(text: string, signature: Buffer, { type, publicKey }: NoteKey): boolean {
  const key = createPublicKey({ key: Buffer.concat([DER_PREFIX, publicKey]), format: 'der', type: 'spki' });
  if (type === 1) return verify(null, Buffer.from(text), key, signature);
  const time = signature.readBigUInt64BE();
  return verify(null, Buffer.from(cosignedText(text, time)), key, signature.subarray(TIME_BYTES));
}

/** What a witness signs at a time, in seconds since 1970 (C2SP tlog-cosignature). */
export function cosignedText(text: string, time: bigint): string {
  return `cosignature/v1\ntime ${time}\n${text}`;
}

/** A key as text that configures who judges by it: `name+1234abcd+AQ…`. */
export function formatKey(key: NoteKey): string {
  return `${key.name}+${keyIdOf(key)}+${Buffer.concat([Buffer.of(key.type), key.publicKey]).toString('base64')}`;
}

/** Reads such a text; undefined when it is none, or one of a kind that is not known here. */
export function readKey(text: string): NoteKey | undefined {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  if (name === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  const type = bytes[0];
  if ((type !== 1 && type !== 4) || bytes.length !== 1 + PUBLIC_KEY_BYTES) return undefined;
  const key: NoteKey = { name, type, publicKey: bytes.subarray(1) };
  return keyIdOf(key) === id ? key : undefined;
}

/** The id of a key, in hex: with its name it says which key signed. */
export function keyIdOf({ name, type, publicKey }: NoteKey): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'hex').slice(0, 8);
}
