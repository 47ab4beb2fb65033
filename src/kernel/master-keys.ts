/** A key that wraps other keys, or that look-ups are derived from. */
export interface MasterKey {
  /** Names the key in what it wrapped: 1 to 16 letters, digits, `_` or `-`. */
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

/** What the vault is made from: the newest key first; older ones still open what they wrapped. */
export interface MasterKeys {
  wrapping: readonly MasterKey[];
  /** What blind indexes are HMACs under. It stays. */
  blind: MasterKey;
  /** What covers them, the newest first; see `LookUps`. */
  covers?: readonly MasterKey[];
}
