/** What is kept of an erasure apart from the data, so that a restored backup does not bring anybody back. It names nobody. */
export interface Tombstone {
  erasureId: string;
  /** All ids that led to the person. */
  personIds: string[];
  /** When the person was erased. */
  at: Date;
  /** What keeps the person from coming back: keyed digests with their kinds. Empty once that was lifted. */
  suppressions: { blind: string; kind: string }[];
}

/** Where tombstones lie: with the keys, and never only in the database that they speak of. */
export interface Tombstones {
  /** Resolves when it would survive a crash. One that was there when the process began stays as it was. */
  add(tombstone: Tombstone): Promise<void>;
  /** Lets the person of an erasure come back, from a backup too. */
  lift(erasureId: string): Promise<void>;
  /** To be called before anything is added. */
  list(): Promise<Tombstone[]>;
}
