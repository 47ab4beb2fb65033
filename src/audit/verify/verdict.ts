/** What is wrong with a log. */
export type Damage =
  /** An entry says something else than it did. */
  | 'CHANGED'
  /** An entry is gone. */
  | 'REMOVED'
  /** An entry is there that was none. */
  | 'INSERTED'
  /** Two entries stand in each other's place. */
  | 'SWAPPED'
  /** The entries are as they were, and a stored hash of theirs is not. */
  | 'HASH_CHANGED'
  /** The entries are as they were, and a checkpoint is not what was signed. */
  | 'CHECKPOINT_CHANGED'
  /** The entries are as they were, and what says who acted or whom one is about is not. */
  | 'OPENING_CHANGED'
  /** The log is shorter than it was. */
  | 'ROLLED_BACK';

/** The first thing that is wrong. */
export interface Finding {
  damage: Damage;
  /** The first entry that it is about; where only so much can be told, one of those up to `last`. */
  index: number;
  last: number;
  /** For people. */
  message: string;
}

/** What came out. */
export interface Verdict {
  /** How long the log is that was verified. */
  size: number;
  /** The name of the log, and the root of its tree in base64, as it was signed. */
  origin: string | undefined;
  root: string | undefined;
  /** How long the log was at the checkpoint that somebody kept. */
  from: number | undefined;
  /** Undefined: all is as it was signed. */
  finding: Finding | undefined;
}

const MEANINGS: Readonly<Record<Damage, string>> = {
  CHANGED: 'was changed',
  REMOVED: 'was removed',
  INSERTED: 'was inserted',
  SWAPPED: 'stands in the place of another',
  HASH_CHANGED: 'is as it was, but a stored hash over it was changed',
  CHECKPOINT_CHANGED: 'and those before are signed by no checkpoint that is as it was signed',
  OPENING_CHANGED: 'is as it was, but the name, the id or a salt that opens it was changed or removed',
  ROLLED_BACK: 'and all behind it are gone: the log is shorter than it was',
};

/** A finding with its sentence. */
export function finding(damage: Damage, index: number, last = index): Finding {
  const which = last > index && damage !== 'ROLLED_BACK' ? `one of the entries ${index} to ${last}` : `entry ${index}`;
  return { damage, index, last, message: `${which} ${MEANINGS[damage]}` };
}
